"""Every store there is, by name, so that all are put through the same tests.

Run as a program it is another process that writes: `python -m tests.storage.openers STORE PLACE
NAME COUNT` keeps COUNT listings, one transaction each, once a line comes in on standard input.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import Store
from tests.factories import a_listing


def open_sqlite(place: Path) -> Store:
    """The SQLite store in a folder."""
    return SqliteStore(place / "assetmap.db")


def open_postgres(place: Path) -> Store:
    """The PostgreSQL store whose URL `name_database` left in a folder."""
    return PostgresStore((place / _URL).read_text())


def open_authority(place: Path) -> Store:
    """The same of one of several authorities, which has the name of the folder."""
    return PostgresStore((place / _URL).read_text(), authority=authority_of(place))


def authority_of(place: Path) -> str:
    """The authority that `open_authority` opens for a folder."""
    return f"of-{place.name[:20].lower().replace('_', '-')}"


def name_database(place: Path, url: str) -> None:
    """Have `open_postgres` and `open_authority` open the database of this URL for a folder."""
    place.mkdir(parents=True, exist_ok=True)
    (place / _URL).write_text(url)


_URL = "database-url"
OPENERS: dict[str, Callable[[Path], Store]] = {
    "authority": open_authority,
    "postgres": open_postgres,
    "sqlite": open_sqlite,
}


def keep_many(store: Store, name: str, count: int) -> None:
    """Keeps listings NAME-0, NAME-1 and so on, each in a transaction of its own."""
    for number in range(count):
        with store.transaction() as uow:
            uow.save_listing(a_listing(f"{name}-{number}"))


if __name__ == "__main__":
    which, place, name, count = sys.argv[1:]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    store = OPENERS[which](Path(place))
    keep_many(store, name, int(count))
    store.close()
