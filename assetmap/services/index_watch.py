"""Looks after the index while the site is served: what nobody took out of the queue, and damage.

Whoever writes takes the queue into the index by themselves. Who was killed in between, or met a
full disk, leaves it; then the next look does, and nobody has to write first.
"""

import logging

from assetmap.services.indexing import Indexer
from assetmap.services.periodic_task import PeriodicTask

CHECKED_EVERY = 30  # looks: once a minute the files are read and compared with their checksums

log = logging.getLogger(__name__)


class IndexWatch(PeriodicTask):
    """One a process."""

    trouble = "the index cannot be looked after"

    def __init__(self, indexer: Indexer) -> None:
        super().__init__()
        self._indexer = indexer
        self._oldest: int | None = None
        self._looks = 0

    def look(self) -> None:
        """Take in what has been waiting since the last look, and mend what is damaged.

        What came since then is left: whoever wrote it is most likely at it. Raises StoreError.
        """
        self._looks += 1
        if self._looks % CHECKED_EVERY == 0 and (damaged := self._indexer.damaged_files()):
            log.error("the index is damaged (%s): making it again", ", ".join(damaged))
            self._indexer.catch_up(rebuild=True)
            return
        oldest = self._indexer.oldest_queued()
        is_old = oldest is not None and oldest == self._oldest
        self._oldest = oldest
        is_wanted = is_old or self._indexer.wants_rebuild or self._indexer.is_gone
        is_wanted = is_wanted or self._indexer.is_left_behind
        if is_wanted and not self._indexer.is_busy:
            self._indexer.catch_up()
