"""The records as of one moment, in a file of their own; and a look at such a file.

Made by SQLite's own backup, which takes what stands in the write-ahead log as well and holds up
nobody who writes meanwhile. A copy of the file alone would miss the newest changes.
"""

import os
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from assetmap.domain.key_check import KeyCheck
from assetmap.storage.sqlite.connection import PATIENCE_S, PlainErrors
from assetmap.storage.sqlite.migrations import NEWEST, names
from assetmap.storage.store import Unavailable
from assetmap.storage.tables import KEY_CHECKS

_BEFORE = ".before-"  # an upgrade, in the names of copies


@dataclass(frozen=True)
class RecordsFile:
    """What a file of records says of itself: how many listings, since which change, which key."""

    listings: int
    newest: str
    key_check: KeyCheck | None


def copy_records(path: Path, target: Path) -> None:
    """Write the records in `path` to a new file, for its owner alone. Raises Unavailable."""
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as error:
        raise Unavailable(f"{target} cannot be written: {error.strerror}") from error
    try:
        with PlainErrors(path), closing(_open(path)) as source, closing(_open(target)) as copy:
            source.backup(copy)  # all pages in one step, so that no writer makes it begin again
            # One file, and no log beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        for name in (target.name, f"{target.name}-journal", f"{target.name}-wal"):
            target.with_name(name).unlink(missing_ok=True)
        raise
    _to_disk(target)


def copy_before_upgrade(connection: sqlite3.Connection, path: Path) -> None:
    """Leave a copy beside records that are about to be changed; a new file has none.

    Called inside the transaction that changes them, so that nobody writes meanwhile. Raises
    Unavailable.
    """
    applied = _applied(connection)
    if not applied or NEWEST in applied:
        return
    final = path.with_name(f"{path.name}{_BEFORE}{NEWEST[:4]}")
    draft = final.with_name(f"{final.name}.part")
    try:
        draft.unlink(missing_ok=True)  # of a process that was stopped
        copy_records(path, draft)
        draft.replace(final)
    except OSError as error:
        raise Unavailable(f"{final} cannot be written: {error.strerror}") from error


def copies_before_upgrades(path: Path) -> list[Path]:
    """The copies that upgrades have left beside the records, the newest upgrade last."""
    return sorted(path.parent.glob(f"{path.name}{_BEFORE}*"))


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Raises Unavailable when a newer version of the program has changed the tables."""
    unknown = [name for name in _applied(connection) if name not in names()]
    if unknown:
        raise Unavailable(
            f"the records in {path} were written by a newer version of the program: they have "
            f"{unknown[-1]}, and this version knows changes up to {NEWEST}. Install that version "
            "again, or restore a backup that was made before the upgrade."
        )


def look_into(path: Path, called: Path | None = None) -> RecordsFile:
    """What is in a file of records, which errors may call by another name; nothing is written.

    Raises Unavailable when it is damaged, or a newer version wrote it.
    """
    name = called or path
    with PlainErrors(name), closing(_open_for_reading(path)) as connection:
        return _look(connection, name)


def look_into_bytes(content: bytes, called: Path) -> RecordsFile:
    """The same of a file's bytes, without a file."""
    with PlainErrors(called), closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        return _look(connection, called)


def refuse_damage(connection: sqlite3.Connection, path: Path) -> None:
    """Read all of the file. Raises Unavailable when it is not as SQLite wrote it."""
    damage = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    if damage != ["ok"]:
        raise Unavailable(f"the records in {path} are damaged: {' '.join(damage[0].split())}")


def _look(connection: sqlite3.Connection, path: Path) -> RecordsFile:
    refuse_damage(connection, path)
    applied = _applied(connection)
    if not applied:
        raise Unavailable(f"{path} does not hold the records of a directory")
    refuse_newer(connection, path)
    (listings,) = connection.execute("SELECT count(*) FROM listings").fetchone()
    return RecordsFile(listings, applied[-1], _key_check(connection))


def _key_check(connection: sqlite3.Connection) -> KeyCheck | None:
    """The check of the key; None in a version that had none, or when it cannot be read."""
    if _has_table(connection, KEY_CHECKS.name):
        for (document,) in connection.execute(f"SELECT document FROM {KEY_CHECKS.name}"):  # noqa: S608 - our own name
            with suppress(msgspec.MsgspecError):
                return KEY_CHECKS.from_text(document)
    return None


def _applied(connection: sqlite3.Connection) -> list[str]:
    """The changes that a file has, in order; none where it has no tables of ours."""
    if not _has_table(connection, "_sqlite_migrations"):  # a new file
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = 'assetmap' ORDER BY name"
    )
    return [name for (name,) in rows]


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    rows = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,))
    return rows.fetchone() is not None


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=PATIENCE_S, isolation_level=None)


def _open_for_reading(path: Path) -> sqlite3.Connection:
    """A file that nobody changes: nothing is written beside it either."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
