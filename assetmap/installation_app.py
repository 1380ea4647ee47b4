"""Makes the web app of an installation with several authorities: a site for each, by host name.

Each site is an app of its own, with its own sessions, forms, limits and pages, over the context of
its authority alone: nothing of one can be reached at the address of another.
"""

import logging
import threading
from collections.abc import Iterable
from contextlib import ExitStack
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.wsgi import ClosingIterator

from assetmap.app import create_app
from assetmap.borough.files import BadBorough
from assetmap.installation import Installation
from assetmap.installation_front import front_of
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services.context import Context
from assetmap.storage.store import StoreError
from assetmap.web.installation.front_app import create_front_app

log = logging.getLogger(__name__)
_NOT_NOW = Response(
    "This directory cannot be shown just now. Please try again in a few minutes.",
    status=503,
    mimetype="text/plain",
    headers={"Retry-After": "120", "Cache-Control": "no-store"},
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class InstallationApp:
    """The app of every authority, each at the host of its site; `front` answers at any other."""

    def __init__(self, installation: Installation, front: "WSGIApplication") -> None:
        self._installation, self._front = installation, front
        self._lock = threading.Lock()
        self._apps: dict[str, tuple[Context, Flask]] = {}

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        """Answer by the app of the host that is asked."""
        authority = self._installation.at_host(_host(environ))
        if authority is None:
            return self._front(environ, start)
        with ExitStack() as lent:
            try:
                context = lent.enter_context(self._installation.lent(authority.code))
            except (BadBorough, IndexUnwritable, StoreError) as error:
                log.error("%s cannot be opened: %s", authority.code, error)
                return _NOT_NOW(environ, start)
            answer = self._app(authority.code, context)(environ, start)
            # Lent until the last byte is on its way: what is streamed is read from the records.
            return ClosingIterator(answer, lent.pop_all().close)

    def _app(self, code: str, context: Context) -> Flask:
        """The app over a context, made when there is none, or another context of it was let go."""
        with self._lock:
            made = self._apps.get(code)
            if made is not None and made[0] is context:
                return made[1]
            is_open = self._installation.contexts.codes()
            for each in [each for each in self._apps if each not in is_open or each == code]:
                _release(self._apps.pop(each)[1])
            self._apps[code] = context, create_app(context)
            return self._apps[code][1]


def _release(app: Flask) -> None:
    """Give back the memory of an app that nobody asks any more: see `Context.release`."""
    if app.jinja_env.cache is not None:
        app.jinja_env.cache.clear()
    for part in (app.url_map, app.jinja_env, app):
        part.__dict__.clear()


def _host(environ: "WSGIEnvironment") -> str:
    """The name that was asked for, without a port."""
    host = str(environ.get("HTTP_HOST", ""))
    return host.rsplit(":", 1)[0] if host.rpartition(":")[2].isdecimal() else host


def create_installation_app(installation: Installation) -> InstallationApp:
    """The apps of all authorities, and the site of the installation's own that leads to theirs."""
    front = front_of(installation)
    threading.Thread(target=front.prepare, daemon=True).start()
    return InstallationApp(installation, create_front_app(front, installation.config))
