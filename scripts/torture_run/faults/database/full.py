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
_REPORTS = 80  # at most: some find room in pages that are there
_TOLD = 5
_DOCUMENTS = "SELECT document FROM reports"
_FILL = "INSERT INTO filler SELECT repeat('x', 900) FROM generate_series(1, %s)"
_END = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE usename = 'assetmap' AND pid <> pg_backend_pid()"
)


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
            kept, told = _write(trial, server, home)
        finally:
            server.rows(f"ALTER DATABASE {name} SET TABLESPACE pg_default")
            server.rows("DROP TABLESPACE small")
    trial.expect(told > 0, "nobody was ever told")
    trial.say(f"{kept} reports found room, {told} were told; others read on")


def _write(trial: Trial, server: PostgresServer, home: Home) -> tuple[int, int]:
    """How many reports were kept on the full disk, and of how many it was told."""
    kept = told = 0
    # One from before: the server needs room even for whoever comes new.
    with (
        serving(home, trial.log) as site,
        psycopg.connect(home.settings[URL], autocommit=True) as link,
    ):
        ids = listing_ids(site.client())
        link.execute("CREATE TABLE filler (words text)")
        for rows in (100_000, 10_000, 100, 1):
            _fill(link, rows)
        while told < _TOLD and kept < _REPORTS:
            words = f"It has moved, {kept + told} {'very ' * 60}far"
            answer = report(site.client(kept + told + 2), ids[kept + told], words)
            if not answer.is_kept:
                expect_told(trial, answer, "a report")
            is_held = words in "".join(text for (text,) in link.execute(_DOCUMENTS).fetchall())
            trial.expect(is_held == answer.is_kept, f"{answer.status}, and held: {is_held}")
            kept, told = kept + answer.is_kept, told + (not answer.is_kept)
        trial.expect_answers(site.client(), ("/", "/find?q=lunch", f"/listing/{ids[0]}"), 3)
        link.execute("DROP TABLE filler")
        taken = report(site.client(99), ids[99], "It has moved")
        trial.expect(taken.is_kept, f"a report afterwards was answered {taken.status}")
        trial.wrong += compare_files(home, []).disagreeing
    server.rows(_END)
    return kept, told


def _fill(link: psycopg.Connection, rows: int) -> None:
    """Write so many rows at a time until there is no room for them."""
    with suppress(psycopg.errors.DiskFull):
        while True:
            link.execute(_FILL, (rows,))


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
