"""Who has which choice of a filter is the same, made anew or changed for what changed."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.facets import FACETS, choices_of
from assetmap.search_index.edits import Edit
from assetmap.search_index.facet_arrays import FacetArrays
from tests.factories import a_listing
from tests.properties import few
from tests.search_index.listings import many_listings, snapshot_of


@few
@given(st.data())
def test_changed_arrays_are_those_made_anew(borough: Borough, data: st.DataObject) -> None:
    drawn = [data.draw(many_listings(borough)) for _ in range(2)]
    before, now = ({each.id: each for each in listings} for listings in drawn)
    old, new = sorted(before), sorted(now)
    edit = Edit.between(old, new, before.keys() | now.keys())
    arrays = FacetArrays.of([before[each] for each in old], borough.words)
    changed = arrays.with_changed(
        edit, [now[new[at]] for at in edit.changed.tolist()], borough.words
    )
    anew = FacetArrays.of([now[each] for each in new], borough.words)
    assert {name: array.tolist() for name, array in changed.arrays().items()} == {
        name: array.tolist() for name, array in anew.arrays().items()
    }
    assert changed.by_value.flags.c_contiguous


@few
@given(st.data())
def test_column_says_what_each_listing_does(borough: Borough, data: st.DataObject) -> None:
    listings: list[Listing] = data.draw(many_listings(borough))
    snapshot = snapshot_of(borough.words, *listings)
    choices = choices_of(borough.words, listings)
    for name, facet in FACETS.items():
        if facet.values is None:
            continue
        column = snapshot.column(name)
        assert list(column.values) == list(choices[name])
        for position, listing in enumerate(listings):
            is_about = listing.kind in (facet.of_kinds or Kind)
            wanted = set(facet.values(listing)) & set(choices[name]) if is_about else set()
            has = {value for value in column.values if column.having(value)[position]}
            assert has == wanted
            says_other = bool(facet.says_other and facet.says_other(listing))
            assert bool(column.said[position]) == (bool(wanted) or not is_about or says_other)
        assert (column.has == column.by_value.T).all()


def test_value_that_is_offered_no_longer_is_nobodys(borough: Borough) -> None:
    snapshot = snapshot_of(borough.words, a_listing(categories=("meet/cafes", "gone/away")))
    assert snapshot.column("category").having("gone/away").tolist() == [False]


def test_first_category_and_those_above(borough: Borough) -> None:
    other = next(each for each in borough.words.category if not each.startswith("meet"))
    categories = [("meet/cafes",), ("meet/gone", other), ("gone/away",), ()]
    snapshot = snapshot_of(
        borough.words, *(a_listing(f"n{n}", categories=each) for n, each in enumerate(categories))
    )
    values, facet = snapshot.column("category").values, snapshot.kept.facet

    def named(numbers: np.ndarray) -> list[str]:
        return [values[number] if number >= 0 else "" for number in numbers.tolist()]

    assert named(facet.main_category) == ["meet/cafes", "", "", ""]
    assert named(facet.main_top) == ["meet", "meet", "", ""]
    assert named(facet.shown_top) == ["meet", other.partition("/")[0], "", ""]
    assert snapshot.is_mainly({"meet"}).tolist() == [True, True, False, False]
    assert snapshot.is_mainly({"meet/cafes"}).tolist() == [True, False, False, False]
    assert [snapshot.main_of(position) for position in range(4)] == [
        ("meet/cafes",),
        ("meet",),
        (),
        (),
    ]
