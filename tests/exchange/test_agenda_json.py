from dataclasses import replace

from assetmap.domain.search.query import Search
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.days_asked import read_days
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.exchange.agenda_json import agenda_document
from assetmap.services.whats_on.whats_on import whats_on
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_document_has_days_in_order_and_every_time_with_its_state(
    make_context: ContextMaker,
) -> None:
    schedule = parse_schedule(['Tue 10:00-12:00 called "Surgery" at The Annexe'])
    change = parse_change("2026-03-17 moved to 2026-03-18: no key")
    context = make_context(a_listing(schedule=replace(schedule, changes=(change,))))
    days, _ = read_days({}, context.clock.today())
    document = agenda_document(whats_on(context, Search(words="knitting"), days))
    assert document["query"] == {"q": "knitting"}
    assert (document["first"], document["last"]) == ("2026-03-16", "2026-03-22")
    assert (document["known_until"], document["total"]) == ("2027-04-20", 2)
    assert [day["date"] for day in document["days"]] == [
        f"2026-03-{number}" for number in range(16, 23)
    ]
    tuesday, wednesday = (day["entries"][0] for day in document["days"][1:3])
    assert (tuesday["id"], tuesday["called"], tuesday["url"]) == (
        *("knit-club", "Surgery", "/listing/knit-club"),
    )
    assert tuesday["times"] == [
        {
            "start": "2026-03-17T10:00:00+00:00",
            "end": "2026-03-17T12:00:00+00:00",
            "state": "moved-away",
            "at": "The Annexe",
            "instead_of": None,
            "why": "no key",
        }
    ]
    assert wednesday["times"][0]["state"] == "moved-here"
    assert wednesday["times"][0]["instead_of"] == "2026-03-17T10:00:00+00:00"
