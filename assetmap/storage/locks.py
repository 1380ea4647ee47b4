"""Locks by name: what only one process may do at a time, of this machine or of all.

A lock ends with the process that holds it, however that ends.
"""

import fcntl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol


class Locks(Protocol):
    """Names that are held. A name is a path of plain names: `imports/lock`."""

    def holding(self, name: str, *, waits: bool) -> AbstractContextManager[bool]:
        """Whether the name is held for the length of the block; False when another holds it,
        who is waited for unless `waits` is False. Raises Unavailable.
        """

    def is_held(self, name: str) -> bool:
        """Whether anybody holds the name now. Raises Unavailable."""


class FileLocks:
    """Locks of this machine's processes: files in a folder, made when missing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def holding(self, name: str, *, waits: bool) -> Iterator[bool]:
        """See Locks."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def is_held(self, name: str) -> bool:
        """See Locks."""
        if not (self._folder / name).exists():
            return False
        with self.holding(name, waits=False) as is_free:
            return not is_free
