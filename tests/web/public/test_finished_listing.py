"""A listing from its last date to its end, by a moving clock: in find, finished, archived."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from assetmap.app import create_app
from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Kind, Status
from assetmap.services.checks.upkeep_brakes import reasons_to_stop
from assetmap.services.checks.upkeep_run import plan_day, run_day
from assetmap.services.checks.upkeep_undo import archived_by_upkeep, take_back
from assetmap.services.checks.work_queue import due_listings
from assetmap.services.context import Context
from assetmap.services.listings.staff_search import ListingFilter, look_up
from assetmap.services.search.same_place import at_same_place
from assetmap.web.presenters.work_words import standing_words
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import EDITOR, by
from tests.services.organisers import another_day

ENDS = "Tue 10:00-12:00 until 2026-03-24"


@contextmanager
def on(context: Context, day: str) -> Iterator[Context]:
    """The same directory on another day."""
    later = another_day(context, day)
    yield later
    later.close()


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("course", name="Spring Course", when=[ENDS]),
        a_listing("knit", name="Knit Club"),
    )


def found(context: Context) -> list[str]:
    client = create_app(context).test_client()
    answer = client.get("/find.json").get_json()
    return sorted(each["id"] for each in answer["results"])


def page(context: Context, path: str = "/listing/course") -> tuple[int, str]:
    response = create_app(context).test_client().get(path)
    return response.status_code, " ".join(response.get_data(as_text=True).split())


def test_the_whole_life_of_what_has_a_last_date(context: Context) -> None:
    with on(context, "2026-03-24T23:00") as last_day:
        assert found(last_day) == ["course", "knit"]
        assert "has finished" not in page(last_day)[1]
        assert [each.listing.id for each in due_listings(last_day, EDITOR)] == []
    with on(context, "2026-03-25T09:00") as after:
        assert found(after) == ["knit"]
        assert found_by_name(after) == []
        status, words = page(after)
        assert status == 200
        assert "This has finished. Its last date was Tuesday 24 March 2026." in words
        assert "You could try one of these" in words
        assert 'href="/listing/knit"' in words
        rows = after.directory_cache.current().snapshot
        knit = rows.rows[rows.position["knit"]].listing
        assert at_same_place(after, knit) == ()
        assert [(x.listing.id, x.finished) for x in due_listings(after, EDITOR)] == [
            ("course", True)
        ]
        finished = look_up(after, by(EDITOR), ListingFilter(finished=True))
        assert [each.id for each in finished] == ["course"]
        assert run_day(after).steps == {}
    with on(context, "2026-04-23T09:00") as month:
        assert run_day(month).steps == {}
        assert page(month)[0] == 200
    with on(context, "2026-04-24T09:00") as end:
        assert dict(run_day(end).steps) == {"close": 1}
        gone = end.store.get_listing("course").listing
        assert (gone.status, gone.archived_because) == (
            Status.ARCHIVED,
            ArchiveReason.FINISHED,
        )
        status, words = page(end)
        assert (status, "It has finished: its last date has passed." in words) == (410, True)
        assert [each.id for each in archived_by_upkeep(end, end.clock.today())] == ["course"]
        assert [each.status for each in take_back(end, end.clock.today())] == [Status.PUBLISHED]


def found_by_name(context: Context) -> list[str]:
    client = create_app(context).test_client()
    named = client.get("/find.json?q=spring+course").get_json()["results"]
    suggested = client.get("/suggest.json?q=spri").get_json()
    assert "course" not in str(suggested)
    return [each["id"] for each in named if each["id"] == "course"]


@pytest.mark.parametrize("kind", list(Kind))
def test_of_every_kind(make_context: ContextMaker, kind: Kind) -> None:
    context = make_context(
        a_listing("one", kind=kind, when=["2026-02-10 10:00-12:00"]), a_listing("knit")
    )
    assert found(context) == ["knit"]
    assert dict(run_day(context).steps) == {"close": 1}


def test_many_at_once_stop_the_days_work(make_context: ContextMaker) -> None:
    several = (a_listing(f"c{n}", when=["2026-02-10 10:00-12:00"]) for n in range(11))
    context = make_context(*several, a_listing("knit"))
    assert len(reasons_to_stop(context, plan_day(context))) == 1


def test_the_whole_life_of_a_role_with_a_closing_date(make_context: ContextMaker) -> None:
    role = {"kind": Kind.VOLUNTEERING_ROLE, "categories": ("give/volunteering",)}
    context = make_context(
        a_listing("course", name="Spring Course Helper", closes_on=date(2026, 3, 24), **role),
        a_listing("driver", name="Driver", **role),
        a_listing("knit", name="Knit Club", categories=("give/volunteering",)),
    )
    paths = ("/find.json", "/find.geojson", "/find.csv", "/pack.json", "/whats-on.json")
    public = (*paths, "/whats-on.atom", "/whats-on.ics", "/find", "/find?need=give", "/map.json")
    with on(context, "2026-03-24T23:00") as last_day:
        assert found(last_day) == ["course", "driver", "knit"]
        assert "has closed" not in page(last_day)[1]
    with on(context, "2026-03-25T09:00") as after:
        assert {path: "Spring Course Helper" in page(after, path)[1] for path in public} == (
            dict.fromkeys(public, False)
        )
        assert found_by_name(after) == []
        status, words = page(after)
        assert status == 200
        assert "This has closed. Its closing date was Tuesday 24 March 2026." in words
        instead = words.partition("You could try one of these")[2].partition("</section>")[0]
        assert 'href="/listing/driver"' in instead
        assert 'href="/listing/knit"' not in instead
        (due,) = due_listings(after, EDITOR)
        assert (due.listing.id, due.finished) == ("course", True)
        assert standing_words(due, after.clock.today()) == (
            "Has closed: can people still ask for it?"
        )
        assert run_day(after).steps == {}
    with on(context, "2026-04-24T09:00") as end:
        assert dict(run_day(end).steps) == {"close": 1}
        gone = end.store.get_listing("course").listing
        assert (gone.status, gone.archived_because) == (Status.ARCHIVED, ArchiveReason.FINISHED)
        status, words = page(end)
        assert (status, 'href="/listing/driver"' in words) == (410, True)
        assert [each.status for each in take_back(end, end.clock.today())] == [Status.PUBLISHED]


def test_many_closing_at_once_stop_the_days_work(make_context: ContextMaker) -> None:
    role = {"kind": Kind.VOLUNTEERING_ROLE, "closes_on": date(2026, 2, 10)}
    context = make_context(*(a_listing(f"c{n}", **role) for n in range(11)), a_listing("knit"))
    assert len(reasons_to_stop(context, plan_day(context))) == 1
