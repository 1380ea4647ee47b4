"""`serve`: gunicorn with a process for each core, each with a few threads.

Processes, because one Python process uses one core. Threads, because one answer that takes long
must not hold up the next person. Slow clients hold no thread: see `buffering_worker.py`.
"""

import gc
import os
import resource
import shutil
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assetmap.cli.allocator import give_back_memory, keep_one_arena, trim_memory
from assetmap.cli.opening import installation_settings, opened, plain_refusals, settings
from assetmap.config import Config
from assetmap.installation import Installation, authorities_of, opened_installation
from assetmap.storage.served_address import address_of, keep_served_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from _typeshed.wsgi import WSGIApplication
    from flask import Flask

_WORKERS = min(2, os.cpu_count() or 1)
_THREADS = 4
_CONNECTIONS = 400  # of one process: with a file each, below the 1,024 that it may have open
_IDLE_S = 5  # how long a connection is kept for another question
_FILES = 65_536  # that a process of several authorities may have open
_SELDOM = (700, 10, 250)  # Python's own, but for every 25th of its last
_COUNTS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where `request_counts.py` has its figures
# A tenth of a second; Flask-Security looks whether it is there, and what signs people in by it
# imports it when somebody does.
_SIGN_IN_CLIENT = "authlib.integrations.flask_client"
ASKED_FIRST = ("/", "/find?q=lunch+club", "/map.json", "/basemap.json", "/suggest.json?q=lu")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="The port."
)
@click.option(
    "--workers", default=_WORKERS, show_default=True, type=click.IntRange(1, 64), help="Processes."
)
def serve(host: str, port: int, workers: int) -> None:
    """Serve the directory on http://HOST:PORT until stopped."""
    keep_one_arena()
    gc.disable()  # nothing that is imported is rubbish: to look for it takes a tenth of the start
    config, is_single = _checked_config()
    trim_memory()  # or each process that serves would hold it as well
    if not _is_given_a_socket():
        _refuse_taken(host, port)
    with plain_refusals():
        keep_served_address((config.installation or config).home, address_of(host, port))
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    with _counting_together():
        _run(address, workers, config.client_seconds, _single_app if is_single else _every_app)


def _checked_config() -> tuple[Config, bool]:
    """The settings, once everything could be opened with them; it is closed again. And whether
    what is served is one directory: of several authorities all are, unless one is said.
    """
    from assetmap.services.preparing import prepare

    config = installation_settings()
    with plain_refusals():
        authorities = [] if config.authority else list(authorities_of(config))
    if authorities:
        _refuse_bad_basemap(config)
        with (
            plain_refusals(),
            opened_installation(config) as installation,
            installation.lent(authorities[0]) as context,
        ):
            prepare(context)  # one is enough: what is kept beyond this is the same for all
            installation.neighbours.cells.ready()  # which no visitor waits for
        return config, False
    with opened() as context:
        _refuse_bad_basemap(context.config)
        prepare(context)
        return context.config, True


def _refuse_bad_basemap(config: Config) -> None:
    with _unless_asked(_SIGN_IN_CLIENT):
        from assetmap.web.search.map_tiles import check_mbtiles  # slow import: Flask

    if config.basemap.mbtiles:
        with plain_refusals():
            check_mbtiles(config.basemap.mbtiles)


@contextmanager
def _unless_asked(module: str) -> Iterator[None]:
    """Leave out a module that a library imports only to see whether it is there."""
    # None says to the import system that it is not installed.
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


def _is_given_a_socket() -> bool:
    """Whether systemd listens for us already (sd_listen_fds(3)), and goes on when we are away."""
    return os.environ.get("LISTEN_PID") == str(os.getpid())


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"cannot listen on {host}:{port}: {error.strerror}. Give another with --port."
            ) from error


def _warm(app: "Flask") -> None:
    """Ask for what everybody asks for, so that the first visitor does not wait for it."""
    client = app.test_client()
    for path in ASKED_FIRST:
        client.get(path)
    give_back_memory()
    gc.freeze()  # what is in memory by now stays: no use in looking it through for rubbish


