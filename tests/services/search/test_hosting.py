"""Who uses a host: parted by what each is to it, and never told of a hidden place."""

from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.listings.kinds import Hosted, Kind
from assetmap.domain.listings.listing import Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.schedule_text import parse_rules
from assetmap.services.search.hosting import hosted_at
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing

LONG_DAYS = ["Mon 09:00-17:00", "Tue 09:00-17:00", "Thu 09:00-17:00"]
HERE = replace(a_listing().where, venue="Riverside Hub")
ELSEWHERE = replace(HERE, venue="Grays Hall", place="Grays", postcode="RM17 6SL", point=GRAYS)


def the_hub(**changes: Any) -> Listing:
    parts: dict[str, Any] = {
        "kind": Kind.HUB,
        "name": "Riverside Hub",
        "where": HERE,
        "when": [
            'Wed 13:30-15:30 called "Coordinator’s surgery"',
            'Thu 10:00-12:00 called "Housing Surgery"',
            'Fri 10:00-12:00 called "Jigsaw swap"',
            'Mon 10:00-12:00 called "Advice" until 2026-03-02',
            'Tue 10:00-12:00 called "Surgery away" at Grays Hall',
        ],
    }
    return a_listing("hub", **{**parts, **changes})


def here(listing_id: str, **changes: Any) -> Listing:
    return a_listing(listing_id, **{"name": listing_id, "where": HERE, **changes})


def parts(make_context: ContextMaker, host: Listing, *others: Listing) -> dict[str, list[str]]:
    """The names of what is at a host, by the heading of its part."""
    found: dict[str, list[str]] = {}
    for each in hosted_at(make_context(host, *others), public_view(host)):
        found.setdefault(each.part, []).append(each.name)
    return found


def test_hub_tells_who_visits_who_meets_which_help_is_wanted_and_its_rooms(
    make_context: ContextMaker,
) -> None:
    found = parts(
        make_context,
        the_hub(),
        here("Carers advice", kind=Kind.SERVICE),
        here("Library", kind=Kind.SERVICE, when=LONG_DAYS),
        here("chess", kind=Kind.GROUP),
        here("Bingo", kind=Kind.GROUP),
        here("Greeter", kind=Kind.VOLUNTEERING_ROLE),
        here("Garden room", kind=Kind.SPACE),
        here("Nails", kind=Kind.MICRO_ENTERPRISE),
        here("Planned", kind=Kind.HUB, status=Status.PLANNED),
    )
    assert found == {
        Hosted.VISITS: ["Carers advice", "Coordinator’s surgery", "Housing Surgery"],
        Hosted.GROUPS: ["Bingo", "chess"],
        Hosted.HELP: ["Greeter"],
        Hosted.ROOMS: ["Garden room"],
        Hosted.ALSO: ["Library", "Nails", "Planned"],
    }
    assert list(found) == list(Hosted)


def test_words_of_who_visits_are_the_boroughs_own(make_context: ContextMaker) -> None:
    context = make_context(the_hub())
    context.borough = replace(context.borough, visits=("jigsaw", "swap meet"))
    found = hosted_at(context, public_view(the_hub()))
    assert [(each.part, each.name) for each in found] == [(Hosted.VISITS, "Jigsaw swap")]
    context.borough = replace(context.borough, visits=())
    assert hosted_at(context, public_view(the_hub())) == ()


def test_series_of_others_that_meet_at_the_hub_are_told_with_their_own_times(
    make_context: ContextMaker,
) -> None:
    when = ["Mon 10:00-12:00", "Tue 14:00-15:00 at Riverside Hub"]
    host = the_hub(when=[])
    debts = a_listing("debts", name="Debts", kind=Kind.SERVICE, where=ELSEWHERE, when=when)
    (found,) = hosted_at(make_context(host, debts), public_view(host))
    assert (found.part, found.name) == (Hosted.VISITS, "Debts")
    assert found.rules == tuple(parse_rules(when[1:]))


def test_roles_that_name_the_hub_are_wanted_there(make_context: ContextMaker) -> None:
    role: dict[str, Any] = {"kind": Kind.VOLUNTEERING_ROLE, "where": ELSEWHERE}
    area = Where(Precision.AREA, area_served="Tilbury")
    secret = Where(Precision.WITHHELD)
    found = parts(
        make_context,
        the_hub(when=[]),
        a_listing("r1", **{**role, "name": "Driver", "summary": "Drive for RIVERSIDE HUB."}),
        a_listing("r2", **{**role, "name": "Riverside Hub gardener", "where": area}),
        a_listing("r3", **{**role, "name": "Other", "summary": "At Riverside."}),
        a_listing("r4", **{**role, "name": "Hidden", "summary": "Riverside Hub", "where": secret}),
        a_listing("g", name="Choir", summary="Was at Riverside Hub once.", where=ELSEWHERE),
    )
    assert found == {Hosted.HELP: ["Driver", "Riverside Hub gardener"]}


def test_hub_of_one_word_is_named_by_anybody(make_context: ContextMaker) -> None:
    host = the_hub(name="Hub", where=replace(HERE, venue="Hub"), when=[])
    role = a_listing("r", kind=Kind.VOLUNTEERING_ROLE, summary="Help a hub.", where=ELSEWHERE)
    assert parts(make_context, host, role) == {}


def test_place_to_hire_tells_who_uses_it_and_what_hosts_nobody_keeps_a_plain_list(
    make_context: ContextMaker,
) -> None:
    choir, advice = here("Choir"), here("Advice", kind=Kind.SERVICE)
    hall = here("Hall", kind=Kind.SPACE)
    assert parts(make_context, hall, choir, advice) == {
        Hosted.VISITS: ["Advice"],
        Hosted.GROUPS: ["Choir"],
    }
    assert parts(make_context, choir, hall, advice) == {Hosted.ALSO: ["Advice", "Hall"]}


@pytest.mark.parametrize("precision", [Precision.WITHHELD, Precision.APPROXIMATE, Precision.AREA])
def test_hidden_house_tells_of_nobody(make_context: ContextMaker, precision: Precision) -> None:
    hidden = the_hub(where=replace(HERE, precision=precision, area_served="Tilbury"))
    assert parts(make_context, hidden, here("Choir")) == {}
