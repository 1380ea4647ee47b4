"""Whom a kill takes, drawn by lot, and how it is done."""

import os
import random
import signal
import time
from contextlib import suppress
from enum import Enum

import psycopg

from scripts.postgres_cluster.server import SUPERUSER, PostgresServer
from scripts.torture_run.servers import Server, wait_until
from scripts.torture_run.work import Work

_EVERYTHING_SHARE, _WORKER_SHARE = 0.35, 0.2
_DATABASE_SHARE = 0.25  # of the kills, where a server keeps the records
_DOWN_S = (0.0, 1.5)  # how long that is gone
_UP_AGAIN_S = 60.0
_SESSIONS = (
    "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
    " AND pid <> pg_backend_pid()"
)


class Victim(Enum):
    """Whom a kill takes."""

    EVERYTHING = "everything"  # as a power cut
    COMMAND = "command"
    WORKER = "worker"  # of the server, which goes on with another
    WEB_SERVER = "web server"  # and the command, while the database's server goes on
    DATABASE = "database server"  # with all its processes; it is started again
    SESSION = "database session"  # one process of it, after which it begins anew by itself


OUTAGES = (Victim.DATABASE, Victim.SESSION)
_WITH_COMMAND = (Victim.EVERYTHING, Victim.COMMAND, Victim.WEB_SERVER)


def drawn(dice: random.Random, has_command: bool, has_database_server: bool) -> Victim:
    """Somebody, by lot."""
    if has_database_server and dice.random() < _DATABASE_SHARE:
        return dice.choice(OUTAGES)
    lot = dice.random()
    if lot < _EVERYTHING_SHARE:
        return (
            dice.choice((Victim.EVERYTHING, Victim.WEB_SERVER))
            if has_database_server
            else (Victim.EVERYTHING)
        )
    return Victim.COMMAND if has_command and lot < 1 - _WORKER_SHARE else Victim.WORKER


def takes_command(victim: Victim) -> bool:
    """Whether a command that runs is killed as well."""
    return victim in _WITH_COMMAND


def kill(
    victim: Victim,
    server: Server,
    job: Work | None,
    database: PostgresServer | None,
    dice: random.Random,
) -> None:
    """Kill it; a database's server is there again afterwards."""
    if job and takes_command(victim):
        job.process.kill()
    if victim in (Victim.EVERYTHING, Victim.WEB_SERVER):
        server.kill()
    elif victim is Victim.WORKER:
        _kill_one(server.children(), dice)
    if not database:
        return
    if victim in (Victim.EVERYTHING, Victim.DATABASE):
        database.kill()
        time.sleep(dice.uniform(*_DOWN_S) if victim is Victim.DATABASE else 0)
        database.start()
    elif victim is Victim.SESSION:
        _end_session(database, dice)


def _end_session(database: PostgresServer, dice: random.Random) -> None:
    """Kill a session, and wait until the server has ended all others for it and is there again."""
    with psycopg.connect(database.url("postgres", SUPERUSER), autocommit=True) as witness:
        _kill_one([pid for (pid,) in database.rows(_SESSIONS)], dice)
        # It goes on answering until it notices, so that nobody could tell when it began anew.
        wait_until(lambda: not _answers(witness), _UP_AGAIN_S)
    wait_until(database.answers, _UP_AGAIN_S)


def _answers(connection: psycopg.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except psycopg.OperationalError:
        return False
    return True


def _kill_one(processes: list[int], dice: random.Random) -> None:
    if processes:
        with suppress(ProcessLookupError):
            os.kill(dice.choice(processes), signal.SIGKILL)
