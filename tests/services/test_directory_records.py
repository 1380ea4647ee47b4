"""The listings of a generation, from a base and what was written since."""

import random

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.listing import Kind, Listing, Status
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.search_index.listing_columns import ListingEntry
from assetmap.search_index.row import Area, row_of
from assetmap.services.directory_records import (
    ChangedListings,
    Records,
    base_of,
    empty_base,
    with_ids,
)
from tests.factories import a_listing
from tests.search_index.listings import HERE

RULES, CALENDAR = UpkeepRules(), BoroughCalendar()


def changed(listings: dict[str, Listing], gone: frozenset[str] = frozenset()) -> ChangedListings:
    rows = {each.id: row_of(each, Area(), HERE, RULES) for each in listings.values()}
    public = {each: row for each, row in rows.items() if row is not None}
    entries = {each.id: ListingEntry.of(each, RULES) for each in listings.values()}
    return ChangedListings(listings, entries, public, gone)


def told(records: Records) -> dict[str, object]:
    return {
        "listings": dict(records.listings),
        "public": list(records.public_ids),
        "rows": list(records.rows),
        "all": [each.id for each in records.every.stream()],
        **{name: repr(array.tolist()) for name, array in records.kept.arrays().items()},
        **{f"all.{name}": array.tolist() for name, array in records.table.arrays().items()},
    }


def some_listings(dice: random.Random, words: Vocabulary) -> dict[str, Listing]:
    """Up to six listings in any status, with what the arrays are made of."""
    ids = dice.sample([f"n{number}" for number in range(10)], dice.randrange(7))
    return {
        each: a_listing(
            each,
            name=dice.choice(["Tea", "Édith's Tea", "Zumba"]),
            status=dice.choice(list(Status)),
            kind=dice.choice(list(Kind)),
            categories=tuple(dice.sample(list(words.category), dice.randrange(3))),
            languages=tuple(dice.sample(["Polish", "polish", "Urdu"], dice.randrange(3))),
            when=dice.choice(
                [[], ["Tue 10:00-12:00"], ["Mon 09:00-10:00 at Tea", "1st Fri 18:00-20:00"]]
            ),
        )
        for each in ids
    }


@pytest.mark.parametrize("seed", range(12))
def test_generations_upon_a_base_are_those_made_at_once(borough: Borough, seed: int) -> None:
    words, dice = borough.words, random.Random(seed)
    there: dict[str, Listing] = {}
    records = Records.of_base(empty_base(words, RULES))
    for generation in range(4):
        new = some_listings(dice, words)
        gone = frozenset(dice.sample([f"n{number}" for number in range(10)], 2)) - new.keys()
        there = {each: listing for each, listing in {**there, **new}.items() if each not in gone}
        records = records.with_changed(generation, changed(new, gone), words, CALENDAR)
        at_once = Records.of_base(empty_base(words, RULES)).with_changed(
            generation, changed(dict(sorted(there.items()))), words, CALENDAR
        )
        assert told(records) == told(at_once)
        opened = Records.of_base(base_of(generation, records.arrays(), RULES))
        assert told(opened) == told(records)
        if dice.random() < 0.4:
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
