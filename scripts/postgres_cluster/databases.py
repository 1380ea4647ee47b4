"""Databases of a server that runs, made by someone who may."""

from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

_TRIMMED = "DELETE FROM spatial_ref_sys WHERE srid NOT IN (4326, 27700, 3857)"


def rows(url: str, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What one statement gives, which is committed by itself. Raises psycopg.Error."""
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        found = connection.execute(query, values)
        return found.fetchall() if found.description else []


def create_database(url: str, name: str, owner: str = "", template: str = "") -> None:
    """Make a database with PostGIS, its text in UTF-8 and in the order of its bytes.

    `template` is one of `create_template`, which is the quickest to make it from; `owner` may do
    everything in it, and is who makes it where none is named.
    """
    made = sql.SQL("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8' LOCALE 'C'").format(
        sql.Identifier(name), sql.Identifier(template or "template0")
    )
    if owner:
        made += sql.SQL(" OWNER {}").format(sql.Identifier(owner))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(made)
    if not template:
        rows(with_database(url, name), "CREATE EXTENSION postgis")


def create_template(url: str, name: str) -> None:
    """Make a database to make others from: one with PostGIS, but few systems of coordinates."""
    create_database(url, name)
    rows(with_database(url, name), _TRIMMED)
    rows(with_database(url, name), "VACUUM FULL spatial_ref_sys")  # half of what is copied


def drop_database(url: str, name: str) -> None:
    """Throw a database away, whoever still works with it."""
    with psycopg.connect(url, autocommit=True) as connection:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        connection.execute(statement.format(sql.Identifier(name)))


def with_database(url: str, name: str) -> str:
    """The URL of another database of the same server."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()
