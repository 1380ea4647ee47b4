from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.cost import CostBand
from assetmap.domain.listings.listing import Kind, Listing, Status
from assetmap.domain.search.facets import FACETS, HOLDS
from assetmap.domain.search.query import Choices, Search
from assetmap.domain.times.schedule import DAYS, LONDON, TIMES, Schedule, slot_bits
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.search_index.filters import (
    Counts,
    Filtered,
    facet_counts,
    facet_filters,
    filter_by,
    has,
    open_at,
    wanted_slots,
)
from assetmap.search_index.snapshot import Mask, Snapshot
from tests.factories import a_listing
from tests.properties import few
from tests.search_index.listings import many_listings, snapshot_of

NOW = datetime(2026, 3, 17, 11, tzinfo=LONDON)  # a Tuesday


def counted(snapshot: Snapshot, search: Search, base: Mask) -> Counts:
    return facet_counts(snapshot, search, base, facet_filters(snapshot, search, NOW), NOW)


def how_many(snapshot: Snapshot, search: Search, base: Mask) -> int:
    """How many surely answer a question, by asking it."""
    surely = base.copy()
    for filtered in facet_filters(snapshot, search, NOW).values():
        surely &= filtered.surely
    return int(np.count_nonzero(surely))


def values_of(borough: Borough) -> dict[str, list[str]]:
    words = borough.words
    return {
        "category": list(words.category),
        "kind": [str(kind) for kind in Kind],
        "audience": list(words.audience),
        "access": list(words.access_feature),
        "day": list(DAYS),
        "time": list(TIMES),
        "open": ["now"],
        "cost": ["free", "upto5"],
        "language": ["polish", "urdu", "british-sign-language"],
        "capacity": [str(number) for number in HOLDS],
        "transfer": ["open"],
        "direct_payments": ["yes"],
        "exchange": ["teach", "learn", "younger", "older"],
        "training": ["given"],
        "expenses": ["paid"],
        "checks": ["none"],
    }


def searches(borough: Borough) -> st.SearchStrategy[Search]:
    """Questions with a choice or two, or two groups of them, in some facets."""
    choices = {
        facet: st.lists(
            st.lists(st.sampled_from(values[:6]), min_size=1, max_size=2, unique=True).map(tuple),
            max_size=2,
        ).map(tuple)
        for facet, values in values_of(borough).items()
    }
    return st.builds(
        Search,
        need=st.sampled_from(["", "lonely"]),
        age=st.sampled_from([None, 18, 70]),
        **{facet: st.just(()) | st.just(()) | drawn for facet, drawn in choices.items()},
    )


def test_facet_counts_are_what_choosing_each_value_would_find(borough: Borough) -> None:
    every = values_of(borough)

    @few
    @given(many_listings(borough), searches(borough), st.data())
    def check(listings: list[Listing], search: Search, data: st.DataObject) -> None:
        snapshot = snapshot_of(borough.words, *listings)
        size = len(snapshot)
        base = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), bool)
        expected: Counts = {}
        for facet in FACETS:
            expected[facet] = {}
            # Languages are offered as long as a listing names them.
            for value in snapshot.choices["language"] if facet == "language" else every[facet]:
                added = search.choices(facet) if facet in ("audience", "access") else ()
                chosen = replace(search, **{facet: (*added, (value,))})
                expected[facet][value] = how_many(snapshot, chosen, base)
        assert counted(snapshot, search, base) == expected

    check()


def test_facet_counts_swap_costs_days_and_categories(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("a", categories=("meet/cafes",), cost="Free"),
        a_listing("b", categories=("learn",), cost="£4", when=["Fri 18:00-20:00"]),
        a_listing("c", categories=("learn",), cost="", kind=Kind.HUB),
    )
    everyone = np.ones(3, bool)
    counts = counted(snapshot, Search(cost=(("free",),)), everyone)
    assert counts["cost"] == {"free": 1, "upto5": 2}
    assert (counts["category"]["meet"], counts["category"]["learn"]) == (1, 0)
    counts = counted(snapshot, Search(day=(("fri",),)), everyone)
    assert counts["day"] == {
        **dict.fromkeys(DAYS, 0),
        "tue": 2,
        "fri": 1,
    }
    assert counts["time"] == {"morning": 0, "afternoon": 0, "evening": 1}
    assert counts["kind"]["hub"] == 0
    counts = counted(snapshot, Search(category=(("meet",),)), everyone)
    assert (counts["category"]["meet"], counts["category"]["learn"]) == (1, 2)


