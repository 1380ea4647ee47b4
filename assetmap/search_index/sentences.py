"""The sentences of listings as sets of terms: whether words stand together, or far apart.

A listing that has `skip` in one sentence and `hire` in another does not hire out skips.
"""

import re
import threading
from collections.abc import Callable, Mapping

from assetmap.search_index.edits import Edit
from assetmap.search_index.schema import terms_of

Terms = frozenset[str]

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_KEPT_MOST = 4_000  # listings: some 20 MB at most; those asked for again are read again


class Sentences:
    """The longer texts of listings, each read when it is first asked for; safe for threads.

    `read` gives the text of the listing at a position of the snapshot.
    """

    def __init__(self, read: Callable[[int], str]) -> None:
        self._read = read
        self._kept: dict[int, tuple[Terms, ...]] = {}
        self._lock = threading.Lock()

    def with_changed(self, edit: Edit, read: Callable[[int], str]) -> "Sentences":
        """Those of the next generation: what was read of listings that stayed is taken over."""
        now = Sentences(read)
        with self._lock:
            kept = list(self._kept.items())
        moved = edit.moved[[position for position, _ in kept]].tolist()
        pairs = zip(moved, kept, strict=True)
        now._kept = {position: each for position, (_, each) in pairs if position >= 0}
        return now

    def most_together(self, position: int, called: Terms, worth: Mapping[str, float]) -> float:
        """What the terms are worth that the best sentence of a listing has.

        `called` are the terms that the listing is called by, which every sentence of it is about.
        """
        beside = sum(value for term, value in worth.items() if term in called)
        rest = {term: value for term, value in worth.items() if term not in called}
        each = (
            sum(value for term, value in rest.items() if term in sentence)
            for sentence in self._of(position)
        )
        return beside + max(each, default=0.0)

    def _of(self, position: int) -> tuple[Terms, ...]:
        kept = self._kept.get(position)
        if kept is None:
            texts = _ENDS.split(self._read(position))
            kept = tuple(frozenset(terms_of(text)) for text in texts if text.strip())
            with self._lock:
                if len(self._kept) >= _KEPT_MOST:
                    self._kept.clear()
                self._kept[position] = kept
        return kept
