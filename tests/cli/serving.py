"""A real `assetmap serve` for tests, and clients of it that speak as they like."""

import selectors
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from subprocess import PIPE
from urllib.parse import urlsplit

from tests.cli.conftest import environment
from tests.commands import Command, Process
from tests.ports import free_port

PATIENCE_S = 40


def fetch(address: str, token: str = "") -> tuple[int, str]:
    """Status and text of an address; a name below `localhost` is this machine, as in browsers."""
    parts = urlsplit(address)
    is_here = (parts.hostname or "").endswith(".localhost")
    place = f"127.0.0.1:{parts.port}" if is_here else parts.netloc
    asked = urllib.request.Request(parts._replace(netloc=place).geturl())
    asked.add_header("Host", parts.netloc)
    if token:
        asked.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE_S) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def wait_until_it_listens(port: int) -> None:
    """Come back once somebody answers on a port."""
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up:
        with socket.socket() as probe, selectors.DefaultSelector() as waiting:
            probe.setblocking(False)
            probe.connect_ex(("127.0.0.1", port))
            waiting.register(probe, selectors.EVENT_WRITE)
            if waiting.select(0.5) and probe.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0:
                return
    raise AssertionError(f"nothing listens on {port}")


@contextmanager
def serving(
    home: Path, *options: str, run_by: Sequence[str] = (), **settings: str
) -> Iterator[tuple[Process, int]]:
    """A running `assetmap serve` over a data directory, and its port."""
    port = free_port()
    words = ("-m", "assetmap.cli.main", "serve", "--port", str(port), *options)
    begin = partial(
        *((subprocess.Popen, [*run_by, sys.executable, *words]) if run_by else (Command, words)),
        env=environment(home, **settings),
        cwd=home.parent,
        stdout=PIPE,
        stderr=PIPE,
        text=True,
    )
    process = begin()
    try:
        assert process.stdout
        assert process.stdout.readline() == (
            f"Serving on http://127.0.0.1:{port} (stop with Ctrl-C)\n"
        )
        wait_until_it_listens(port)
        yield process, port
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def connect(port: int, sent: bytes = b"") -> socket.socket:
    """A connection on which this much has been sent."""
    link = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
    link.sendall(sent)
    return link


def said(link: socket.socket) -> bytes:
    """All that comes until the server closes the connection, which is then closed."""
    parts = []
    with link:
        try:
            while piece := link.recv(65536):
                parts.append(piece)
        except ConnectionResetError:
            pass
    return b"".join(parts)
