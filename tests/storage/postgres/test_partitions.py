"""Several authorities in one database: a schema each, which are parts of tables of all."""

import psycopg
import pytest

from assetmap.storage.postgres.hosts import Hosts
from assetmap.storage.postgres.partitions import generations
from assetmap.storage.postgres.pool import Pool
from assetmap.storage.postgres.postgres_connection import PostgresConnection
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.store import NotFound
from tests.factories import a_listing
from tests.postgres import MakeDatabase

AUTHORITIES = ("thurrock", "castle-point")


@pytest.fixture
def url(postgres_database: MakeDatabase) -> str:
    """An empty database."""
    return postgres_database()


def keep(store: PostgresStore, *ids: str) -> None:
    """Keep listings, one transaction each."""
    for each in ids:
        with store.transaction() as uow:
            uow.save_listing(a_listing(each))


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    """What a query gives whoever works in the database itself."""
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_authorities_see_nothing_of_one_another_and_the_whole_is_seen_by_who_asks(url: str) -> None:
    pool = Pool(Hosts(url))
    thurrock, castle_point = (PostgresStore(url, authority=each, pool=pool) for each in AUTHORITIES)
    keep(thurrock, "same", "one")
    keep(castle_point, "same", "other", "third")
    assert [record.listing.id for record in thurrock.all()] == ["one", "same"]
    assert [record.listing.id for record in castle_point.all()] == ["other", "same", "third"]
    with pytest.raises(NotFound):
        thurrock.get_listing("other")
    assert (thurrock.version(), castle_point.version()) == (2, 3)
    assert [each.listing_id for each in castle_point.queued()] == ["same", "other", "third"]
    assert rows(url, "SELECT authority, id FROM all_listings ORDER BY 1, 2") == [
        *(("castle-point", each) for each in ("other", "same", "third")),
        *(("thurrock", each) for each in ("one", "same")),
    ]
    with psycopg.connect(url) as connection:
        told = generations(PostgresConnection(connection))
    assert told == {"thurrock": 2, "castle-point": 3}
    pool.close()


def test_an_authority_may_read_another_inside_its_own_transaction(url: str) -> None:
    pool = Pool(Hosts(url))
    thurrock, castle_point = (PostgresStore(url, authority=each, pool=pool) for each in AUTHORITIES)
    keep(castle_point, "other")
    with thurrock.transaction() as uow:
        uow.save_listing(a_listing("own"))
        assert [record.listing.id for record in castle_point.all()] == ["other"]
        assert [record.listing.id for record in thurrock.all()] == ["own"]
    assert [record.listing.id for record in thurrock.all()] == ["own"]
    pool.close()


def test_an_authority_is_no_part_of_the_directory_that_a_database_had_alone(url: str) -> None:
    alone = PostgresStore(url)
    keep(alone, "alone")
    thurrock = PostgresStore(url, authority="thurrock")
    assert list(thurrock.all()) == []
    keep(thurrock, "new")
    assert [record.listing.id for record in alone.all()] == ["alone"]
    thurrock.close()
    alone.close()


@pytest.mark.parametrize("name", ['a"; DROP SCHEMA public; --', "Thurrock", "-a", "a_b", "a" * 41])
def test_a_schema_has_a_plain_name(url: str, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a schema"):
        PostgresStore(url, authority=name)