def _say_ready(address: str) -> None:
    click.echo(f"Serving on http://{address} (stop with Ctrl-C)")
    sys.stdout.flush()


@contextmanager
def _counting_together() -> Iterator[None]:
    """A folder in which the processes keep their counts of requests, until the block ends.

    In memory where the machine has room for such files there: on a full disk a process that writes
    into one would be ended.
    """
    memory, us = Path("/dev/shm"), os.getpid()  # noqa: S108 - in a folder of our own
    where = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    for left in where.glob("assetmap-*-*"):  # by servers that were killed
        if not Path("/proc", left.name.split("-")[1]).exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=f"assetmap-{us}-", dir=where)
    os.environ[_COUNTS_FOLDER] = folder  # before the library is imported, which looks once
    try:
        yield
    finally:
        if os.getpid() == us:  # each process that serves comes by here as well
            shutil.rmtree(folder, ignore_errors=True)


def _single_app() -> "WSGIApplication":
    """The app of one directory, looked after by threads of this process."""
    from assetmap.app import create_app  # slow import: Flask
    from assetmap.bootstrap import open_context
    from assetmap.services.directory_watch import DirectoryWatch
    from assetmap.services.index_watch import IndexWatch

    context = open_context(settings())
    app = create_app(context)
    IndexWatch(context.indexer).start()
    DirectoryWatch(context.directory_cache).start()
    threading.Thread(target=_warm, args=(app,), daemon=True).start()
    return app


def _every_app() -> "WSGIApplication":
    """The apps of all authorities of an installation, each made when it is first asked for."""
    from assetmap.installation_app import create_installation_app  # slow import: Flask
    from assetmap.installation_front import FOLLOWED_EVERY_S, following_of
    from assetmap.services.installation_watch import InstallationWatch

    _have_room_for_files()
    # Authorities that are opened and let go are hardly ever rubbish that holds itself: looking for
    # that took a second, for one question in ten.
    gc.set_threshold(*_SELDOM)
    installation = Installation(installation_settings())
    InstallationWatch(installation.contexts).start()
    if following := following_of(installation):
        following.start(FOLLOWED_EVERY_S)
    return create_installation_app(installation)


def _have_room_for_files() -> None:
    """An authority that is open has some fifty files mapped, and a thousand are what is usual."""
    allowed = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    most = _FILES if allowed == resource.RLIM_INFINITY else min(_FILES, allowed)
    if most > resource.getrlimit(resource.RLIMIT_NOFILE)[0]:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, allowed))


def _run(
    address: str, workers: int, client_seconds: float, load: "Callable[[], WSGIApplication]"
) -> None:
    from gunicorn.app.base import BaseApplication  # slow import

    from assetmap.cli.buffering_worker import Patience, worker_class  # gunicorn again

    load_app = load
    # Imported before the processes part, which share it.
    with _unless_asked(_SIGN_IN_CLIENT):
        import_module("assetmap.app" if load is _single_app else "assetmap.installation_app")
    gc.freeze()  # what was imported stays, and is shared by the processes as long as none writes it
    gc.enable()

    class Server(BaseApplication):  # type: ignore[misc]
        def load_config(self) -> None:
            self.cfg.set("bind", address)
            self.cfg.set("workers", workers)
            patience = Patience(client_seconds, min(_IDLE_S, client_seconds))
            self.cfg.set("worker_class", worker_class(patience))
            self.cfg.set("threads", _THREADS)
            self.cfg.set("worker_connections", _CONNECTIONS)
            self.cfg.set("keepalive", _IDLE_S)
            self.cfg.set("sendfile", False)  # the worker hands files over itself
            self.cfg.set("loglevel", "warning")
            self.cfg.set("proc_name", "assetmap")
            self.cfg.set("when_ready", lambda _: _say_ready(address))

        def load(self):  # type: ignore[no-untyped-def]
            # In each worker: no file or connection is shared between processes.
            return load_app()

    Server().run()
