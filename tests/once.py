"""What is made once for the whole run, however many processes it has."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest


def folder_of_the_run(factory: pytest.TempPathFactory) -> Path:
    """The folder that every process of this run shares."""
    base = factory.getbasetemp()
    # With several processes each has a folder of its own within that of the run. A run that a test
    # starts is told of the process that it comes from, and is a run by itself all the same.
    return base.parent if base.name == f"popen-{os.environ.get('PYTEST_XDIST_WORKER')}" else base


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name` of the run, which the first process to ask for it has filled by `make`.

    The others wait for that one. Where it fails, the next tries anew in an empty folder.
    """
    run = folder_of_the_run(factory)
    # Let go of by the system when a process dies, so none waits for one that is no more.
    with (run / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        whole = run / name
        if not whole.exists():
            making = factory.mktemp(f"making-{name}")
            make(making)
            making.rename(whole)
    return whole
