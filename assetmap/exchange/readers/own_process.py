"""Reads foreign bytes in a process of its own, whose death is one plain line.

Libraries in C and Rust read spreadsheets and map files. One cell in the last corner of a sheet
makes calamine ask for more memory than there is, which ends its process at once; GDAL has had
crashes of its own. So neither runs within the server. What comes back is JSON, a line at a time.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import msgspec

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.plain_lines import DAMAGED, TOO_MUCH

WALL_SECONDS = 60
_PACKAGES = Path(__file__).resolve().parents[3]  # where the package `assetmap` stands
_LINE_LONGEST = 64_000_000  # bytes
_KILLED = (signal.SIGKILL, signal.SIGXCPU, signal.SIGABRT, signal.SIGXFSZ)


class Reading:
    """What a reading process says, line by line, and what is said to it."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process
        self._out, self._in = _pipe(process.stdout), _pipe(process.stdin)

    def answer(self) -> Any:
        """The next thing it says. Raises BadFile when it gave up, or is dead."""
        line = self._out.readline(_LINE_LONGEST)
        if not line.endswith(b"\n"):
            raise BadFile(self._last_words())
        said = msgspec.json.decode(line)
        if isinstance(said, dict) and "refused" in said:
            raise BadFile(said["refused"])
        return said

    def send(self, words: object) -> None:
        """Tells the process what is wanted next. Raises BadFile when it is dead."""
        try:
            self._in.write(msgspec.json.encode(words) + b"\n")
            self._in.flush()
        except BrokenPipeError:
            raise BadFile(self._last_words()) from None

    def _last_words(self) -> str:
        self._process.kill()  # changes nothing when it has ended
        ended = self._process.wait()
        return TOO_MUCH if -ended in _KILLED else DAMAGED


@contextmanager
def reading(module: str, *arguments: str) -> Iterator[Reading]:
    """A process of its own that runs a module of this folder; it is ended on leaving."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
        [sys.executable, "-P", "-s", "-m", f"assetmap.exchange.readers.{module}", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    )
    watch = threading.Timer(WALL_SECONDS, process.kill)
    watch.start()
    try:
        yield Reading(process)
    finally:
        watch.cancel()
        process.kill()
        process.communicate()  # closes the pipes


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("the process was started without a pipe")
    return pipe


def _environment() -> dict[str, str]:
    """Nothing of ours but where Python finds things: no settings, no secrets, no proxies."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    # One thread: each keeps memory of its own within the limit.
    threads = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {**kept, **threads, "PYTHONPATH": str(_PACKAGES)}