def test_facet_counts_of_nothing_are_noughts(borough: Borough) -> None:
    counts = counted(snapshot_of(borough.words), Search(), np.ones(0, bool))
    assert counts == {
        **{facet: dict.fromkeys(values, 0) for facet, values in values_of(borough).items()},
        "language": {},
    }


def told(snapshot: Snapshot, filtered: Filtered) -> tuple[list[str], list[str]]:
    """The ids that surely match, and those left open."""
    surely = [snapshot.ids[position] for position in np.flatnonzero(filtered.surely)]
    return surely, [snapshot.ids[position] for position in np.flatnonzero(filtered.open)]


@pytest.fixture
def small(borough: Borough) -> Snapshot:
    return snapshot_of(
        borough.words,
        a_listing("tue", categories=("meet/cafes",), access=("step-free", "toilet"), cost="Free"),
        a_listing(
            "eve",
            kind=Kind.HUB,
            categories=("learn", "meet"),
            audience=("older", "men"),
            access=("toilet",),
            cost="£4",
            when=["Tue 18:00-20:00", "Fri 10:00-12:00"],
            min_age=60,
            languages=("Polish", "British Sign Language"),
        ),
        a_listing("silent", categories=(), audience=(), access=(), cost="", when=[], max_age=17),
        a_listing(
            "dear",
            categories=("learn",),
            cost="£9",
            min_age=18,
            max_age=60,
            languages=("polish", "Welsh"),
        ),
    )


@pytest.mark.parametrize(
    ("facet", "choices", "surely", "left_open"),
    [
        ("category", (("meet",),), ["tue", "eve"], []),
        ("category", (("meet/cafes",),), ["tue"], []),
        ("category", (("meet", "learn"),), ["tue", "eve", "dear"], []),
        ("category", (("meet",), ("learn",)), ["eve"], []),
        ("kind", (("hub",),), ["eve"], []),
        ("kind", (("hub",), ("group",)), [], []),
        ("audience", (("men",),), ["eve"], []),
        ("access", (("toilet",),), ["tue", "eve"], ["silent"]),
        ("access", (("toilet",), ("step-free",)), ["tue"], ["silent"]),
        ("cost", (("free",),), ["tue"], ["silent"]),
        ("cost", (("upto5",),), ["tue", "eve"], ["silent"]),
        ("language", (("polish",),), ["eve", "dear"], ["tue", "silent"]),
        ("language", (("british-sign-language", "welsh"),), ["eve", "dear"], ["tue", "silent"]),
        ("language", (("polish",), ("welsh",)), ["dear"], ["tue", "silent"]),
        ("language", (("gone",),), [], ["tue", "silent"]),
    ],
)
def test_filter_by_wants_all_groups_and_any_value_of_each(
    small: Snapshot, facet: str, choices: Choices, surely: list[str], left_open: list[str]
) -> None:
    assert told(small, filter_by(small, facet, choices)) == (surely, left_open)
    filters = facet_filters(small, Search(**{facet: choices}), NOW)
    assert {name: told(small, mask) for name, mask in filters.items()} == {
        facet: (surely, left_open)
    }


@pytest.mark.parametrize(
    ("day", "time", "surely"),
    [
        ((("tue",),), (), ["tue", "eve", "dear"]),
        ((), (("evening",),), ["eve"]),
        ((("tue",),), (("evening",),), ["eve"]),
        ((("fri",),), (("evening",),), []),
        ((("tue",), ("fri",)), (), ["eve"]),
        ((("tue", "fri"),), (("morning",),), ["tue", "eve", "dear"]),
        ((("tue",), ("fri",)), (("morning",),), []),
        ((("sun",),), (), []),
    ],
)
def test_day_and_time_are_one_filter(
    small: Snapshot, day: Choices, time: Choices, surely: list[str]
) -> None:
    filters = facet_filters(small, Search(day=day, time=time), NOW)
    assert {name: told(small, mask) for name, mask in filters.items()} == {"day": (surely, [])}


@pytest.mark.parametrize(
    ("age", "surely"),
    [(0, ["silent"]), (17, ["silent"]), (18, ["dear"]), (60, ["eve", "dear"]), (61, ["eve"])],
)
def test_age_leaves_open_those_who_do_not_say(small: Snapshot, age: int, surely: list[str]) -> None:
    filters = facet_filters(small, Search(age=age), NOW)
    assert {name: told(small, mask) for name, mask in filters.items()} == {"age": (surely, ["tue"])}


