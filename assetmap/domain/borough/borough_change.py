"""One change of one of the borough's files on a page: what it said before, and after."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BoroughChange:
    """A version of the file `file` (`terms`); the one with the highest number is the newest.

    `before` and `after` are the whole texts; None where the shipped file counted, or counts since.
    `what` says in words what was changed. `by` is a person's id.
    """

    id: str  # FILE:NUMBER
    file: str
    number: int
    before: str | None
    after: str | None
    what: str
    by: str
    at: datetime
