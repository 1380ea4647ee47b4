"""Connections that go to the address that was looked up and judged, and to no other.

A name is looked up once for each connection, in the place where it is made: what is judged is what
is connected to, so that a name server that answers differently the second time gains nothing. The
name stays what it is for TLS and for the `Host` line.
"""

import errno
import socket
import threading
from collections.abc import Callable
from typing import Any

import requests.adapters
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

from assetmap.domain.checks.website import Answer

_NO_NAME = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
_TRIED_MOST = 4  # addresses of one name

Allows = Callable[[str], bool]


class NotReached(Exception):
    """No connection; `answer` is what that says of the website."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.label)
        self.answer = answer


class PinnedAdapter(requests.adapters.HTTPAdapter):
    """For `requests`: connects to addresses that `allows`, and for `seconds` in all.

    Whoever sends slowly is cut off then. Raises NotReached out of `requests`' own calls.
    """

    def __init__(self, allows: Allows, seconds: float) -> None:
        self._allows, self._seconds = allows, seconds
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools, whose connections are ours."""
        super().init_poolmanager(*args, **kwargs)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = _pool_classes(self._allows, self._seconds)


def _pool_classes(allows: Allows, seconds: float) -> dict[str, Any]:
    class Plain(_Pinned, HTTPConnection):
        pass

    class Tls(_Pinned, HTTPSConnection):
        pass

    for each in (Plain, Tls):
        each.allows, each.seconds = staticmethod(allows), seconds
    return {
        "http": type("PlainPool", (HTTPConnectionPool,), {"ConnectionCls": Plain}),
        "https": type("TlsPool", (HTTPSConnectionPool,), {"ConnectionCls": Tls}),
    }


class _Pinned:
    """What both kinds of connection do differently from the library's own."""

    allows: Allows
    seconds: float
    host: str
    port: int
    default_port: int
    _ends: "_End | None" = None

    def _new_conn(self) -> socket.socket:
        port = self.port or self.default_port
        found = _look_up(self.host.strip("[]"), port)
        if not found or not all(self.allows(address) for _, address in found):
            raise NotReached(Answer.UNFIT)
        link = _connect(found, port, self.seconds)
        self._ends = _End(link, self.seconds)
        return link

    def close(self) -> None:
        if self._ends:
            self._ends.cancel()
        super().close()  # type: ignore[misc]


class _End:
    """Cuts a connection off when its time is over, in whatever it is: TLS may hold the socket."""

    def __init__(self, link: socket.socket, seconds: float) -> None:
        self._link = link.dup()
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        self._timer.start()

    def cancel(self) -> None:
        self._timer.cancel()
        self._link.close()

    def _cut(self) -> None:
        try:
            self._link.shutdown(socket.SHUT_RDWR)
        except OSError:  # it has ended by itself
            return


def leads_to_allowed(host: str, allows: Allows) -> bool:
    """Whether a name leads to addresses that may be asked, and to no other. Raises NotReached."""
    found = _look_up(host.strip("[]"), 0)
    return bool(found) and all(allows(address) for _, address in found)


def _look_up(host: str, port: int) -> list[tuple[int, str]]:
    """The families and addresses of a name. Raises NotReached."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        sure = error.errno in _NO_NAME
        raise NotReached(Answer.NO_NAME if sure else Answer.BROKEN_OFF) from error
    except (UnicodeError, ValueError, OverflowError) as error:
        raise NotReached(Answer.UNFIT) from error
    return [(family, str(address[0])) for family, _, _, _, address in found]


def _connect(found: list[tuple[int, str]], port: int, seconds: float) -> socket.socket:
    """A connection to the first address that takes one. Raises NotReached."""
    answers = []
    for family, address in found[:_TRIED_MOST]:
        link = socket.socket(family, socket.SOCK_STREAM)
        link.settimeout(seconds / min(len(found), _TRIED_MOST))
        try:
            link.connect((address, port))
        except OSError as error:
            link.close()
            answers.append(_answer_of(error))
        else:
            link.settimeout(seconds)
            return link
    # A machine without IPv6 reaches none of those addresses, which says nothing.
    decisive = [each for each in answers if each is not Answer.BROKEN_OFF]
    raise NotReached(decisive[-1] if decisive else Answer.BROKEN_OFF)


def _answer_of(error: OSError) -> Answer:
    if isinstance(error, TimeoutError) or error.errno == errno.ETIMEDOUT:
        return Answer.TOO_LATE
    return Answer.NOBODY if isinstance(error, ConnectionRefusedError) else Answer.BROKEN_OFF
