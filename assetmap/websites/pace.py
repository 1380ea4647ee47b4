"""At most one request a host in so many seconds, whoever asks and however often."""

import time
from collections.abc import Callable
from threading import Lock

PAUSE_S = 1.0


class Pace:
    """Has each request wait for its turn at its host. Safe to use from several threads."""

    def __init__(
        self,
        pause_s: float = PAUSE_S,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._pause_s, self._clock, self._sleep = pause_s, clock, sleep
        self._next: dict[str, float] = {}
        self._lock = Lock()

    def wait(self, host: str) -> None:
        """Come back when it is one's turn."""
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self._pause_s
        if turn > now:
            self._sleep(turn - now)
