"""The tables beside the listings: one document an entry, found by its keys."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from assetmap.storage.sql.connection import ANY_NUMBER, Connection
from assetmap.storage.store import NotFound, Unreadable
from assetmap.storage.tables import Kept, Key, Table
from assetmap.storage.unreadable import UnreadableRecords


def get(
    connection: Connection, table: Table[Kept], id_: str, unreadable: UnreadableRecords
) -> Kept:
    """The one with this id. Raises NotFound, or Unreadable."""
    # As bytes here and below: one that is no UTF-8 must not end the reading of the others.
    row = connection.execute(
        f"SELECT id, {_bytes(connection)} FROM {table.name} WHERE id = ?",  # noqa: S608 - names are our own
        (id_,),
    ).fetchone()
    if row is None:
        raise NotFound(f"there is no {id_!r} among the {table.name.replace('_', ' ')}")
    for found in unreadable.readable(table.name, [row], table.from_text):
        return found
    raise Unreadable(f"{id_!r} among the {table.name.replace('_', ' ')} cannot be read")


def find(
    connection: Connection,
    table: Table[Kept],
    keys: Mapping[str, Key | Sequence[Key]],
    newest_first: bool,
    most: int | None,
    unreadable: UnreadableRecords,
) -> list[Kept]:
    """Those whose keys are these and that can be read, in their order or the other way round."""
    clause, values = _where(table, keys)
    order = "DESC" if newest_first else "ASC"
    rows = connection.execute(
        f"SELECT id, {_bytes(connection)} FROM {table.name} {clause}"  # noqa: S608
        f" ORDER BY number {order} LIMIT ?",
        (*values, ANY_NUMBER if most is None else most),
    )
    return list(unreadable.readable(table.name, rows, table.from_text))


def count(
    connection: Connection, table: Table[Any], keys: Mapping[str, Key | Sequence[Key]]
) -> int:
    """How many there are of which the keys are these."""
    clause, values = _where(table, keys)
    query = f"SELECT count(*) FROM {table.name} {clause}"  # noqa: S608 - names are our own
    return int(connection.execute(query, values).fetchone()[0])


def save(connection: Connection, table: Table[Kept], kept: Kept) -> None:
    """Keep one, new or changed; a changed one keeps its place in the order."""
    connection.execute(_saving(table.name, tuple(table.keys)), _values(table, kept))


def save_all(connection: Connection, table: Table[Kept], several: Iterable[Kept]) -> None:
    """Keep several, as one after the other."""
    rows = {table.id_of(each): _values(table, each) for each in several}  # the last of each counts
    connection.execute_many(_saving(table.name, tuple(table.keys)), list(rows.values()))


def _values(table: Table[Kept], kept: Kept) -> tuple[Key, ...]:
    return (table.id_of(kept), *(key(kept) for key in table.keys.values()), table.to_text(kept))


@lru_cache(maxsize=256)
def _saving(name: str, keys: tuple[str, ...]) -> str:
    names = ["id", *keys, "document"]
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{each}"' for each in names)
    changed = ", ".join(f'"{each}" = excluded."{each}"' for each in names[1:])
    return (
        f"INSERT INTO {name} ({quoted}) VALUES ({marks})"  # noqa: S608 - names are our own
        f" ON CONFLICT (id) DO UPDATE SET {changed}"
    )


def delete(connection: Connection, table: Table[Any], keys: Mapping[str, Key]) -> int:
    """Take out those whose id or keys are these; gives how many. Raises ValueError without."""
    if not keys:
        raise ValueError(f"say which of the {table.name} to take out")
    clause, values = _where(table, keys)
    query = f"DELETE FROM {table.name} {clause}"  # noqa: S608 - names are our own
    return connection.execute(query, values).rowcount


def _bytes(connection: Connection) -> str:
    return connection.dialect.as_bytes("document")


def _where(
    table: Table[Any], keys: Mapping[str, Key | Sequence[Key]]
) -> tuple[str, tuple[Key, ...]]:
    parts: list[str] = []
    values: list[Key] = []
    for name, value in keys.items():
        if name != "id" and name not in table.keys:
            raise KeyError(f"{table.name} cannot be looked up by {name}")
        several = value if isinstance(value, (list, tuple)) else (value,)
        marks = ", ".join("?" * len(several)) or "NULL"  # in nothing is nowhere
        parts.append(f'"{name}" IN ({marks})')
        values += several
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)
