"""Child processes that never outlive the benchmark: started, awaited, weighed, stopped."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmark.site_paths import with_host
from scripts.benchmark.stores import given_settings

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
_POLL_S = 0.005


class Failed(Exception):
    """A process that did not do what it was started for; the message has its last words."""


@dataclass(frozen=True)
class MemoryUse:
    """Megabytes of one process: all it holds (RSS), and its fair share of what is shared (PSS)."""

    rss: float
    pss: float


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    pid: int
    port: int
    ready_s: float  # from its start until it answered

    def memory(self) -> list[MemoryUse]:
        """The memory of every process of it, the first one first; empty where it cannot be told."""
        return [memory for pid in _family(self.pid) if (memory := memory_of(pid))]


def environment(home: Path) -> dict[str, str]:
    """The environment of our own processes: that data directory, a still clock, no tiles."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSETMAP_")}
    return {
        **kept,
        "ASSETMAP_HOME": str(home),
        "ASSETMAP_SECRET_KEY": "bench",
        "ASSETMAP_TODAY": "2026-03-16T10:00",
        "ASSETMAP_BASEMAP": "none",
        **given_settings(),
    }


def run(
    arguments: Sequence[str], env: Mapping[str, str], *, patience_s: float = 900
) -> tuple[float, str]:
    """Run a Python command to its end: seconds and what it printed. Raises Failed."""
    started = time.perf_counter()
    with _child([sys.executable, *arguments], env, subprocess.PIPE) as child:
        said, _ = child.communicate(timeout=patience_s)
    if child.returncode:
        raise Failed(f"{' '.join(arguments[:4])}: {said[-800:]}")
    return time.perf_counter() - started, said


@contextmanager
def serving(
    arguments: Sequence[str], env: Mapping[str, str], port: int, path: str, log: Path
) -> Iterator[Running]:
    """A Python server on `port` from when `path`, or `//host/path`, is answered until the end of
    the block.
    """
    with log.open("w") as stream:
        started = time.perf_counter()
        with _child([sys.executable, *arguments], env, stream) as child:
            _wait_for(child, port, path, log)
            yield Running(child.pid, port, time.perf_counter() - started)


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def _child(
    arguments: Sequence[str], env: Mapping[str, str], output: object
) -> Iterator["subprocess.Popen[str]"]:
    child = subprocess.Popen(
        arguments,
        cwd=ROOT,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=output,  # type: ignore[call-overload]
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,  # a group of its own: it ends together with its workers
    )
    try:
        yield child
    finally:
        _stop(child)


def _stop(child: "subprocess.Popen[str]") -> None:
    for number, patience in ((signal.SIGTERM, 8), (signal.SIGKILL, 8)):
        try:
            os.killpg(child.pid, number)
            child.wait(patience)
        except (ProcessLookupError, PermissionError):
            break
        except subprocess.TimeoutExpired:
            continue
    if child.stdout:
        child.stdout.close()
    child.wait()


def _wait_for(child: "subprocess.Popen[str]", port: int, path: str, log: Path) -> None:
    headers, path = with_host({}, path)
    until = time.monotonic() + 120
    while time.monotonic() < until:
        if child.poll() is not None:
            raise Failed(f"the server stopped at once: {log.read_text()[-800:]}")
        connection = http.client.HTTPConnection(HOST, port, timeout=60)
        try:
            connection.request("GET", path, headers=headers)
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(_POLL_S)
    raise Failed(f"the server did not answer in two minutes: {log.read_text()[-800:]}")


def _family(pid: int) -> list[int]:
    """A process and all that it started, itself first."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(each for child in children for each in _family(int(child)))]


def memory_of(pid: int) -> MemoryUse | None:
    """What one process takes; None where it cannot be told."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return None
    kilobytes = {name: int(rest.split()[0]) for name, _, rest in (x.partition(":") for x in lines)}
    return MemoryUse(kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024)
