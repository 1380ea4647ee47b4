"""Commands of the program, each in a process of its own, begun by `tests/forking.py`.

`run` and `Command` do what `subprocess.run` and `Popen` do with the words that come after
`python`. What a test is about that has to do with how Python begins, such as which modules
are imported, needs `subprocess` itself.
"""

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, PIPE, CompletedProcess, TimeoutExpired
from typing import IO, Any

from tests.forking import NUMBER, UNBUFFERED

_ROOT = Path(__file__).parents[1]


@cache
def _link() -> socket.socket:
    """To the process that forks, which is begun by the first test that needs it."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    env = {name: value for name, value in os.environ.items() if name != UNBUFFERED}
    words = [sys.executable, "-m", "tests.forking"]
    with theirs:
        process = subprocess.Popen(words, cwd=_ROOT, env=env, stdin=theirs, stdout=DEVNULL)

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


class Command:
    """A process that runs `words`, which begin with `-m` and a module or with `-c` and code."""

    def __init__(
        self,
        words: Sequence[str | Path],
        *,
        env: Mapping[str, str],
        cwd: Path | None = None,
        stdout: int | None = None,
        stderr: int | None = None,
        text: bool = False,
        pass_fds: Sequence[int] = (),
        start_new_session: bool = False,
    ) -> None:
        asked = {
            "words": [str(each) for each in words],
            "env": dict(env),
            "cwd": str(cwd or Path.cwd()),
            "is_session": start_new_session,
            "places": [0, 1, 2, *pass_fds],
        }
        self.returncode: int | None = None
        self._told, tell = socket.socketpair()
        nothing = os.open(os.devnull, os.O_RDWR)
        self.stdout, out = _opened(stdout, 1, nothing, text)
        self.stderr, err = _opened(stderr, 2, nothing, text)
        files = [tell.fileno(), nothing, out, err, *pass_fds]
        socket.send_fds(_link(), [json.dumps(asked).encode()], files)
        tell.close()
        for each in {nothing, out, err} - {1, 2}:
            os.close(each)
        self.pid: int = NUMBER.unpack(self._told.recv(NUMBER.size))[0]

    def poll(self) -> int | None:
        """How it ended, as `Popen` tells it, or nothing while it goes on."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """How it ended, once it has. Raises TimeoutExpired after so many seconds."""
        ended = self._look(timeout)
        if ended is None:
            raise TimeoutExpired(str(self.pid), timeout or 0)
        return ended

    def _look(self, seconds: float | None) -> int | None:
        if self.returncode is None and self._is_told(seconds):
            (self.returncode,) = NUMBER.unpack(self._told.recv(NUMBER.size))
            self._told.close()
        return self.returncode

    def _is_told(self, seconds: float | None) -> bool:
        ending = select.poll()  # also of a file whose number is above 1,023
        ending.register(self._told, select.POLLIN)
        return bool(ending.poll(None if seconds is None else seconds * 1000))

    def communicate(self, timeout: float | None = None) -> tuple[Any, Any]:
        """All that it says until it has ended. Raises TimeoutExpired after so many seconds."""
        give_up = None if timeout is None else time.monotonic() + timeout
        said: list[Any] = [None, None]

        def read(which: int, pipe: IO[Any]) -> None:
            with pipe:
                said[which] = pipe.read()

        pipes = (self.stdout, self.stderr)
        readers = [
            threading.Thread(target=read, args=(which, pipe), daemon=True)
            for which, pipe in enumerate(pipes)
            if pipe is not None and not pipe.closed
        ]
        for each in readers:
            each.start()
        for each in readers:
            each.join(None if give_up is None else max(0, give_up - time.monotonic()))
            if each.is_alive():
                raise TimeoutExpired(str(self.pid), timeout or 0)
        self.wait(None if give_up is None else max(0, give_up - time.monotonic()))
        return said[0], said[1]

    def send_signal(self, number: int) -> None:
        """Send it a signal unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


Process = Command | subprocess.Popen[str]


def run(words: Sequence[str | Path], *, timeout: float = 60, **settings: Any) -> Any:
    """What a command came to that says its words in text. Raises TimeoutExpired."""
    command = Command(words, stdout=PIPE, stderr=PIPE, text=True, **settings)
    try:
        out, err = command.communicate(timeout)
    except TimeoutExpired:
        command.kill()
        raise
    return CompletedProcess(words, command.wait(), out, err)


def _opened(wanted: int | None, own: int, nothing: int, text: bool) -> tuple[IO[Any] | None, int]:
    """Our end of what a command says, and its own."""
    if wanted != PIPE:
        return None, nothing if wanted == DEVNULL else own
    ours, theirs = os.pipe()
    return os.fdopen(ours, "r" if text else "rb"), theirs
