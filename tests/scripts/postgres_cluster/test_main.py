"""`scripts/postgres-cluster`: a failover by hand, from its making to its end."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from scripts.postgres_cluster.__main__ import main
from scripts.postgres_cluster.cluster import Cluster
from scripts.postgres_cluster.databases import rows
from tests.ports import free_port


def six_ports() -> int:
    """The first of six free ports in a row."""
    found = [free_port() for _ in range(6)]
    while any(after != before + 1 for before, after in pairwise(found)):
        found = [*found[1:], free_port()]
    return found[0]


def test_a_failover_by_hand(server_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, port = server_folder / "by-hand", six_ports()

    def said(*words: str) -> str:
        assert main(words) == 0
        return capsys.readouterr().out

    def line(number: int, role: str) -> str:
        at = port + number - 1
        return f"node{number}  127.0.0.1:{at}  pgbouncer 127.0.0.1:{at + 3}  {role}\n"

    def steady(text: str) -> str:
        return re.sub(r"replica  quorum, \d+ bytes behind", "replica", text)

    hosts = ",".join(f"127.0.0.1:{port + number}" for number in (3, 4, 5))
    begun = line(1, "primary") + line(2, "replica") + line(3, "replica")
    url = f"\nASSETMAP_DATABASE_URL=postgresql://assetmap@{hosts}/assetmap\n"
    assert steady(said("start", str(folder), "--quick", "--port", str(port))) == begun + url
    rows(Cluster(folder).urls[0], "CREATE TABLE listings AS SELECT 'tea' AS id")
    assert steady(said("start", str(folder))) == begun + url  # what runs goes on
    assert said("kill-primary", str(folder)) == "killed node1\n" + line(1, "stopped") + line(
        2, "replica"
    ) + line(3, "replica")
    promoted = said("promote", str(folder))
    [number] = map(int, re.findall(r"promoted node(\d)", promoted))
    ends = {number: "primary", 5 - number: "replica"}
    after = "".join(line(each, {1: "replica", **ends}[each]) for each in (1, 2, 3))
    assert steady(said("rejoin", str(folder))) == after
    assert steady(said("status", str(folder))) == after
    assert rows(Cluster(folder).urls[0], "SELECT id FROM listings") == [("tea",)]
    assert said("stop", str(folder)) == ""
    assert said("status", str(folder)) == "".join(line(each, "stopped") for each in (1, 2, 3))


def test_what_cannot_be_done_is_said(
    server_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "something").touch()
    assert main(["stop", str(tmp_path)]) == 2
    assert "is no cluster" in capsys.readouterr().err
    assert main(["start", str(tmp_path)]) == 2
    assert "is no cluster, and not empty" in capsys.readouterr().err
