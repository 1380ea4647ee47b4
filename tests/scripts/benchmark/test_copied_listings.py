"""Listings that the benchmark copies into a database are those that the program reads."""

from dataclasses import replace
from pathlib import Path

from assetmap.borough.files import read_borough
from assetmap.domain.listings.hidden_place import HiddenPlace, with_hidden
from assetmap.paths import BOROUGH
from assetmap.places.postcodes import Postcodes
from assetmap.storage.postgres.postgres_store import PostgresStore
from scripts.benchmark.copied_listings import (
    borough_of,
    copy_listings,
    count_listings,
    make_listings,
    make_schema,
)
from scripts.benchmark.councils import largest_councils
from tests.postgres import MakeDatabase


def test_copied_listings_are_read_as_they_were_made(
    tmp_path: Path, postgres_database: MakeDatabase
) -> None:
    url, postcodes = postgres_database(), Postcodes(tmp_path)
    council = largest_councils(postcodes, 1)[0]
    borough = borough_of(read_borough(BOROUGH, tmp_path / "none"), council)
    listings = list(make_listings(borough, postcodes, 40, seed=1))
    for _ in range(2):  # again, in place of what was there
        make_schema(url, council.code)
        copy_listings(url, council.code, listings)
    assert count_listings(url, council.code) == 40
    store = PostgresStore(url, authority=council.code)
    try:
        hidden = store.hidden_places()
        kept = {
            each.listing.id: replace(
                each.listing,
                where=with_hidden(each.listing.where, hidden.get(each.listing.id, HiddenPlace())),
            )
            for each in store.all()
        }
        assert kept == {each.id: each for each in listings}
        assert hidden
        assert store.version() == 1
    finally:
        store.close()
    inside = {each.where.authority for each in listings if each.where.authority}
    assert inside >= {council.ons_code}
