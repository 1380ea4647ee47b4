"""Keeps the grids of coverage that were asked for, as long as what they count is the same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from assetmap.domain.reports.coverage import Grid
from assetmap.search_index.snapshot import Snapshot

_MOST = 16  # sets and sorts of lines: a grid is some kilobytes


class Grids:
    """The grids that were asked for last, each of one snapshot. Thread-safe."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[Snapshot, Grid]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, snapshot: Snapshot, make: Callable[[], Grid]) -> Grid:
        """The grid of a key; made again when the snapshot is another, or it is not kept."""
        with self._lock:
            known = self._kept.get(key)
            if known is not None and known[0] is snapshot:
                self._kept.move_to_end(key)
                return known[1]
        made = make()
        with self._lock:
            self._kept[key] = (snapshot, made)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return made
