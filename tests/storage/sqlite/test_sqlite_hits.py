"""What becomes of the counters' file. What they count is in tests/storage/test_hit_counters.py."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from assetmap.storage.hit_counters import HitCounters
from assetmap.storage.sqlite.sqlite_hits import SqliteHits


def remove(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def overwrite(path: Path) -> None:
    remove(path)
    path.write_bytes(b"no database " * 1000)


def zero_the_pages(path: Path) -> None:
    remove_log(path)
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(size - 100))


def cut_short(path: Path) -> None:
    remove_log(path)
    with path.open("r+b") as file:
        file.truncate(700)


def empty(path: Path) -> None:
    remove(path)
    path.touch()


def drop_the_table(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TABLE hits")


def remove_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def remove_log(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def forbid_writing(path: Path) -> None:
    """As SQLite knows it: a write version that it does not, in byte 18 of the header."""
    remove_log(path)
    with path.open("r+b") as file:
        file.seek(18)
        file.write(b"\x09")


def put_a_folder_there(path: Path) -> None:
    remove(path)
    path.mkdir()


@pytest.mark.parametrize(
    "harm",
    [remove, overwrite, zero_the_pages, cut_short, empty, drop_the_table, remove_folder],
)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_file_that_is_gone_or_damaged_is_made_anew(
    tmp_path: Path, harm: Callable[[Path], None], is_open: bool
) -> None:
    path = tmp_path / "home" / "hits.db"
    hits = HitCounters(SqliteHits(path))
    hits.add("a", 60)
    harm(path)
    if not is_open:
        hits = HitCounters(SqliteHits(path))
    assert (hits.count("a"), hits.add("a", 60), hits.count("a")) == (0, 1, 1)
    assert HitCounters(SqliteHits(path)).count("a") == 1  # in the file, for every process


@pytest.mark.parametrize("harm", [forbid_writing, put_a_folder_there])
@pytest.mark.parametrize("is_open", [True, False])
def test_while_the_file_cannot_be_written_each_process_counts_by_itself(
    tmp_path: Path,
    harm: Callable[[Path], None],
    is_open: bool,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = tmp_path / "hits.db"
    hits = HitCounters(SqliteHits(path))
    hits.add("a", 60)
    harm(path)
    if not is_open:
        hits = HitCounters(SqliteHits(path))
    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda _: hits.add("b", 60), range(3))) == [1, 2, 3]
    assert hits.count("b") == 3
    assert len([line for line in caplog.messages if "counting in memory" in line]) == 1


def test_a_full_disk_keeps_nobody_from_counting(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys; from pathlib import Path;"
        "from assetmap.storage.hit_counters import HitCounters;"
        "from assetmap.storage.sqlite.sqlite_hits import SqliteHits;"
        "hits = HitCounters(SqliteHits(Path(sys.argv[1]))); hits.add('a', 60);"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "print([hits.add('b', 60) for _ in range(3)]);"
        "print(HitCounters(SqliteHits(Path(sys.argv[1] + '2'))).add('b', 60))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "hits.db")],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "1"), done.stderr
    assert done.stdout.splitlines()[0] == "[1, 2, 3]", done.stderr