def test_need_is_any_of_its_categories(small: Snapshot) -> None:
    filters = facet_filters(small, Search(need="lonely"), NOW)
    assert {name: told(small, mask) for name, mask in filters.items()} == {
        "need": (["tue", "eve"], [])
    }


@pytest.mark.parametrize(
    ("day", "time", "bits"),
    [
        ((), (), (1 << 21) - 1),
        ((("tue",),), (), 0b111 << 3),
        ((), (("evening",),), sum(1 << day * 3 + 2 for day in range(7))),
        ((("tue", "fri"), ("mon",)), (("morning",),), 1 << 3 | 1 << 12 | 1),
    ],
)
def test_wanted_slots_are_any_that_a_question_names(day: Choices, time: Choices, bits: int) -> None:
    assert wanted_slots(Search(day=day, time=time)) == bits


def test_slot_bits_are_those_of_schedules(small: Snapshot) -> None:
    assert small.slots[1] == slot_bits(("tue",), ("evening",)) | slot_bits(("fri",), ("morning",))


def test_facet_filters_of_nothing_are_none(small: Snapshot) -> None:
    assert facet_filters(small, Search(words="tea", page=2), NOW) == {}


def test_filtered_maybe_is_all_that_is_not_ruled_out(small: Snapshot) -> None:
    filtered = filter_by(small, "cost", (("free",),))
    assert filtered.maybe.tolist() == [True, False, True, False]


def test_has_refuses_what_is_no_facet(small: Snapshot) -> None:
    with pytest.raises(KeyError):
        has(small, "colour", "red")


def slots_of(listing: Listing) -> set[tuple[str, str]]:
    bits = listing.schedule.slots()
    return {(DAYS[n // 3], TIMES[n % 3]) for n in range(21) if bits >> n & 1}


def plainly(listing: Listing, facet: str, value: str) -> bool:
    """Whether a listing has a value, worked out without any array."""
    match facet:
        case "category":
            return any(slug == value or slug.startswith(f"{value}/") for slug in listing.categories)
        case "kind":
            return listing.kind == value
        case "audience":
            return value in listing.audience
        case "access":
            return value in listing.access
        case "day":
            return any(day == value for day, _ in slots_of(listing))
        case "time":
            return any(time == value for _, time in slots_of(listing))
        case "language":
            return value in [each.lower().replace(" ", "-") for each in listing.languages]
    return listing.cost.band in ((CostBand.FREE,) if value == "free" else ("free", "upto5"))


def test_has_is_what_looking_at_every_listing_finds(borough: Borough) -> None:
    words = borough.words
    values = {
        "category": list(words.category)[:8],
        "kind": list(Kind),
        "audience": list(words.audience)[:8],
        "access": list(words.access_feature)[:8],
        "day": DAYS,
        "time": TIMES,
        "cost": ("free", "upto5"),
        "language": ("polish", "british-sign-language", "welsh"),
    }

    @few
    @given(many_listings(borough))
    def check(listings: list[Listing]) -> None:
        snapshot = snapshot_of(words, *listings)
        for facet, offered in values.items():  # not what goes by the clock
            for value in offered:
                expected = [plainly(listing, facet, value) for listing in listings]
                assert has(snapshot, facet, value).tolist() == expected, (facet, value)

    check()


def test_open_now_is_what_has_its_door_open_or_a_session_on(borough: Borough) -> None:
    hub = Schedule(opening=parse_schedule(["Tue 09:00-16:00"]).rules)
    snapshot = snapshot_of(
        borough.words,
        a_listing("meets", when=["Tue 10:00-12:00"]),
        a_listing("later", when=["Tue 14:00-15:00"]),
        a_listing("hub", kind=Kind.HUB, schedule=hub),
        a_listing("planned", kind=Kind.HUB, schedule=hub, status=Status.PLANNED),
        a_listing("silent", when=[]),
    )
    assert told(snapshot, open_at(snapshot, NOW)) == (["meets", "hub"], [])
    asked = facet_filters(snapshot, Search(open=(("now",),)), NOW)
    assert told(snapshot, asked["open"]) == (["meets", "hub"], [])
    late = NOW.replace(hour=23)
    assert told(snapshot, open_at(snapshot, late)) == ([], [])
