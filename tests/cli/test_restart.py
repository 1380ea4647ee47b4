"""`serve` is restarted while people ask: nobody is turned away, whichever way it is done."""

import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import PIPE

from assetmap.paths import BOROUGH
from tests.cli.conftest import environment
from tests.cli.serving import PATIENCE_S, fetch, serving
from tests.commands import Command


@dataclass
class Visits:
    """What came of asking, over and over, each time by a new connection."""

    port: int
    stop: threading.Event = field(default_factory=threading.Event)
    answered: int = 0
    failed: list[str] = field(default_factory=list)
    longest_s: float = 0.0

    def ask(self) -> None:
        """Ask until told to stop; between connecting and asking there is a moment, as on a line."""
        while not self.stop.is_set():
            began = time.monotonic()
            try:
                with socket.create_connection(("127.0.0.1", self.port), PATIENCE_S) as link:
                    self.stop.wait(0.02)
                    link.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    said = link.recv(4096)
            except OSError as error:
                self.failed.append(repr(error))
                continue
            if said.startswith(b"HTTP/1.1 200 "):
                self.answered += 1
            else:
                self.failed.append(repr(said[:60]))
            self.longest_s = max(self.longest_s, time.monotonic() - began)


@contextmanager
def visited(port: int) -> Iterator[Visits]:
    """Two people ask all the while."""
    visits = Visits(port)
    people = [threading.Thread(target=visits.ask) for _ in range(2)]
    for each in people:
        each.start()
    try:
        yield visits
    finally:
        visits.stop.set()
        for each in people:
            each.join()
        print(f"{visits.answered} answered, the longest took {visits.longest_s:.2f} s")  # noqa: T201


def wait_for_answers(visits: Visits, more: int) -> None:
    """Come back once so many more were answered."""
    enough, give_up = visits.answered + more, time.monotonic() + PATIENCE_S
    while visits.answered < enough:
        assert time.monotonic() < give_up, visits
        threading.Event().wait(0.02)


def test_reload_takes_borough_files_and_turns_nobody_away(own_sample_home: Path) -> None:
    own = own_sample_home / "borough"
    own.mkdir(exist_ok=True)
    shipped = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    with serving(own_sample_home) as (process, port), visited(port) as visits:
        wait_for_answers(visits, 20)
        (own / "borough.toml").write_text(
            shipped.replace('name = "Thurrock"', 'name = "Newham"', 1), encoding="utf-8"
        )
        process.send_signal(signal.SIGHUP)
        give_up = time.monotonic() + PATIENCE_S
        while "Newham" not in fetch(f"http://127.0.0.1:{port}/")[1]:
            assert time.monotonic() < give_up
        wait_for_answers(visits, 40)
    assert visits.failed == []


def start(home: Path, listener: socket.socket) -> Command:
    """`serve` with the socket that systemd would hand over."""
    code = (
        "import os, sys; os.dup2(int(sys.argv[2]), 3); "  # sd_listen_fds(3): the first is number 3
        "os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1'); "
        "from assetmap.cli.main import main; main(['serve', '--port', sys.argv[1]])"
    )
    return Command(
        ["-c", code, str(listener.getsockname()[1]), str(listener.fileno())],
        env=environment(home),
        cwd=home.parent,
        pass_fds=(listener.fileno(),),
        stdout=PIPE,
        stderr=PIPE,
        text=True,
    )


def test_restart_behind_a_held_socket_turns_nobody_away(own_sample_home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listener:
        first = start(own_sample_home, listener)
        try:
            with visited(listener.getsockname()[1]) as visits:
                wait_for_answers(visits, 20)
                first.send_signal(signal.SIGTERM)
                first.communicate(timeout=PATIENCE_S)
                second = start(own_sample_home, listener)
                wait_for_answers(visits, 40)
            second.send_signal(signal.SIGTERM)
            said = second.communicate(timeout=PATIENCE_S)
        finally:
            for process in (first, second):
                if process.poll() is None:
                    process.kill()
                    process.communicate()
    assert (visits.failed, first.returncode, second.returncode) == ([], 0, 0), said
