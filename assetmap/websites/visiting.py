"""Looks at a website as a browser would, as briefly as can be: does it answer?

HEAD first, which asks for no page; where that is not answered well, GET, of which nothing but the
status is read. Redirects are followed one by one, each judged as the first address was.
"""

import ssl
import time
from urllib.parse import urljoin, urlsplit

import requests

from assetmap.domain.checks.website import Answer
from assetmap.websites.pace import Pace
from assetmap.websites.pinned_connection import Allows, NotReached
from assetmap.websites.pinned_session import SCHEMES, pinned_session, request_headers
from assetmap.websites.public_addresses import is_public

SECONDS = 10.0  # for one request, from the first byte to the last
REDIRECTS_MOST = 5
_GONE = (404, 410)


class Visitor:
    """Looks at websites, never at those of `own_hosts`. Safe to use from several threads.

    `allows` says which internet addresses may be asked. Only tests give another, which have their
    servers on this machine: no setting and no option leads here.
    """

    def __init__(
        self,
        own_hosts: frozenset[str] = frozenset(),
        about: str = "",
        *,
        allows: Allows = is_public,
        pace: Pace | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._own_hosts, self._allows = own_hosts, allows
        self._pace, self._seconds = pace or Pace(), seconds
        self._headers = {**request_headers(about), "Accept-Encoding": "identity"}

    def look(self, address: str) -> Answer:
        """What a website answers."""
        found = self._ask("HEAD", address)
        if found in (Answer.WELL, Answer.UNFIT) or not found.has_come:
            return found
        return self._ask("GET", address) if found is not Answer.BAD_TLS else found

    def _ask(self, method: str, address: str) -> Answer:
        for _ in range(REDIRECTS_MOST + 1):
            host = host_to_ask(address, self._own_hosts)
            if host is None:
                return Answer.UNFIT
            self._pace.wait(host)
            found = self._send(method, address)
            if isinstance(found, Answer):
                return found
            address = found
        return Answer.TURNED_AWAY  # round and round

    def _send(self, method: str, address: str) -> Answer | str:
        """One request: what it says of the website, or the address that it leads on to."""
        began = time.monotonic()
        try:
            with pinned_session(self._allows, self._seconds) as session:
                answer = session.request(
                    *(method, address),
                    headers=self._headers,
                    timeout=self._seconds,
                    allow_redirects=False,
                    stream=True,  # nothing of the page is read
                )
                with answer:
                    found = _read(answer, session.get_redirect_target(answer))
        except NotReached as error:
            return error.answer
        except (ValueError, requests.RequestException) as error:
            found = answer_of(error)
        # Who is cut off then looks as if it had ended by itself.
        return Answer.TOO_LATE if time.monotonic() - began >= self._seconds else found


def host_to_ask(address: str, own_hosts: frozenset[str]) -> str | None:
    """The host of an address of http or https that may be asked, or None."""
    try:
        parts = urlsplit(address)
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    is_right = parts.scheme in SCHEMES and host and host not in own_hosts
    return host if is_right and "@" not in parts.netloc else None


def _read(answer: requests.Response, leads_to: str | None) -> Answer | str:
    if leads_to:
        return urljoin(str(answer.url), leads_to)
    if answer.status_code < 400:
        return Answer.WELL
    return Answer.NO_PAGE if answer.status_code in _GONE else Answer.TURNED_AWAY


def answer_of(error: Exception) -> Answer:
    """What a request that failed says of a website."""
    if isinstance(error, requests.exceptions.InvalidURL):
        return Answer.UNFIT
    if isinstance(error, requests.exceptions.Timeout):
        return Answer.TOO_LATE
    is_tls = isinstance(error, requests.exceptions.SSLError) and not _ended(error)
    return Answer.BAD_TLS if is_tls else Answer.BROKEN_OFF


def _ended(error: BaseException | None) -> bool:
    """Whether the other end just went away, which says nothing of its certificate."""
    while error is not None:
        if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return True
        error = error.__context__
    return False
