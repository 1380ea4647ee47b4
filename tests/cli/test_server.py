"""`serve`: it starts, says where, answers, and stops when told to."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests import commands
from tests.cli.conftest import Runner, Said, environment, refusal
from tests.cli.serving import PATIENCE_S, fetch, serving
from tests.commands import Process
from tests.factories import a_listing


@pytest.fixture
def server(own_sample_home: Path) -> Iterator[tuple[Process, int]]:
    """A running `assetmap serve` over the sample, and its port."""
    with serving(own_sample_home) as running:
        yield running


def test_serve_answers_until_it_is_stopped(
    server: tuple[Process, int], own_sample_home: Path
) -> None:
    process, port = server
    site = f"http://127.0.0.1:{port}"
    assert fetch(f"{site}/healthz") == (200, '{"status":"ok"}\n')
    status, page = fetch(f"{site}/find?q=memory+loss+lunch&near=RM18")
    assert (status, "Riverside Memory Lunch Club" in page) == (200, True)
    assert fetch(f"{site}/listing/no-such-listing")[0] == 404
    invite = ["people", "invite", "new@example.org", "--name", "New", "--role", "volunteer"]
    words = ["-m", "assetmap.cli.main", *invite]
    invited = commands.run(words, env=environment(own_sample_home))
    assert f"\n{site}/account/invitation/" in invited.stdout
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err
    with socket.socket() as probe:  # and the port is free again
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))


def test_serve_on_a_port_that_is_taken_is_refused(run: Runner) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        assert run("serve", "--port", str(port)) == refusal(
            f"cannot listen on 127.0.0.1:{port}: Address already in use. Give another with --port."
        )


def test_serve_with_a_base_map_that_is_no_map_is_refused(call: Runner, tmp_path: Path) -> None:
    bad = tmp_path / "bad.mbtiles"
    bad.write_text("no tiles")
    said = call("serve", ASSETMAP_BASEMAP=f"mbtiles:{bad}")
    assert said == refusal(
        f"ASSETMAP_BASEMAP: {bad} is not an MBTiles file (file is not a database). "
        "Give an MBTiles file of PNG, JPEG or WebP tiles."
    )
    vectors = tmp_path / "vectors.mbtiles"
    connection = sqlite3.connect(vectors)
    connection.execute("CREATE TABLE tiles (tile_data BLOB)")
    connection.execute("INSERT INTO tiles VALUES (x'1f8b0800')")
    connection.commit()
    connection.close()
    said = call("serve", ASSETMAP_BASEMAP=f"mbtiles:{vectors}")
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert "vector tiles are not supported" in said.err


def test_what_a_killed_process_left_unindexed_is_found_though_nobody_writes(
    server: tuple[Process, int], own_sample_home: Path
) -> None:
    _, port = server
    store = SqliteStore(own_sample_home / "assetmap.db")
    with store.transaction() as uow:  # the commit of an import, and then it is killed
        uow.save_listing(a_listing("zither-club", description="We play the xylophone."))
    store.close()
    give_up = time.monotonic() + PATIENCE_S
    while "zither-club" not in fetch(f"http://127.0.0.1:{port}/find.json?q=xylophone")[1]:
        assert time.monotonic() < give_up
    assert fetch(f"http://127.0.0.1:{port}/healthz")[0] == 200


# Root may write anywhere unless it gives that up.
AS_OTHERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if not os.getuid() else []


@pytest.fixture
def with_locked_index(own_sample_home: Path) -> Iterator[Path]:
    """A directory whose index nobody may write to, and a listing that waits for it."""
    store = SqliteStore(own_sample_home / "assetmap.db")
    with store.transaction() as uow:
        uow.save_listing(a_listing("xylophone", name="Xylophone club"))
    store.close()
    (own_sample_home / "index").chmod(0o500)
    yield own_sample_home
    (own_sample_home / "index").chmod(0o700)


def test_index_that_can_only_be_read_is_served(with_locked_index: Path) -> None:
    with serving(with_locked_index, "--workers", "1", run_by=AS_OTHERS) as (process, port):
        site = f"http://127.0.0.1:{port}"
        assert "Riverside Memory Lunch Club" in fetch(f"{site}/find?q=memory+lunch")[1]
        assert json.loads(fetch(f"{site}/healthz")[1]) == {
            "status": "ok",
            "behind": {"index_changes": 1},
        }
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=PATIENCE_S)
    why = f"the index in {with_locked_index}/index cannot be written (Permission denied)"
    assert why in err
    assert "Traceback" not in err


def test_index_that_can_neither_be_read_nor_made_is_refused(with_locked_index: Path) -> None:
    index = with_locked_index / "index"
    index.chmod(0o000)
    said = subprocess.run(
        [*AS_OTHERS, sys.executable, "-m", "assetmap.cli.main", "serve"],
        env=environment(with_locked_index),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    words = f"cannot write the index in {index}: Permission denied"
    assert Said(said.returncode, said.stdout, said.stderr) == refusal(words)


def counts_of(process: Process) -> list[Path]:
    return list(Path("/dev/shm").glob(f"assetmap-{process.pid}-*"))


def test_metrics_are_of_all_processes_together(own_sample_home: Path) -> None:
    with serving(own_sample_home, "--workers", "2") as (process, port):
        site = f"http://127.0.0.1:{port}"
        for _ in range(40):
            assert fetch(f"{site}/about")[0] == 200
        wanted = 'assetmap_requests_total{route="/about",status="2xx"} 40.0'
        assert [wanted in fetch(f"{site}/metrics")[1].splitlines() for _ in range(6)] == [True] * 6
        assert len(counts_of(process)) == 1
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE_S)
        assert counts_of(process) == []


def test_counts_of_a_server_that_was_killed_go_with_the_next(own_sample_home: Path) -> None:
    with serving(own_sample_home, "--workers", "1") as (killed, _):
        pass
    assert len(counts_of(killed)) == 1
    with serving(own_sample_home, "--workers", "1"):
        assert counts_of(killed) == []
