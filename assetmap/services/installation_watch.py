"""Looks after every authority that a process has open, as the watches of one directory do."""

import logging

from assetmap.services.context import Context
from assetmap.services.directory_watch import DirectoryWatch
from assetmap.services.index_watch import IndexWatch
from assetmap.services.lending import OpenContexts
from assetmap.services.periodic_task import PeriodicTask
from assetmap.storage.store import StoreError

log = logging.getLogger(__name__)


class InstallationWatch(PeriodicTask):
    """One a process: a thread for all of them together."""

    trouble = "an authority cannot be looked after"

    def __init__(self, contexts: OpenContexts) -> None:
        super().__init__()
        self._contexts = contexts
        self._watched: dict[str, _Watched] = {}

    def look(self) -> None:
        """Look at each that is open. What goes wrong with one is in the log."""
        before, self._watched = self._watched, {}
        for context in self._contexts.each():
            code = context.config.authority
            watched = before.get(code)
            if watched is None or watched.context is not context:
                watched = _Watched(context)
            self._watched[code] = watched
            try:
                watched.index.look()
                watched.directory.look()
            except StoreError as error:
                log.error("%s cannot be looked after: %s", code, error)
            except Exception:  # the others are looked after all the same
                log.exception("%s cannot be looked after", code)


class _Watched:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.index = IndexWatch(context.indexer)
        self.directory = DirectoryWatch(context.directory_cache)
