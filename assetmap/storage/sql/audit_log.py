"""The audit: its entries in one table, the fields' values in another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec

from assetmap.domain.privacy.audit import GENESIS, AuditEntry, AuditEvent, AuditValue, chained
from assetmap.storage.sql.connection import Connection, Dialect
from assetmap.storage.store import AuditedEvent


def append(connection: Connection, happening: AuditEvent, values: Iterable[AuditValue]) -> None:
    """Add to the chain; must be inside a transaction, so that no other entry comes between."""
    values = tuple(values)
    last = connection.execute(
        "SELECT number, document FROM audit ORDER BY number DESC LIMIT 1"
    ).fetchone()
    number, before_it = (last[0] + 1, _entry(last[1]).digest) if last else (1, GENESIS)
    entry = chained(number, happening, values, before_it)
    connection.execute(
        "INSERT INTO audit (number, at, subject, document) VALUES (?, ?, ?, ?)",
        (number, _moment(happening.at), happening.subject, msgspec.json.encode(entry).decode()),
    )
    for position, value in enumerate(values):
        connection.execute(
            "INSERT INTO audit_values (number, position, field, document) VALUES (?, ?, ?, ?)",
            (number, position, value.field, msgspec.json.encode(value).decode()),
        )


@dataclass(frozen=True)
class AuditQuery:
    """Which entries are asked for: see `Store.audited`. A blank asks for any."""

    subject: str = ""
    by: str = ""
    what: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    most: int | None = None

    def clause(self, dialect: Dialect) -> tuple[str, list[str | int]]:
        """The condition in SQL, and its values."""
        conditions: dict[str, str | int | None] = {
            "subject = ?": self.subject or None,
            f"{dialect.in_json('document', 'happening', 'by')} = ?": self.by or None,
            f"{dialect.in_json('document', 'happening', 'what')} = ?": self.what or None,
            "at >= ?": _moment(self.since) if self.since else None,
            "at < ?": _moment(self.until) if self.until else None,
            "number < ?": self.before,
        }
        asked = {text: value for text, value in conditions.items() if value is not None}
        return " AND ".join(asked) or "TRUE", list(asked.values())


def read(connection: Connection, wanted: AuditQuery) -> Iterator[AuditedEvent]:
    """The entries with their values, oldest first; of `most` the newest."""
    clause, values = wanted.clause(connection.dialect)
    query = f"SELECT number, document FROM audit WHERE {clause} ORDER BY number"  # noqa: S608
    if wanted.most is not None:
        query = f"SELECT * FROM ({query} DESC LIMIT ?) AS newest ORDER BY number"  # noqa: S608 - our own words
        values.append(wanted.most)
    for number, document in connection.execute(query, values):
        kept = connection.execute(
            "SELECT document FROM audit_values WHERE number = ? ORDER BY position", (number,)
        )
        decoded = tuple(msgspec.json.decode(text, type=AuditValue) for (text,) in kept)
        yield AuditedEvent(_entry(document), decoded)


def erase_values(connection: Connection, entries: Iterable[int], fields: Iterable[str]) -> int:
    """Blank some fields' values in some entries; gives how many."""
    fields, erased = tuple(fields), 0
    for number in entries:
        for name in fields:
            blank = msgspec.json.encode(AuditValue(name)).decode()
            erased += connection.execute(
                "UPDATE audit_values SET document = ? WHERE number = ? AND field = ?",
                (blank, number, name),
            ).rowcount
    return erased


def shorten(connection: Connection, before: datetime) -> int:
    """Take out entries older than a moment, counting them by month and what was done.

    The newest stays whatever its age, since the next one follows from it.
    """
    rows = connection.execute(
        "SELECT number, at, document FROM audit WHERE at < ?"
        " AND number < (SELECT max(number) FROM audit) ORDER BY number",
        (_moment(before),),
    ).fetchall()
    # Only from the front: a clock that jumped back must not tear a hole into the chain.
    first = connection.execute("SELECT min(number) FROM audit").fetchone()[0]
    taken = 0
    for number, at, document in rows:
        if number != first + taken:
            break
        connection.execute(
            "INSERT INTO audit_totals (month, what, total) VALUES (?, ?, 1)"
            " ON CONFLICT (month, what) DO UPDATE SET total = audit_totals.total + 1",
            (at[:7], _entry(document).happening.what),
        )
        taken += 1
    if taken:
        connection.execute("DELETE FROM audit_values WHERE number < ?", (first + taken,))
        connection.execute("DELETE FROM audit WHERE number < ?", (first + taken,))
    return taken


def actions(connection: Connection) -> list[str]:
    """Everything that was done, each once, in order."""
    what = connection.dialect.in_json("document", "happening", "what")
    rows = connection.execute(f"SELECT DISTINCT {what} AS what FROM audit ORDER BY what")  # noqa: S608 - our own words
    return [what for (what,) in rows]


def totals(connection: Connection) -> dict[tuple[str, str], int]:
    """How many entries were taken out, by month and what was done."""
    rows = connection.execute("SELECT month, what, total FROM audit_totals ORDER BY month, what")
    return {(month, what): total for month, what, total in rows}


def _entry(document: str) -> AuditEntry:
    return msgspec.json.decode(document, type=AuditEntry)


def _moment(at: datetime) -> str:
    """UTC, so that texts sort as moments do."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
