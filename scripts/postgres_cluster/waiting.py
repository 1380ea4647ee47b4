"""Waiting until something is so, never longer than was said."""

import time
from collections.abc import Callable

from scripts.benchmark.processes import Failed

PATIENCE_S = 60.0
_POLL_S = 0.02


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE_S) -> float:
    """The seconds until something was so. Raises Failed, naming `what` was waited for in vain."""
    started = time.monotonic()
    while not is_so():
        if time.monotonic() - started > seconds:
            raise Failed(f"waited {seconds:.0f} s in vain until {what}")
        time.sleep(_POLL_S)
    return time.monotonic() - started
