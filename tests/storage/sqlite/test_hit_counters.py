import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from assetmap.storage.sqlite.hit_counters import HitCounters


def test_counts_add_up_by_name(tmp_path: Path) -> None:
    hits = HitCounters(tmp_path / "hits.db")
    assert [hits.add("a", 60), hits.add("a", 60, 2), hits.add("b", 60)] == [1, 3, 1]
    assert (hits.count("a"), hits.count("b"), hits.count("c")) == (3, 1, 0)


def test_count_lasts_from_when_it_began(tmp_path: Path) -> None:
    hits = HitCounters(tmp_path / "hits.db")
    before = time.time()
    hits.add("a", 60)
    until = hits.forgotten_at("a")
    hits.add("a", 6000)
    assert hits.forgotten_at("a") == until
    assert before + 60 <= until <= time.time() + 60


def test_count_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "hits.db"
    hits = HitCounters(path)
    hits.add("a", 60)
    hits.add("b", 60)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE hits SET forget_at = ? WHERE name = 'a'", (time.time(),))
    connection.close()
    assert (hits.count("a"), hits.count("b")) == (0, 1)
    assert hits.add("a", 60) == 1


def test_counts_can_be_forgotten_by_hand(tmp_path: Path) -> None:
    hits = HitCounters(tmp_path / "hits.db")
    for name in "abc":
        hits.add(name, 60)
    assert hits.forget("a") == 1
    assert (hits.count("a"), hits.count("b")) == (0, 1)
    assert hits.forget() == 2


def test_threads_and_processes_count_together(tmp_path: Path) -> None:
    path = tmp_path / "hits.db"
    program = (
        "import sys; from pathlib import Path;"
        "from assetmap.storage.sqlite.hit_counters import HitCounters;"
        "hits = HitCounters(Path(sys.argv[1]));"
        "[hits.add('a', 600) for _ in range(50)]"
    )
    others = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(2)]
    hits = HitCounters(path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: hits.add("a", 600), range(50)))
    assert [other.wait(60) for other in others] == [0, 0]
    assert hits.count("a") == 150
