"""Has a process that serves follow the directory by itself, so that no visitor waits for it: after
an import, when a day begins, and before the days of a timetable run out in which nobody wrote.
"""

from assetmap.services.directory_cache import DirectoryCache
from assetmap.services.periodic_task import PeriodicTask


class DirectoryWatch(PeriodicTask):
    """One a process."""

    trouble = "the directory cannot be followed"

    def __init__(self, cache: DirectoryCache) -> None:
        super().__init__()
        self._cache = cache
        self._seen: tuple[int, int] | None = None

    def look(self) -> None:
        """Take in what was written, unless somebody still writes: an import is taken in once, at
        its end. Who asks in between has it taken in before. Raises StoreError.
        """
        before, self._seen = self._seen, self._cache.generations()
        if self._seen == before:
            self._cache.follow()
