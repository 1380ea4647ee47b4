"""One server: what is written outlasts its kill, and nothing is left when it has ended."""

import socket
from pathlib import Path

import psycopg
import pytest

from scripts.benchmark.processes import Failed
from scripts.postgres_cluster.databases import rows
from scripts.postgres_cluster.server import PostgresServer
from tests.ports import free_port


@pytest.fixture(scope="module")
def server(server_folder: Path) -> PostgresServer:
    """One that waits for its disk."""
    made = PostgresServer.make(server_folder / "one", free_port(), {"application_name": "it's"})
    assert not made.is_running()
    return made


def test_a_row_outlasts_a_kill_and_a_stop(server: PostgresServer) -> None:
    server.start()
    assert server.rows("SHOW application_name") == [("it's",)]
    url = server.create_database("kept")
    rows(url, "CREATE TABLE listings AS SELECT 'tea' AS id")
    for end in (server.kill, server.stop):
        end()
        assert (server.is_running(), server.answers()) == (False, False)
        end()  # what does not run needs no ending
        server.start()
        assert (server.is_running(), server.is_replica()) == (True, False)
        assert rows(url, "SELECT id FROM listings") == [("tea",)]
    server.stop()


def test_another_process_finds_it_by_its_folder(server: PostgresServer) -> None:
    server.start()
    again = PostgresServer(server.folder)
    assert (again.is_running(), again.url("kept")) == (True, server.url("kept"))
    again.stop()
    assert not server.is_running()


def test_only_this_machine_reaches_it(server: PostgresServer) -> None:
    server.start()
    assert server.rows("SHOW listen_addresses") == [("127.0.0.1",)]
    server.stop()


def test_a_server_that_cannot_start_says_why(server: PostgresServer) -> None:
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", server.port))
        taken.listen()
        with pytest.raises(Failed, match="could not bind"):
            server.start()
    assert not server.is_running()


def test_statements_of_one_who_owns_the_database_reach_no_file(server: PostgresServer) -> None:
    server.start()
    url = server.create_database("own")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows(url, "COPY (SELECT 1) TO 'assetmap-reached'")
    server.stop()
