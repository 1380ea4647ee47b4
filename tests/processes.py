"""How many processes a run has, where it is left to us (`-n auto`), and how each of them ends."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """None, so one for each processor, unless one alone is quicker or is what was meant.

    The tests of one file all run in one process, and several would keep `-s` from showing anything.
    """
    files = {Path(each.partition("::")[0]) for each in config.args}
    is_one_file = len(files) == 1 and all(file.is_file() for file in files)
    return 0 if is_one_file or config.getoption("capture") == "no" else None


@pytest.fixture(scope="session", autouse=True)
def ends_clean() -> Iterator[None]:
    """What shows only once it is thrown away fails the last test, since a process ends unseen."""
    yield
    gc.collect()
