"""Ends the servers in a folder, and removes it, as soon as another process is gone.

Run by `watch` in a process of its own: python -m scripts.postgres_cluster.watching PID FOLDER
"""

import os
import select
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from scripts.benchmark.processes import ROOT
from scripts.postgres_cluster.removal import is_removed
from scripts.postgres_cluster.waiting import wait_until


def watch(pid: int, folder: Path) -> None:
    """Have the servers and clusters in `folder` end with process `pid`, however that ends.

    Those that are yet to be made there do so too.
    """
    command = [sys.executable, "-m", "scripts.postgres_cluster.watching", str(pid), str(folder)]
    subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what ends the other process shall not end this one
    ).returncode = 0  # it outlives us, and nobody asks how it ended


def end_with(pid: int, folder: Path) -> None:
    """Wait for the process to end, then leave nothing of the servers."""
    with suppress(ProcessLookupError):
        seen = os.pidfd_open(pid)
        select.select([seen], [], [])
    wait_until(lambda: is_removed(folder), f"{folder} is removed")


if __name__ == "__main__":
    end_with(int(sys.argv[1]), Path(sys.argv[2]))
