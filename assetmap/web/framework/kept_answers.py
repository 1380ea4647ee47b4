"""Answers kept in memory for whoever asks the same next: no more than so many bytes of them."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable


class KeptAnswers:
    """The answers asked for last, by key; never more than `most` bytes. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._size = 0

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return self._size

    def get(self, key: str | bytes, make: Callable[[], bytes]) -> bytes:
        """The answer of a key, made when it is not kept. One too large to keep is made each time.

        A long key costs no memory: its hash is kept.
        """
        mark = hashlib.sha256(key.encode() if isinstance(key, str) else key).digest()
        with self._lock:
            if mark in self._kept:
                self._kept.move_to_end(mark)
                return self._kept[mark]
        answer = make()
        with self._lock:
            if len(answer) <= self._most and mark not in self._kept:
                self._kept[mark] = answer
                self._size += len(answer)
                while self._size > self._most:
                    self._size -= len(self._kept.popitem(last=False)[1])
        return answer

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._kept.clear()
            self._size = 0
