"""Records that cannot be read, set aside by their ids so that the rest is served."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

LISTINGS = "listings"

Found = TypeVar("Found")
log = logging.getLogger(__name__)


@dataclass(frozen=True, order=True)
class UnreadableRecord:
    """A record that is there and cannot be read: of which table, its id, and why."""

    table: str
    id: str
    why: str

    def __str__(self) -> str:
        return f"{self.table} {self.id!r} ({self.why})"


class UnreadableRecords:
    """Those that this process has met. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._met: dict[tuple[str, str], UnreadableRecord] = {}
        self._senseless: dict[tuple[str, str], UnreadableRecord] = {}

    def met(self) -> tuple[UnreadableRecord, ...]:
        """Those met so far and not read since, in order of table and id."""
        with self._lock:
            return tuple(sorted({**self._senseless, **self._met}.values()))

    def judge(self, table: str, id_: str, error: Exception | None) -> None:
        """Note what came of using a record that reads: an error, or none any more."""
        if error is not None:
            self._note(self._senseless, table, id_, error)
        elif self._senseless:
            with self._lock:
                self._senseless.pop((table, id_), None)

    def _note(
        self,
        noted: dict[tuple[str, str], UnreadableRecord],
        table: str,
        id_: str,
        error: Exception,
    ) -> None:
        # Not the error's own words alone: they may hold a piece of the record.
        record = UnreadableRecord(table, id_, type(error).__name__)
        with self._lock:
            is_new = noted.get((table, id_)) != record
            noted[table, id_] = record
        if is_new:
            log.error("a record cannot be read and is set aside: %s", record)

    def readable(
        self, table: str, rows: Iterable[tuple[str, bytes | str]], read: Callable[[str], Found]
    ) -> Iterator[Found]:
        """What can be read of some rows (id and document, as bytes where the database does not
        see to it that they are text); the others are set aside.
        """
        for id_, document in rows:
            try:
                found = read(document if isinstance(document, str) else document.decode())
            except Exception as error:  # a document that was damaged may raise anything
                self._note(self._met, table, id_, error)
                continue
            if self._met:  # it can be read again
                with self._lock:
                    self._met.pop((table, id_), None)
            yield found
