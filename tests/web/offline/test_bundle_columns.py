"""Listings as columns, and the same again where a phone reads them."""

from assetmap.web.offline.bundle_columns import columns_of
from tests.web.conftest import rows_of
from tests.web.offline.test_offline_modules import run

LISTINGS = [{"i": "a", "n": "Tea"}, {"i": "b", "sa": 1, "d": "0"}, {"i": "c", "c": ["x"]}]


def test_columns_hold_what_each_listing_has() -> None:
    columns = columns_of(LISTINGS)
    assert columns == {
        "i": ["a", "b", "c"],
        "n": ["Tea", 0, 0],
        "sa": [0, 1, 0],
        "d": [0, "0", 0],
        "c": [0, 0, ["x"]],
    }
    assert rows_of(columns) == LISTINGS
    assert (columns_of([]), rows_of({})) == ({}, [])


def test_phone_has_each_listing_whole(node: str) -> None:
    found = run(
        node,
        "const { rowsOf } = await import(`${at}/pack.js`);"
        "console.log(JSON.stringify(given.map(rowsOf)));",
        [columns_of(LISTINGS), {}],
    )
    assert found == [LISTINGS, []]
