"""Answers: every filter, nearness, counts that keep their word, paging and order."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.listing import Checked, Kind, Precision, Status, Where
from assetmap.domain.place import Box, Point
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.selection import select
from tests.conftest import ContextMaker
from tests.factories import GRAYS, TILBURY, a_listing

AT_TILBURY = "RM18 7TB"
REPLACED = ("category", "kind", "day", "time", "cost")  # chosen instead of what is chosen


def ids(found: Answer) -> list[str]:
    return [hit.listing.id for hit in found.hits]


def at(point: Point | None, precision: Precision = Precision.VENUE, **more: Any) -> Where:
    return Where(precision, point=point, authority="E06000034", **more)


# The filter, a listing that has it, one that has something else, one that says nothing.
FILTERS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], dict[str, Any] | None]] = {
    "category": ({"category": (("meet/cafes",),)}, {"categories": ("meet/cafes",)}, {}, None),
    "level 1": ({"category": (("meet",),)}, {"categories": ("meet/cafes",)}, {}, None),
    "kind": ({"kind": (("space",),)}, {"kind": Kind.SPACE}, {}, None),
    "audience": ({"audience": (("carers",),)}, {"audience": ("older", "carers")}, {}, None),
    "access": (
        {"access": (("toilet",),)},
        {"access": ("toilet", "step-free")},
        {},
        {"access": ()},
    ),
    "day": (
        {"day": (("wed",),)},
        {"when": ["Wed 10:00-12:00"]},
        {},
        None,
    ),
    "time": ({"time": (("evening",),)}, {"when": ["Tue 19:00-21:00"]}, {}, None),
    "cost": ({"cost": (("free",),)}, {"cost": "free"}, {}, {"cost": ""}),
    "cost up to": ({"cost": (("upto5",),)}, {"cost": "£4.50"}, {"cost": "£6"}, {"cost": ""}),
    "age": (
        {"age": 70},
        {"min_age": 50},
        {"max_age": 18},
        {"min_age": None, "max_age": None},
    ),
    "need": ({"need": "memory"}, {"categories": ("wellbeing/dementia",)}, {}, None),
}


@pytest.mark.parametrize("name", FILTERS)
def test_filter_keeps_what_has_it_then_what_does_not_say(
    make_context: ContextMaker, name: str
) -> None:
    asked, having, other, silent = FILTERS[name]
    listings = [a_listing("a-other", **other), a_listing("z-has", **having)]
    if silent is not None:
        listings.append(a_listing("b-silent", **silent))
    found = answer(make_context(*listings), Search(**asked, sort="name"))
    assert ids(found) == (["z-has"] if silent is None else ["z-has", "b-silent"])
    assert (found.total, found.total_known) == (len(found.hits), 1)
    facet = name.split(maxsplit=1)[0]
    assert [hit.unknown for hit in found.hits] == [(), (facet,)][: len(found.hits)]


EVERYTHING: dict[str, Any] = {
    "category": (("meet/cafes", "meet/lunch-clubs"), ("wellbeing/dementia",)),
    "kind": (("group", "hub"),),
    "audience": (("carers",), ("older",)),
    "access": (("toilet",), ("step-free",)),
    "day": (("tue", "wed"),),
    "time": (("afternoon",),),
    "cost": (("upto5",),),
    "age": 70,
    "need": "memory",
    "words": "lunch",
    "near": AT_TILBURY,
    "within": 1.0,
    "bbox": Box(0.3, 51.4, 0.365, 51.5),
}
MATCHING: dict[str, Any] = {
    "name": "Lunch",
    "categories": ("meet/cafes", "wellbeing/dementia"),
    "audience": ("older", "carers"),
    "access": ("toilet", "step-free"),
    "when": ["Wed 12:00-14:00"],
    "cost": "£4",
    "min_age": 50,
}
MISSING_ONE: dict[str, dict[str, Any]] = {
    "category": {"categories": ("meet/cafes", "meet/lunch-clubs")},
    "kind": {"kind": Kind.SPACE},
    "audience": {"audience": ("older",)},
    "access": {"access": ("toilet",)},
    "day": {"when": ["Thu 12:00-14:00"]},
    "time": {"when": ["Wed 09:00-11:00"]},
    "cost": {"cost": "£9"},
    "age": {"min_age": 75},
    "words": {"name": "Tea"},
    "within": {"where": at(GRAYS)},
    "bbox": {"where": at(Point(51.4634, 0.366))},
}


def test_all_filters_together_must_hold(make_context: ContextMaker) -> None:
    others = (a_listing(f"no-{name}", **{**MATCHING, **one}) for name, one in MISSING_ONE.items())
    context = make_context(a_listing("all", **MATCHING), *others)
    assert ids(answer(context, Search(**EVERYTHING))) == ["all"]
    for name in MISSING_ONE:  # each of them is there but for its one thing
        rest = {key: value for key, value in EVERYTHING.items() if key != name}
        if name == "category":
            del rest["need"]
        assert sorted(ids(answer(context, Search(**rest)))) == sorted(["all", f"no-{name}"]), name


@pytest.mark.parametrize(
    "search",
    [
        Search(),
        Search(words="lunch", near="RM18"),
        Search(category=(("meet",),), day=(("tue",),)),
        Search(kind=(("group",),), cost=(("upto5",),), access=(("step-free",),)),
        Search(time=(("morning", "afternoon"),), day=(("mon",),), audience=(("older",),)),
        Search(age=70, near="Grays", within=2),
    ],
)
def test_counts_are_what_one_then_gets(sample_context: Context, search: Search) -> None:
    facets = answer(sample_context, search).facets
    for facet in FACETS:
        for value in facets[facet]:
            earlier = () if facet in REPLACED else search.choices(facet)
            chosen: dict[str, Any] = {facet: (*earlier, (value.value,))}
            then = answer(sample_context, replace(search, **chosen))
            assert value.count == then.total_known, (facet, value)


def test_selected_values_are_marked(sample_context: Context) -> None:
    facets = answer(sample_context, Search(day=(("tue", "wed"),), kind=(("hub",),))).facets
    marked = {(name, v.value) for name, values in facets.items() for v in values if v.selected}
    assert marked == {("day", "tue"), ("day", "wed"), ("kind", "hub")}


def test_unknown_come_after_known_in_every_order(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("silent", name="Aaa lunch", access=(), where=at(TILBURY)),
        a_listing("has", name="Zzz", summary="lunch", access=("toilet",), where=at(GRAYS)),
    )
    for sort in ("best", "near", "name"):
        search = Search(words="lunch", near=AT_TILBURY, access=(("toilet",),), sort=sort)
        assert ids(answer(context, search)) == ["has", "silent"]


def test_listing_without_times_is_left_out_by_a_day(make_context: ContextMaker) -> None:
    context = make_context(a_listing("timed"), a_listing("untimed", schedule=Schedule()))
    assert ids(answer(context, Search(day=(("tue",),)))) == ["timed"]
    assert sorted(ids(answer(context, Search()))) == ["timed", "untimed"]


def test_area_wide_listing_stays_in_a_postcode_search(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("here", where=at(TILBURY)),
        a_listing("far", where=at(GRAYS)),
        a_listing("everywhere", where=at(None, Precision.AREA, area_served="Thurrock")),
        a_listing("unsaid", where=at(None, Precision.AREA)),
        a_listing("here-about", where=at(None, Precision.AREA, area_served="Tilbury")),
        a_listing("elsewhere", where=at(None, Precision.AREA, area_served="Corringham")),
    )
    found = answer(context, Search(near=AT_TILBURY, within=1))
    assert sorted(ids(found)) == ["everywhere", "here", "here-about", "unsaid"]
    assert {hit.listing.id: hit.distance_m is None for hit in found.hits} == {
        "here": False,
        "everywhere": True,
        "here-about": True,
        "unsaid": True,
    }
    assert ids(found)[0] == "here"


def test_withheld_listing_has_no_distance_and_never_sorts_by_it(make_context: ContextMaker) -> None:
    hidden = {"where": at(TILBURY, Precision.WITHHELD, place="Tilbury", postcode=AT_TILBURY)}
    context = make_context(
        a_listing("a-hidden", name="Aaa", **hidden),
        a_listing("b-far", name="Bbb", where=at(Point(51.55, 0.2))),
        a_listing("c-area", name="Ccc", where=at(None, Precision.AREA)),
    )
    for near in (AT_TILBURY, "SS17 0EY", "RM17 6SL"):
        found = answer(context, Search(near=near, sort="near"))
        assert ids(found) == ["b-far", "a-hidden", "c-area"]
        assert [hit.distance_m is None for hit in found.hits] == [False, True, True]
    best = [
        {hit.listing.id: n for n, hit in enumerate(answer(context, Search(near=near)).hits)}
        for near in (AT_TILBURY, "SS17 0EY")
    ]
    assert best[0]["a-hidden"] < best[0]["c-area"]  # by name only: both count as borough-wide
    assert best[0] == best[1]


def test_approximate_listing_is_measured_from_its_neighbourhood(make_context: ContextMaker) -> None:
    middle = TILBURY.neighbourhood()
    corner = Point(middle.lat + 0.004, middle.lon + 0.006)
    assert corner.neighbourhood() == middle
    context = make_context(
        a_listing("a", where=at(TILBURY, Precision.APPROXIMATE)),
        a_listing("b", where=at(corner, Precision.APPROXIMATE)),
    )
    found = answer(context, Search(near=AT_TILBURY))
    asked_at = found.understood.place.point
    assert [hit.distance_m for hit in found.hits] == [round(asked_at.distance_m(middle))] * 2
    assert [hit.listing.point for hit in found.hits] == [middle, middle]


def test_box_is_of_shown_points(make_context: ContextMaker) -> None:
    tiny = Box(TILBURY.lon - 1e-4, TILBURY.lat - 1e-4, TILBURY.lon + 1e-4, TILBURY.lat + 1e-4)
    context = make_context(
        a_listing("venue", where=at(TILBURY)),
        a_listing("edge", where=at(Point(tiny.north, tiny.east))),
        a_listing("soft", where=at(TILBURY, Precision.APPROXIMATE)),
        a_listing("area", where=at(TILBURY, Precision.AREA)),
        a_listing("hidden", where=at(TILBURY, Precision.WITHHELD)),
        a_listing("far", where=at(GRAYS)),
    )
    assert sorted(ids(answer(context, Search(bbox=tiny)))) == ["edge", "venue"]
    wide = Box(0.3, 51.4, 0.4, 51.5)
    assert sorted(ids(answer(context, Search(bbox=wide)))) == ["edge", "far", "soft", "venue"]


@pytest.fixture
def many_context(make_context: ContextMaker) -> Context:
    """Forty-five listings, `n00` to `n44`, farther and farther from Tilbury."""
    return make_context(
        *(
            a_listing(
                f"n{n:02}",
                name=f"Club {(n * 7) % 45:02}",
                where=at(Point(TILBURY.lat + n / 1000, TILBURY.lon)),
            )
            for n in range(45)
        )
    )


def test_pages_give_every_listing_once(many_context: Context) -> None:
    search = Search(words="club", sort="name")
    pages = [answer(many_context, replace(search, page=page)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [20, 20, 5]
    assert [(page.total, page.pages) for page in pages] == [(45, 3)] * 3
    names = [hit.listing.shown.name for page in pages for hit in page.hits]
    assert names == [f"Club {n:02}" for n in range(45)]
    assert len(answer(many_context, replace(search, per_page=100)).hits) == 45


def test_page_past_the_end_is_said_and_the_last_is_given(many_context: Context) -> None:
    found = answer(many_context, Search(sort="name", page=99))
    assert found.problems == (Problem("page", "There is no page 99: the last is 3."),)
    assert found.search.page == 3
    assert [hit.listing.shown.name for hit in found.hits] == [f"Club {n}" for n in range(40, 45)]


def test_sort_near_is_by_distance(many_context: Context) -> None:
    found = answer(many_context, Search(near=AT_TILBURY, sort="near", per_page=100))
    assert ids(found) == [f"n{n:02}" for n in range(45)]
    metres = [hit.distance_m for hit in found.hits]
    assert metres == sorted(metres)


@pytest.mark.parametrize(
    ("search", "problem"),
    [
        (
            Search(within=2),
            Problem("within", "Give a place too, so that we know where to measure from."),
        ),
        (Search(sort="near"), Problem("sort", "Give a place too, to see the nearest first.")),
    ],
)
def test_nearness_without_a_place_is_a_problem(
    many_context: Context, search: Search, problem: Problem
) -> None:
    found = answer(many_context, search)
    assert (found.problems, found.total) == ((problem,), 45)


def test_of_two_that_fit_equally_well_one_that_was_checked_comes_first(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("overdue", name="A", checked=Checked(date(2025, 8, 10))),
        a_listing("unchecked", name="B", checked=Checked(), published_on=date(2026, 3, 1)),
        a_listing("held", name="C", kind=Kind.SPACE, checked=Checked(date(2025, 3, 15))),
        a_listing("given-up", name="D", checked=Checked(), published_on=date(2025, 8, 1)),
    )
    found = answer(context, Search(words="knitting"))
    told = {hit.listing.id: str(hit.freshness) for hit in found.hits}
    assert list(told.items()) == [
        ("held", "due"),
        ("unchecked", "unchecked"),
        ("overdue", "overdue"),
        ("given-up", "overdue"),
    ]


def test_name_that_is_the_question_comes_first(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("a", name="Lunch Lunch Lunch Club", summary="lunch club", description="lunch"),
        a_listing("b", name="The Lunch Club", checked=replace(a_listing().checked, on=None)),
    )
    assert ids(answer(context, Search(words="the lunch club"))) == ["b", "a"]


def test_two_words_must_both_be_there_unless_none_has_both(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("both", name="Chess lunch"),
        a_listing("one", name="Chess"),
        a_listing("other", name="Lunch"),
    )
    found = answer(context, Search(words="chess lunch"))
    assert (ids(found), found.understood.relaxed) == (["both"], False)
    found = answer(context, Search(words="chess lunch harpsichord with biscuits"))
    assert (ids(found)[0], found.understood.relaxed) == ("both", True)


def test_of_three_words_two_are_enough(make_context: ContextMaker) -> None:
    context = make_context(a_listing("two", name="Chess lunch"), a_listing("one", name="Chess"))
    found = answer(context, Search(words="chess lunch music", exact=True))
    assert (ids(found), found.understood.relaxed) == (["two"], False)


def test_of_a_sentence_three_words_in_five_are_enough_for_a_pageful(
    make_context: ContextMaker,
) -> None:
    many = [a_listing(f"three-{n}", name="Chess lunch music") for n in range(10)]
    context = make_context(*many, a_listing("two", name="Chess lunch"))
    found = answer(context, Search(words="chess lunch music garden painting", exact=True))
    assert (len(ids(found)), "two" in ids(found), found.understood.relaxed) == (10, False, False)


def test_no_result_gives_near_spellings(make_context: ContextMaker) -> None:
    context = make_context(a_listing(name="Dementia café"))
    found = answer(context, Search(words="dimentia", exact=True))
    assert (found.total, found.near_spellings) == (0, ("dementia",))
    assert answer(context, Search(words="xylophone")).near_spellings == ()
    assert answer(context, Search(words="dementia")).near_spellings == ()


def test_private_words_find_nothing(make_context: ContextMaker) -> None:
    hidden = at(TILBURY, Precision.WITHHELD, venue="Harbour House", address="7 Quay Street")
    context = make_context(
        a_listing("hidden", where=hidden, steward="Prudence Steward"),
        a_listing("draft", name="Harbour draft", status=Status.DRAFT),
    )
    for words in ("harbour", "quay", "prudence", "draft"):
        assert answer(context, Search(words=words, exact=True)).total == 0


def test_listing_in_another_council_is_noted(make_context: ContextMaker) -> None:
    elsewhere = Where(Precision.VENUE, point=Point(51.4466, 0.2183), authority="E07000107")
    context = make_context(a_listing("in"), a_listing("out", where=elsewhere))
    hits = answer(context, Search(sort="name")).hits
    assert {hit.listing.id: hit.outside_borough for hit in hits} == {"in": False, "out": True}


def test_empty_directory_answers_every_question(make_context: ContextMaker) -> None:
    context = make_context()
    for search in (Search(), Search(**EVERYTHING), Search(words="x", page=3), Search(near="Grays")):
        found = answer(context, search)
        assert (found.total, found.hits, found.pages) == (0, (), 1)


def test_generation_is_that_of_the_store(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    assert answer(context, Search()).version == context.store.version() == 1


def test_selection_mask_is_its_order(sample_context: Context) -> None:
    selection = select(sample_context, Search(words="lunch"))
    assert selection.mask.nonzero()[0].tolist() == sorted(selection.order.tolist())


def test_far_place_finds_its_neighbours_before_those_checked_lately(
    make_context: ContextMaker,
) -> None:
    def bolton(number: int) -> Where:
        point = Point(53.5774 + number / 20, -2.4313)
        return Where(Precision.VENUE, point=point, authority="E08000001")

    unchecked = (a_listing(f"bolton-{n}", where=bolton(n), checked=Checked()) for n in range(4))
    thurrock = a_listing("thurrock", where=Where(Precision.AREA, area_served="Thurrock"))
    context = make_context(a_listing("tilbury"), thurrock, *unchecked)
    found = answer(context, Search(words="BL1"))
    ids = [hit.listing.id for hit in found.hits]
    assert ids[:4] == ["bolton-0", "bolton-1", "bolton-2", "bolton-3"]
    near = answer(context, Search(near="BL1", within=5))
    assert {hit.listing.id for hit in near.hits} == {"bolton-0", "bolton-1"}
    here = answer(context, Search(near="RM18", within=5))
    assert [hit.listing.id for hit in here.hits] == ["tilbury", "thurrock"]


def test_sentence_finds_a_pageful_and_says_that_words_were_let_go(
    make_context: ContextMaker,
) -> None:
    story = "my mum is lonely and used to love knitting and gardening"
    whole = a_listing("whole", description="Lonely? Love knitting and gardening with mum.")
    part = [a_listing(f"part-{n}", description="For lonely people.") for n in range(9)]
    other = a_listing(
        "other", name="Chess", summary="", description="", categories=("create/games",)
    )
    context = make_context(whole, *part, other)
    found = answer(context, Search(words=story))
    assert ids(found)[0] == "whole"
    assert sorted(ids(found)[1:]) == [f"part-{n}" for n in range(9)]
    assert found.understood.relaxed


def test_what_fits_a_day_in_words_shows_its_session_on_that_day(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("both", when=["Tue 10:00-12:00", "Sat 14:00-16:00"]),
        a_listing("tue", when=["Tue 10:00-12:00"]),
        a_listing("late", when=["Fri 18:00-00:30"]),
        a_listing("lift", name="Knitting brought home", when=[], kind=Kind.SERVICE),
    )
    found = answer(context, Search(words="knitting on saturday"))
    assert {
        hit.listing.id: (str(hit.part), hit.next and f"{hit.next.start:%a %H:%M}")
        for hit in found.hits
    } == {
        "both": ("fits", "Sat 14:00"),
        "lift": ("fits", None),
        "late": ("other", "Fri 18:00"),  # what ends past midnight is on the Friday
        "tue": ("other", "Tue 10:00"),
    }
