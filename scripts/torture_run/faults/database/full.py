"""A disk of the database that is full: on a small one in memory, where one may be mounted."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from scripts.postgres_cluster.programs import give_folder
from scripts.postgres_cluster.server import PostgresServer
from scripts.torture_run.comparison import compare_files
from scripts.torture_run.databases import URL
from scripts.torture_run.faults.database.answers import expect_told, report
from scripts.torture_run.faults.trial import Trial, listing_ids
from scripts.torture_run.homes import Home
from scripts.torture_run.servers import serving

_SIZE = "120m"
_REPORTS = 60  # some find room in pages that are there


def full(trial: Trial) -> None:
    """What is acknowledged is there, what is not is told; who reads reads on."""
    server, home = trial.needed_database(), trial.home()
    with _small_disk(server.folder / "small") as folder:
        if folder is None:
            trial.say("not tried: nothing may be mounted here")
            return
        name = urlsplit(home.settings[URL]).path[1:]
        server.rows(f"CREATE TABLESPACE small LOCATION '{folder}'")
        server.rows(f"ALTER DATABASE {name} SET TABLESPACE small")
        try:
            kept, told = _write(trial, server, home, name)
        finally:
            server.rows(f"ALTER DATABASE {name} SET TABLESPACE pg_default")
            server.rows("DROP TABLESPACE small")
    trial.expect(told > 0, "nobody was ever told")
    trial.say(f"{kept} reports found room, {told} were told; others read on")


def _write(trial: Trial, server: PostgresServer, home: Home, name: str) -> tuple[int, int]:
    kept = told = 0
    with serving(home, trial.log) as site:
        ids = listing_ids(site.client())
        with suppress(psycopg.errors.DiskFull):
            server.rows("CREATE TABLE filler (words text)", database=name)
            for size in (100_000, 10_000, 100, 1):
                _fill(server, name, size)
        for number in range(_REPORTS):
            words = f"It has moved, {number} {'very ' * 300}far"
            answer = report(site.client(number + 2), ids[number], words)
            if answer.is_kept:
                kept += 1
            else:
                told += 1
                expect_told(trial, answer, "a report")
            with home.database.reading() as ask:
                held = [text for (text,) in ask("SELECT document FROM reports") if words in text]
            trial.expect(bool(held) == answer.is_kept, f"{answer.status}, and {len(held)} are held")
            if told >= 5:
                break
        trial.expect_answers(site.client(), ("/", "/find?q=lunch", f"/listing/{ids[0]}"), 3)
        server.rows("DROP TABLE filler", database=name)
        taken = report(site.client(99), ids[99], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
        trial.wrong += compare_files(home, []).disagreeing
    server.rows(_END)
    return kept, told


_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE usename = 'assetmap' AND pid <> pg_backend_pid()"
)


def _fill(server: PostgresServer, database: str, rows: int) -> None:
    query = "INSERT INTO filler SELECT repeat('x', 900) FROM generate_series(1, %s)"
    with suppress(psycopg.errors.DiskFull):
        while True:
            server.rows(query, rows, database=database)


@contextmanager
def _small_disk(folder: Path) -> Iterator[Path | None]:
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield give_folder(folder / "space")
    finally:
        subprocess.run(["umount", str(folder)], capture_output=True, check=False)
