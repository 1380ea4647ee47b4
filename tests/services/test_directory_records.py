"""The listings of a generation, from a base and what was written since."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.search_index.row import Area, row_of
from assetmap.services.directory_records import (
    ChangedListings,
    Records,
    base_of,
    empty_base,
    with_ids,
)
from tests.properties import few
from tests.search_index.listings import HERE, many_listings

RULES, CALENDAR = UpkeepRules(), BoroughCalendar()


def changed(listings: dict[str, Listing], gone: frozenset[str] = frozenset()) -> ChangedListings:
    rows = {each.id: row_of(each, Area(), HERE, RULES) for each in listings.values()}
    return ChangedListings(listings, {n: row for n, row in rows.items() if row is not None}, gone)


def told(records: Records) -> dict[str, object]:
    return {
        "listings": dict(records.listings),
        "public": list(records.public_ids),
        "rows": list(records.rows),
        **{name: repr(array.tolist()) for name, array in records.kept.arrays().items()},
    }


@few
@given(st.data())
def test_generations_upon_a_base_are_those_made_at_once(
    borough: Borough, data: st.DataObject
) -> None:
    words, status = borough.words, st.sampled_from(Status)
    drawn_generations = [data.draw(many_listings(borough)) for _ in range(3)]
    statuses = [data.draw(st.lists(status, min_size=12, max_size=12)) for _ in range(3)]
    leaving = [data.draw(st.sets(st.sampled_from(["n0", "n3", "n11"]))) for _ in range(3)]
    reopened = data.draw(st.integers(0, 3))
    there: dict[str, Listing] = {}
    records = Records.of_base(empty_base(words, RULES))
    for generation in range(3):
        drawn = zip(drawn_generations[generation], statuses[generation], strict=False)
        new = {each.id: replace(each, status=status) for each, status in drawn}
        gone = frozenset(leaving[generation]) - new.keys()
        there = {each: listing for each, listing in {**there, **new}.items() if each not in gone}
        records = records.with_changed(generation, changed(new, gone), words, CALENDAR)
        at_once = Records.of_base(empty_base(words, RULES)).with_changed(
            generation, changed(dict(sorted(there.items()))), words, CALENDAR
        )
        assert told(records) == told(at_once)
        opened = Records.of_base(base_of(generation, records.arrays(), RULES))
        assert told(opened) == told(records)
        if generation == reopened:
            records = opened


def test_ids_stay_in_order_and_the_same_where_none_differs() -> None:
    ids = ["b", "d"]
    assert with_ids(ids, ["d", "b"], ["x"]) is ids
    assert with_ids(ids, ["c", "a"], ["d"]) == ["a", "b", "c"]
    many = [f"n{number:04}" for number in range(500)]
    assert with_ids(ids, many, ["b"]) == sorted(["d", *many])


def test_listing_that_is_not_there_is_none(borough: Borough) -> None:
    records = Records.of_base(empty_base(borough.words, RULES))
    assert records.listings.get("nobody") is None
    assert len(records.rows) == len(records.listings) == 0
