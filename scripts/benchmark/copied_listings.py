"""Invented listings of one authority, made as an import makes them and written by COPY."""

import hashlib
import random
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

import psycopg
from psycopg import sql

from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.domain.listings.hidden_place import hidden_place
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.text import slug
from assetmap.exchange.incoming import Incoming
from assetmap.exchange.table import Row, Table
from assetmap.exchange.table_reader import read_table
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes
from assetmap.services.listings.geocoding import placed
from assetmap.storage.listing_document import to_document, to_place_document
from assetmap.storage.postgres.postgres_store import PostgresStore
from scripts.benchmark.councils import Council
from scripts.benchmark.seeding import COLUMNS, SOURCE, Seeds

_GENERATION = 1
_CAME_IN = datetime(2026, 3, 16, 10)
_LISTINGS = ("id", "source", "source_id", "status", "generation", "document")


@dataclass(frozen=True)
class Copied:
    """What writing one authority took, in seconds, and how many listings it has."""

    listings: int
    schema_s: float
    making_s: float
    copying_s: float


def borough_of(shipped: Borough, council: Council) -> Borough:
    """The borough as far as listings are made by it, without reading its files."""
    return replace(
        shipped,
        name=council.name,
        authority_code=council.ons_code,
        postcode_areas=council.areas,
        places=tuple(NamedPlace(town.name, town.postcode) for town in council.towns),
    )


def make_listings(
    borough: Borough, postcodes: Postcodes, number: int, seed: int
) -> Iterator[Listing]:
    """Published listings of a borough, as an import would have made them."""
    dice = random.Random(seed)
    places = [place.name for place in borough.places]
    rows = [
        row | {"area_served": dice.choice(places)} if row["area_served"] else row
        for row in Seeds(borough, postcodes, seed).rows(number)
    ]
    cells = (tuple(row.get(name, "") for name in COLUMNS) for row in rows)
    table = Table(COLUMNS, tuple(Row(at, each) for at, each in zip(count(2), cells, strict=False)))
    gazetteer = Gazetteer(borough, postcodes)
    for incoming in read_table(table, borough.words).rows:
        yield _published(gazetteer, incoming, borough.authority_code)


def _published(gazetteer: Gazetteer, incoming: Incoming, authority: str) -> Listing:
    listing, _ = placed(gazetteer, incoming)
    mark = hashlib.sha256(f"{authority} {listing.source_id}".encode()).hexdigest()[:8]
    return replace(
        listing,
        id=f"{slug(listing.name, 40)}-{mark}",
        source=SOURCE,
        status=Status.DRAFT if incoming.kept_as_draft else Status.PUBLISHED,
        checked=replace(listing.checked, by=SOURCE),
        created_at=_CAME_IN,
        changed_at=_CAME_IN,
        published_on=_CAME_IN.date(),
    )


def make_schema(url: str, authority: str) -> None:
    """Make the tables of an authority where they are missing. Raises Unavailable."""
    PostgresStore(url, authority=authority).close()


def count_listings(url: str, authority: str) -> int:
    """How many an authority has."""
    query = sql.SQL("SELECT count(*) FROM {}.listings").format(sql.Identifier(authority))
    with psycopg.connect(url) as connection:
        row = connection.execute(query).fetchone()
        return int(row[0]) if row else 0


def copy_listings(url: str, authority: str, listings: list[Listing]) -> None:
    """Write an authority's listings in place of all that it has, in one transaction."""
    rows = [
        (each.id, each.source, each.source_id, each.status, _GENERATION, to_document(each))
        for each in listings
    ]
    hidden = [
        (each.id, to_place_document(place))
        for each in listings
        if (place := hidden_place(each.where))
    ]
    with psycopg.connect(url) as connection:
        connection.execute(sql.SQL("SET LOCAL search_path TO {}").format(sql.Identifier(authority)))
        connection.execute("TRUNCATE listings, private_contacts, hidden_places, index_queue")
        _copy(connection, "listings", _LISTINGS, rows)
        _copy(connection, "hidden_places", ("listing_id", "document"), hidden)
        for name, value in (("generation", _GENERATION), ("mark", secrets.randbits(62))):
            connection.execute("UPDATE counters SET value = %s WHERE name = %s", (value, name))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql.SQL("ANALYZE {}.listings").format(sql.Identifier(authority)))


def _copy(
    connection: psycopg.Connection, table: str, columns: tuple[str, ...], rows: list[tuple]
) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for row in rows:
            copy.write_row(row)
