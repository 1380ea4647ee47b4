"""`store`: the records moved between the SQLite file of a data directory and PostgreSQL."""

import shutil
from pathlib import Path

import click

from assetmap.bootstrap import opened_place
from assetmap.cli.opening import installation_settings, plain_refusals, settings
from assetmap.config import DATABASE_SCHEMES, Config


@click.group()
def store() -> None:
    """Where the records are kept."""


@store.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy(source: str, target: str) -> None:
    """Copy all records FROM one store TO another, which must be empty.

    Each is a data directory, or the address of a PostgreSQL database
    (postgresql://user@host/name). The source may be served meanwhile: what is written to it after
    the copy has begun is not in the copy. Pictures, the borough's files and the key stay in the
    data directory: copy those yourself where the target is another machine's.

    With --authority a database is that authority's part of it. Without, it is what a single
    directory keeps there, which is no authority's.
    """
    authority = _authority(target)
    with plain_refusals():
        _refuse_same(source, target)
        with opened_place(source, authority) as old, opened_place(target, authority) as new:
            new.take_from(old)
            listings, version = sum(new.sources().values()), new.version()
    if not _is_database(target):
        # An index that is left there is of other records.
        shutil.rmtree(_config(target).index, ignore_errors=True)
    click.echo(f"Copied: {listings:,} listings and all that belongs to them, version {version:,}")


def _authority(target: str) -> str:
    """Whose part of a database is meant; of several, one has to be said to write into it."""
    if not installation_settings().authority and not _is_database(target):
        return ""
    return settings().authority


def _refuse_same(source: str, target: str) -> None:
    if not _is_database(source) and not _config(source).database.exists():
        raise click.ClickException(f"no directory is kept in {source}")
    if _known_as(source) == _known_as(target):
        raise click.ClickException("that is the same store twice")


def _known_as(place: str) -> str:
    return place if _is_database(place) else str(Path(place).resolve())


def _is_database(place: str) -> bool:
    return place.startswith(DATABASE_SCHEMES)


def _config(place: str) -> Config:
    return Config(home=Path(place))
