from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind, Listing
from assetmap.domain.listings.schedule import DAYS, TIMES
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import Search
from assetmap.search_index.counts import Counts, facet_counts
from assetmap.search_index.filters import facet_filters
from assetmap.search_index.snapshot import Mask, Snapshot
from tests.factories import a_listing
from tests.properties import few
from tests.search_index.listings import many_listings, snapshot_of


def counted(snapshot: Snapshot, search: Search, base: Mask) -> Counts:
    return facet_counts(snapshot, search, base, facet_filters(snapshot, search))


def how_many(snapshot: Snapshot, search: Search, base: Mask) -> int:
    """How many surely answer a question, by asking it."""
    surely = base.copy()
    for filtered in facet_filters(snapshot, search).values():
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
        "cost": ["free", "upto5"],
        "language": ["polish", "urdu", "british-sign-language"],
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
