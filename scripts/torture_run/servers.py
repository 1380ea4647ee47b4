"""Real servers and commands of the program, each in a group of its own that can be killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.benchmark.processes import ROOT, Failed, free_port
from scripts.torture_run.client import HTTP_FAILED, Client
from scripts.torture_run.homes import COMMAND, Home

READY_S = 60.0
_POLL_S = 0.02


class Process:
    """A command of the program with whatever it starts; what it says goes to a file."""

    def __init__(self, home: Home, *words: str, log: Path, prelude: str = "") -> None:
        """`prelude` is Python that runs in the new process before the program begins."""
        code = f"{prelude}\nfrom assetmap.cli.main import main\nmain()"
        with log.open("ab") as stream:
            self._child = subprocess.Popen(
                [sys.executable, "-c", code, *words],
                cwd=ROOT,
                env=dict(home.settings),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.pid, self.log = self._child.pid, log

    @property
    def status(self) -> int | None:
        """The exit status, None while it runs."""
        return self._child.poll()

    def wait(self, seconds: float) -> int:
        """The exit status once it has ended. Raises subprocess.TimeoutExpired."""
        return self._child.wait(seconds)

    def kill(self) -> None:
        """End it and all that it started at once, as a power cut would."""
        family = [self.pid, *self.children()]
        if self._child.poll() is None:
            os.killpg(self.pid, signal.SIGKILL)
        self._child.wait()
        wait_until(lambda: not any(map(_is_alive, family)), READY_S)

    def children(self) -> list[int]:
        """The processes that it has started itself."""
        try:
            text = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        except OSError:
            return []
        return [int(number) for number in text.split()]


class Server(Process):
    """`assetmap serve`, asked until it answers."""

    def __init__(self, home: Home, log: Path, workers: int = 2, prelude: str = "") -> None:
        self.port = free_port()
        words = ("serve", "--port", str(self.port), "--workers", str(workers))
        super().__init__(home, *words, log=log, prelude=prelude)
        started = time.monotonic()
        self._wait_until_ready()
        self.ready_s = time.monotonic() - started

    def client(self, number: int = 1) -> Client:
        """Somebody who asks; another number comes from another address."""
        return Client(self.port, number)

    def _wait_until_ready(self) -> None:
        until = time.monotonic() + READY_S
        while time.monotonic() < until:
            if self.status is not None:
                raise Failed(f"the server ended with {self.status}: {last_words(self.log)}")
            try:
                if self.client().get("/healthz").status == 200:
                    return
            except HTTP_FAILED:
                time.sleep(_POLL_S)
        self.kill()
        raise Failed(f"the server was not ready in {READY_S:.0f} s: {last_words(self.log)}")


@contextmanager
def serving(home: Home, log: Path, workers: int = 2, prelude: str = "") -> Iterator[Server]:
    """A server until the block ends; then it is killed."""
    server = Server(home, log, workers, prelude)
    try:
        yield server
    finally:
        server.kill()


def output_of(home: Home, *words: str, seconds: float = 120) -> tuple[int, str]:
    """A command run to its end: its exit status and all that it said."""
    done = subprocess.run(
        [sys.executable, *COMMAND, *words],
        cwd=ROOT,
        env=dict(home.settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def wait_until(is_so: Callable[[], bool], seconds: float) -> float | None:
    """The seconds until something was so; None when it was not."""
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if is_so():
            return time.monotonic() - started
        time.sleep(_POLL_S)
    return None


def _is_alive(pid: int) -> bool:
    """Whether a process holds anything yet: not once it only waits to be asked how it ended."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def last_words(log: Path) -> str:
    """The end of a log."""
    return log.read_text(errors="replace")[-600:]
