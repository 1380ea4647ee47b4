"""What many questions ask of one generation of the directory, worked out for the first of them."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from assetmap.search_index.snapshot import Snapshot

T = TypeVar("T")


def per_generation(make: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Keep what a function gives for a snapshot for as long as the snapshot is in memory.

    For what depends on nothing else. Two threads may both work it out; nobody may change it.
    """
    kept: WeakKeyDictionary[Snapshot, T] = WeakKeyDictionary()

    @wraps(make)
    def give(snapshot: Snapshot) -> T:
        found = kept.get(snapshot)
        if found is None:
            found = kept[snapshot] = make(snapshot)
        return found

    return give
