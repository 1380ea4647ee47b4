"""Opens the context: the only file that chooses a store."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assetmap.borough.files import read_borough
from assetmap.config import DATABASE_SCHEMES, Config
from assetmap.paths import BOROUGH
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes
from assetmap.search_index.text_index import IndexUnwritable, TextIndex
from assetmap.search_index.whoosh_index import WhooshIndex
from assetmap.services.backup.keys import key_for_reading, note_key, usable_key
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import start_work
from assetmap.services.neighbours import NO_NEIGHBOURS, Neighbours
from assetmap.storage.hit_counters import HitCounters
from assetmap.storage.locks import FileLocks, Locks
from assetmap.storage.private_folder import keep_folder_private, keep_private, refuse_half_restored
from assetmap.storage.served_address import served_address
from assetmap.storage.sqlite.sqlite_hits import SqliteHits
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import Store, Unavailable

if TYPE_CHECKING:
    from assetmap.storage.postgres.pool import Pool
    from assetmap.storage.postgres.postgres_store import PostgresStore

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shared:
    """What the contexts of several authorities have together in one process."""

    postcodes: Postcodes
    pool: "Pool | None" = None  # of connections to PostgreSQL
    # Of the authority with a code.
    neighbours_of: Callable[[str], Neighbours[Context]] = lambda _: NO_NEIGHBOURS


def open_context(
    config: Config, *, needs_key: bool = True, shared: Shared | None = None
) -> Context:
    """A context over the data directory, made when missing, its index brought up to date.

    Without `needs_key` the data is also opened when its key is missing or is another: to read only,
    since whatever is signed or hashed then is of no use. Raises Unavailable (KeyRefused where it
    is the key), BadBorough or IndexUnwritable, each with a plain message. An index that can be read
    and not be written to is enough: the log says that it is behind, if it is.
    """
    borough = read_borough(BOROUGH, config.borough)
    _prepare_folders(config)
    config = _where_served(config)
    pool = shared.pool if shared else None
    store = _open_store(config, pool)
    postcodes = shared.postcodes if shared else Postcodes(config.cache)
    gazetteer = Gazetteer(borough, postcodes)
    try:
        key = (usable_key if needs_key else key_for_reading)(config, store)
        config = replace(config, secret_key=key)
        index = open_index(config)
        places = (postcodes, gazetteer)
        hits, locks = _open_hits(config, pool), _open_locks(config)
        context = Context(config, config.clock, borough, store, index, *places, hits, locks)
        context.start_import = partial(start_work, context)
        if shared:
            context.neighbours = shared.neighbours_of(config.authority)
        if needs_key:
            note_key(context)
        _bring_index_up_to_date(context)
    except BaseException as error:
        store.close()
        if isinstance(error, OSError):
            raise Unavailable(
                f"cannot write the index in {config.index}: {error.strerror}"
            ) from error
        raise
    return context


def _bring_index_up_to_date(context: Context) -> None:
    if context.index.was_made or context.indexer.is_left_behind:
        context.indexer.rebuild()
        return
    try:
        context.indexer.process_queue()
    except IndexUnwritable as error:
        log.error("the index is behind the records: %s", error)


@contextmanager
def opened_store(config: Config) -> Iterator[Store]:
    """The records alone, of a directory that is there: no index, no key. Raises Unavailable."""
    if not config.database_url and not config.database.exists():
        refuse_half_restored(config.home)
        raise Unavailable(f"no directory is kept in {config.home}: set ASSETMAP_HOME to one")
    _prepare_folders(config)
    store = _open_store(config)
    try:
        yield store
    finally:
        store.close()


def take_records(config: Config, file: Path) -> None:
    """Have the store hold the records in a file, which is moved where SQLite keeps them.

    Raises Unavailable, where a database holds anything already too.
    """
    if not config.database_url:
        config.database.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, config.database)
        return
    with (
        closing(SqliteStore(file)) as records,
        closing(open_database(config.database_url, config.machine, config.authority)) as store,
    ):
        store.take_from(records)


def _prepare_folders(config: Config) -> None:
    """Have the data directory, and what all machines share, for their owner alone."""
    whole = config.installation or config  # an authority's folders are made when missing
    if whole.shared != whole.home and not whole.shared.is_dir():
        raise Unavailable(
            f"ASSETMAP_SHARED names {whole.shared}, and there is no such folder: is it mounted?"
        )
    for folder in config.own_folders:
        refuse_half_restored(folder)
    for folder in config.own_folders:
        keep_private(folder)
    if config.installation:
        for folder in config.installation.own_folders:
            keep_folder_private(folder)


def _open_store(config: Config, pool: "Pool | None" = None) -> Store:
    """The store that the settings name. Raises Unavailable."""
    if config.database_url:
        return open_database(config.database_url, config.machine, config.authority, pool)
    return SqliteStore(config.database)


def open_index(config: Config) -> TextIndex:
    """The full-text index by the engine that the settings name. Raises Unavailable or OSError."""
    if config.text_engine == "whoosh":
        return WhooshIndex(config.index)
    try:
        # Only where it is asked for: tantivy need not be installed elsewhere.
        from assetmap.search_index.tantivy_index import TantivyIndex
    except ImportError as error:
        raise Unavailable(
            "ASSETMAP_TEXT_ENGINE=tantivy needs a package that is not installed: "
            "pip install 'assetmap[tantivy]'"
        ) from error
    return TantivyIndex(config.index)


def _open_hits(config: Config, pool: "Pool | None") -> HitCounters:
    """Where the limits are counted: by all machines together where they share a database."""
    if config.database_url:
        from assetmap.storage.postgres.postgres_hits import PostgresHits  # as for the store

        return HitCounters(PostgresHits(config.database_url, config.authority, pool))
    return HitCounters(SqliteHits(config.home / "hits.db"))


def _open_locks(config: Config) -> Locks:
    """What is done once at a time, by all machines together where they share a database."""
    if config.database_url:
        from assetmap.storage.postgres.postgres_locks import PostgresLocks  # as for the store

        return PostgresLocks(config.database_url, config.authority)
    return FileLocks(config.shared)


def open_pool(url: str) -> "Pool":
    """Connections to a PostgreSQL database for several stores. Raises Unavailable."""
    _need_psycopg()
    from assetmap.storage.postgres.hosts import Hosts
    from assetmap.storage.postgres.pool import Pool

    return Pool(Hosts(url))


def open_database(
    url: str, machine: str = "", authority: str = "", pool: "Pool | None" = None
) -> "PostgresStore":
    """The store in a PostgreSQL database. Raises Unavailable, also where psycopg is missing."""
    _need_psycopg()
    from assetmap.storage.postgres.postgres_store import PostgresStore

    return PostgresStore(url, machine, authority, pool)


def _need_psycopg() -> None:
    try:
        import psycopg  # noqa: F401 - only where it is asked for: it need not be installed elsewhere
    except ImportError as error:
        raise Unavailable(
            "PostgreSQL needs a package that is not installed: pip install 'assetmap[postgres]'"
        ) from error


@contextmanager
def opened_place(place: str, authority: str = "") -> "Iterator[SqliteStore | PostgresStore]":
    """The records at the address of a PostgreSQL database, or in a data directory, made if missing.

    Of a database, those of the authority. Raises Unavailable.
    """
    if place.startswith(DATABASE_SCHEMES):
        store: SqliteStore | PostgresStore = open_database(place, authority=authority)
    else:
        store = SqliteStore(replace(Config(), home=Path(place)).database)
    try:
        yield store
    finally:
        store.close()


def _where_served(config: Config) -> Config:
    """The settings with links to where the directory is served, when no address is set."""
    served = "" if config.has_public_url or config.installation else served_address(config.home)
    return replace(config, public_url=served, served_url=served) if served else config
