"""Every authority's index and arrays, made before they are measured, and how long that takes."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from assetmap.config import read_config
from assetmap.installation import Installation
from assetmap.services.preparing import prepare
from scripts.benchmark.home import COMMAND
from scripts.benchmark.processes import Failed, environment, run

_COMMAND = (*COMMAND, "authorities", "index")
_PATIENCE_S = 14_400
_SAID_EVERY = 25  # authorities


def index_all(
    home: Path, codes: Sequence[str], processes: int, say: Callable[[str], None]
) -> float:
    """Make what is missing, by the program's own command where it has one; seconds of the clock.

    Raises Failed.
    """
    env = environment(home)
    if _has_command(env):
        return run([*_COMMAND, "--jobs", str(processes)], env, patience_s=_PATIENCE_S)[0]
    started = time.perf_counter()
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, spawned) as pool:
        for number, _ in enumerate(pool.map(partial(_prepare, home), codes), 1):
            if number % _SAID_EVERY == 0:
                say(f"  {number} of {len(codes)} authorities")
    return time.perf_counter() - started


def _has_command(env: dict[str, str]) -> bool:
    try:
        run([*_COMMAND, "--help"], env)
    except Failed:
        return False
    return True


def _prepare(home: Path, code: str) -> None:
    with _installation(home).lent(code) as context:
        prepare(context)


@cache
def _installation(home: Path) -> Installation:
    """This process's installation, with one authority open at a time."""
    return Installation(replace(read_config(environment(home)), open_authorities=1))
