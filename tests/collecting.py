"""How the tests are collected: each process of a run collects them all, so it should cost little.

And how often each of them looks for what can be thrown away.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from itertools import chain
from pathlib import Path

import pytest

# How many things are made before those are looked through that came to be since (Python's own is
# 700, which was a tenth of the time of the tests), and how often that is until older ones are.
_OFTEN = (20_000, 10, 10)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Collect without looking for what can be thrown away, since all of it is kept."""
    gc.disable()
    _read_ahead(session.config)
    found = yield
    gc.freeze()
    gc.enable()
    gc.set_threshold(*_OFTEN)
    return found


def _read_ahead(config: pytest.Config) -> None:
    """Import the modules of a whole run, each of its processes from another one on.

    What pytest and Python make of a module is kept in a file. Where there are none yet, each
    process thus makes its share, and reads what the others made.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not worker or config.args != config.getini("testpaths"):
        return
    root = config.rootpath
    files = sorted(chain(*((root / each).rglob("test_*.py") for each in config.args)))
    begin = len(files) * int(worker[2:]) // int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    for file in (*files[begin:], *files[:begin]):
        # Whatever is wrong with it is told when it is collected, where it is imported again.
        with suppress(Exception, pytest.skip.Exception):
            import_module(_name_of(file.relative_to(root)))


def _name_of(module: Path) -> str:
    return ".".join(module.with_suffix("").parts)
