"""A server with all the processes that it started: killed at once, as a power cut would."""

import os
import signal
from contextlib import suppress
from pathlib import Path

from scripts.postgres_cluster.waiting import wait_until


def kill_tree(pid: int) -> None:
    """End a process and its children by SIGKILL, and wait until they are gone."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGSTOP)  # so that it starts no more of them meanwhile
    family = [pid, *_children(pid)]
    for each in family:
        with suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    wait_until(lambda: not any(map(is_alive, family)), f"process {pid} and its children are gone")


def is_alive(pid: int) -> bool:
    """Whether a process runs: one does not that only waits to be asked how it ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def names(pid: int, word: str) -> bool:
    """Whether a process runs whose command names this word: its number may be another's by now."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return word.encode() in command and is_alive(pid)


def _children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
