"""docs/postgresql.md against the scripts: what it has one type is there, its files are whole."""

import re
from configparser import ConfigParser

import pytest
import yaml

from scripts.postgres_cluster.__main__ import main
from tests.docs.pages import read

PAGE = read("docs/postgresql.md")
MACHINES = ["10.0.0.11", "10.0.0.12", "10.0.0.13"]


def block(kind: str, word: str) -> str:
    """The one example of a kind that has a word."""
    blocks = re.findall(rf"```{kind}\n(.*?)```", PAGE, flags=re.DOTALL)
    [found] = [text for text in blocks if word in text]
    return found


def test_each_act_of_the_script_is_told_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    told = set(re.findall(r"^scripts/postgres-cluster ([a-z-]+) /", PAGE, flags=re.MULTILINE))
    with pytest.raises(SystemExit):
        main(["--help"])
    offered = re.findall(r"^    ([a-z-]+)\s", capsys.readouterr().out, flags=re.MULTILINE)
    assert told == set(offered)


def test_the_ports_of_the_example_are_those_that_come_by_themselves(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["start", "--help"])
    first = int(re.findall(r"default: (\d+)", capsys.readouterr().out)[0])
    example = block("text", "node1  127.0.0.1")
    shown = [int(port) for port in re.findall(r"127\.0\.0\.1:(\d+)", example)]
    servers, bouncers = range(first, first + 3), range(first + 3, first + 6)
    pairs = [port for pair in zip(servers, bouncers, strict=True) for port in pair]
    assert shown == [*pairs, *bouncers]


def test_the_configuration_of_patroni_promotes_nobody_who_may_lack_a_commit() -> None:
    told = yaml.safe_load(block("yaml", "scope:"))
    dcs = told["bootstrap"]["dcs"]
    assert dcs["synchronous_mode"] is True
    assert dcs["postgresql"]["parameters"]["synchronous_commit"] == "remote_apply"
    assert dcs["loop_wait"] + 2 * dcs["retry_timeout"] <= dcs["ttl"]  # Patroni's own rule
    assert told["etcd3"]["hosts"] == ",".join(f"{each}:2379" for each in MACHINES)
    users = {user["username"] for user in told["postgresql"]["authentication"].values()}
    assert users == {"postgres", "replicator", "rewinder"}
    assert told["postgresql"]["callbacks"]["on_role_change"] in PAGE.replace(block("yaml", "s"), "")


def test_the_pgbouncer_of_the_example_lends_for_a_transaction_and_gives_up_soon() -> None:
    parser = ConfigParser()
    parser.read_string(block("ini", "pool_mode"))
    told = parser["pgbouncer"]
    assert (told["pool_mode"], told["auth_type"]) == ("transaction", "scram-sha-256")
    assert int(told["query_wait_timeout"]) <= 5
    hosts = ",".join(f"{each}:{told['listen_port']}" for each in MACHINES)
    assert f"@{hosts}/assetmap" in block("ini", "ASSETMAP_DATABASE_URL=")
