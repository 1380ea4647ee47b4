"""The parts of the list: what is on when it was asked for, and at that cost, before what is not."""

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Part
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.factories import a_listing

TERM = "School term time only"


def knitting(listing_id: str, *when: str, **changes: object) -> Listing:
    return a_listing(listing_id, name=f"Knitting {listing_id}", when=list(when), **changes)


def parted(context: Context, words: str, **more: object) -> dict[str, list[str]]:
    found = answer(context, Search(words=words, **more))  # type: ignore[arg-type]
    parts: dict[str, list[str]] = {}
    for hit in found.hits:
        parts.setdefault(hit.part, []).append(hit.listing.id)
    assert {part: len(ids) for part, ids in parts.items()} == {
        part: count for part, count in found.in_parts.items() if count
    }
    return parts


@pytest.fixture
def week(make_context: ContextMaker) -> Context:
    return make_context(
        knitting("mon", "Mon 10:00-12:00"),
        knitting("first-mon", "1st Mon 10:00-12:00"),
        knitting("mon-evening", "Mon 18:00-20:00"),
        knitting("tue-evening", "Tue 18:30-20:00"),
        knitting("sat", "Sat 10:00-12:00"),
        knitting("lift", kind=Kind.SERVICE),
        knitting("some", "Some Mondays"),
        knitting("unknown", "Ring for times"),
    )


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("knitting on Monday", "first-mon lift mon mon-evening some"),
        ("knitting today", "lift mon mon-evening"),
        ("knitting tonight", "lift mon-evening"),
        ("knitting tomorrow", "lift tue-evening"),
        ("knitting on Monday evenings", "lift mon-evening some"),
        ("knitting after 6", "lift mon-evening tue-evening"),
        ("knitting on Tuesday after 7", "lift"),
        ("knitting before noon", "first-mon lift mon sat"),
        ("knitting on weekdays between 10 and 2", "first-mon lift mon"),
        ("knitting this weekend", "lift sat"),
        ("knitting on Monday or Saturday", "first-mon lift mon mon-evening sat some"),
        ("knitting once the kids are at school", "first-mon lift mon sat"),
    ],
)
def test_what_is_on_then_comes_before_other_days(week: Context, words: str, fits: str) -> None:
    parts = parted(week, words)
    every = {"mon", "first-mon", "mon-evening", "tue-evening", "sat", "lift", "some", "unknown"}
    assert sorted(parts["fits"]) == fits.split()
    assert set(parts["other"]) == every - set(fits.split())
    assert list(parts) == ["fits", "other"]


def test_what_is_over_today_is_no_longer_on_today(make_context: ContextMaker) -> None:
    context = make_context(
        knitting("early", "Mon 10:00-12:00"),
        knitting("late", "Mon 14:00-16:00"),
        today="2026-03-16T13:00",
    )
    assert parted(context, "knitting today") == {"fits": ["late"], "other": ["early"]}


def test_group_of_term_time_is_not_on_today_in_the_holidays(make_context: ContextMaker) -> None:
    listings = (
        knitting("term", schedule=parse_schedule(["Mon 10:00-12:00"], TERM)),
        knitting("always", "Mon 10:00-12:00"),
    )
    context = make_context(*listings, today="2026-04-06")
    assert parted(context, "knitting today") == {"fits": ["always"], "other": ["term"]}


def test_all_that_is_on_today_comes_soonest_first(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("choir", name="Singers", when=["Mon 19:00-21:00"]),
        a_listing("hall", name="Hall", kind=Kind.SPACE, when=["Mon 08:00-22:00"]),
        a_listing("bowls", name="Bowls", when=["Mon 11:00-12:00"]),
        a_listing("first", name="First Monday", when=["1st Mon 10:00-11:00"]),
        a_listing("chess", name="Chess", when=["Fri 09:00-10:00"]),
    )
    for words in ("whats on today", "what's on today?", "things to do today", "events today"):
        assert parted(context, words) == {"fits": ["bowls", "choir", "hall"], "other": ["first"]}


def test_wrong_subject_on_the_right_day_pushes_nothing_aside(make_context: ContextMaker) -> None:
    context = make_context(
        knitting("right", "Fri 10:00-12:00"),
        a_listing(
            "wrong",
            name="Bowls",
            summary="Bowls.",
            categories=("active/bowls",),
            description="Somebody brings knitting.",
            when=["Tue 10:00-12:00"],
        ),
    )
    assert parted(context, "knitting on Tuesday") == {"other": ["right", "wrong"]}
    assert answer(context, Search(words="knitting on Tuesday")).has_aside


def test_name_stands_above_the_parts(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("hub", name="Dockside Hub", when=["Fri 10:00-12:00"]),
        a_listing("other", name="Town Hub", when=["Tue 10:00-12:00"]),
        a_listing("club", name="Tuesday Club", when=["Wed 10:00-12:00"]),
    )
    found = answer(context, Search(words="Dockside Hub on Tuesday"))
    first = found.hits[0]
    assert (first.listing.id, first.is_asked_for) == ("hub", True)
    assert (found.hits[0].part, found.named) == (Part.FITS, 1)


@pytest.mark.parametrize(
    ("words", "fits", "other"),
    [
        ("free knitting", ["free"], ["dear", "three", "unsaid"]),
        ("knitting for under a fiver", ["free", "three"], ["dear", "unsaid"]),
        ("knitting for no more than £2", ["free"], ["dear", "three", "unsaid"]),
        ("skint, knitting", ["free"], ["dear", "three", "unsaid"]),
        ("knitting under £10", ["dear", "free", "three"], ["unsaid"]),
    ],
)
def test_cost_is_a_condition(
    make_context: ContextMaker, words: str, fits: list[str], other: list[str]
) -> None:
    costs = {"free": "free", "three": "£3", "dear": "£8", "unsaid": ""}
    context = make_context(
        *(knitting(name, "Mon 10:00-12:00", cost=cost) for name, cost in costs.items())
    )
    parts = parted(context, words)
    assert (sorted(parts["fits"]), sorted(parts["other"])) == (fits, other)


def test_conditions_can_each_be_taken_off(week: Context) -> None:
    words = "knitting on Monday after 6"
    assert sorted(parted(week, words)["fits"]) == ["lift", "mon-evening"]
    for ignored, left in (("day", ["hours"]), ("hours", ["day"])):
        found = answer(week, Search(words=words, ignore=(ignored,)))
        sorts = [each.sort for each in found.understood.preferences if each.sort != "time"]
        assert sorts == left
