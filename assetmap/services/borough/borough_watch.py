"""Follows the borough's own files while pages are served: no process has to start anew."""

import logging
import threading

from assetmap.borough.files import BadBorough, read_borough, state_of
from assetmap.paths import BOROUGH
from assetmap.services.context import Context

log = logging.getLogger(__name__)


class BoroughWatch:
    """Looks whether the files are others than before. One a process; safe between threads."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._own = context.config.borough
        self._state = state_of(self._own)
        self._lock = threading.Lock()

    def look(self) -> bool:
        """Take the borough of now into the context; gives whether it is another than before.

        It costs some ten microseconds where nothing has changed. Files that cannot be used leave
        the borough as it was, and the log says why, once.
        """
        state = state_of(self._own)
        if state == self._state:
            return False
        with self._lock:
            if state == self._state:
                return False  # another thread was here while this one waited
            self._state = state
            try:
                borough = read_borough(BOROUGH, self._own)
            except BadBorough as error:
                log.error("the borough stays as it was: %s", error)
                return False
            if borough is self._context.borough:
                return False
            self._context.take_borough(borough)
            return True
