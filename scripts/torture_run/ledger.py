"""What was sent to a directory, and what of it was acknowledged: each by a word of its own."""

import re
import threading
from dataclasses import dataclass
from enum import StrEnum

MARK = re.compile(r"zq[b-df-hj-np-tv-x]{6}qz")
_LETTERS = "bcdfghjklmnprstvwx"


class Kind(StrEnum):
    """What is written, named by the table in which it must stand once it is acknowledged."""

    CHANGE = "a change at once"
    PROPOSAL = "a proposal"
    APPROVAL = "an approval"
    CHECK = "a check"
    REPORT = "a report"
    SUGGESTION = "a suggestion"
    IMPORT = "an import"


@dataclass
class Write:
    """One write; `rows` are the listings that its word must stand in."""

    kind: Kind
    mark: str
    listing_id: str = ""
    rows: int = 1
    is_acknowledged: bool = False


class Ledger:
    """Every write of a run. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self.writes: list[Write] = []
        self.commands = 0  # that ended well and leave no word: backups, rebuilds, upkeep
        self.refused: list[str] = []  # answers that say that the server failed
        self.is_outage = False  # while what keeps the records is killed, and may be said to be gone

    def new_mark(self) -> str:
        """A word that nothing else holds, and that nobody takes for a name, a number or a slip."""
        with self._lock:
            self._count, rest, letters = self._count + 1, self._count + 1, ""
            for _ in range(6):
                rest, at = divmod(rest, len(_LETTERS))
                letters += _LETTERS[at]
        return f"zq{letters}qz"

    def send(self, kind: Kind, mark: str, listing_id: str = "", rows: int = 1) -> Write:
        """Note that something is about to be written."""
        write = Write(kind, mark, listing_id, rows)
        with self._lock:
            self.writes.append(write)
        return write

    def refuse(self, what: str) -> None:
        """Note an answer that says that the server failed."""
        with self._lock:
            self.refused.append(what)

    def last_proposed(self, text: str) -> str:
        """The word of a text that was proposed last; empty when there is none."""
        held = set(MARK.findall(text))
        with self._lock:
            proposed = (
                write.mark for write in reversed(self.writes) if write.kind is Kind.PROPOSAL
            )
            return next((mark for mark in proposed if mark in held), "")

    def acknowledged(self) -> list[Write]:
        """The writes that must be there."""
        with self._lock:
            return [write for write in self.writes if write.is_acknowledged]

    @property
    def acknowledged_number(self) -> int:
        """How much was acknowledged, commands without a word included."""
        return len(self.acknowledged()) + self.commands
