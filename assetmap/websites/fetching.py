"""Fetches what stands at an address that somebody gave us to read regularly, within limits.

The connections are those that look at listings' websites: to the address that was judged, and to
no other. A redirect is followed to the same host alone.
"""

import re
import time
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from assetmap.domain.checks.website import Answer
from assetmap.domain.text import one_line
from assetmap.websites.pace import Pace
from assetmap.websites.pinned_connection import (
    Allows,
    NotReached,
    leads_to_allowed,
)
from assetmap.websites.pinned_session import pinned_session, request_headers
from assetmap.websites.public_addresses import is_public
from assetmap.websites.visiting import REDIRECTS_MOST, answer_of, host_to_ask

SECONDS = 30.0  # for one request, from the first byte to the last
BYTES_MOST = 20 * 1024 * 1024
PAUSE_S = 0.1  # between two requests to one host: a feed is made to be read by programs
_PIECE = 65_536

NOT_AN_ADDRESS = "Enter an address that begins with https:// or http://, without a password in it."
OWN_ADDRESS = "This is the address of the directory itself."
NOT_PUBLIC = "This address leads to this machine or a private network, which we do not ask."
_ENDS = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/geo+json": ".geojson",
    "application/vnd.google-earth.kml+xml": ".kml",
    "application/vnd.google-earth.kmz": ".kmz",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
_NAMED = re.compile(r"filename\*?=(?:UTF-8'')?\"?([^\";]+)", re.IGNORECASE)


class NotFetched(Exception):
    """Nothing came; the message says why, as a sentence. `status` is that of an answer, if any."""

    def __init__(self, why: str, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Fetched:
    """What stands at an address: the bytes, the name that a file of them would have.

    `address` is where it was found in the end.
    """

    data: bytes
    name: str
    address: str


class Fetcher:
    """Fetches from addresses that `allows`, never from `own_hosts`."""

    def __init__(
        self,
        own_hosts: frozenset[str] = frozenset(),
        about: str = "",
        *,
        allows: Allows = is_public,
        pace: Pace | None = None,
        seconds: float = SECONDS,
        bytes_most: int = BYTES_MOST,
    ) -> None:
        self._own_hosts, self._allows = own_hosts, allows
        self._pace, self._seconds = pace or Pace(PAUSE_S), seconds
        self._bytes_most = bytes_most
        self._headers = {
            **request_headers(about),
            "Accept": "application/json, */*;q=0.5",
            "Accept-Encoding": "identity",
        }

    def judge(self, address: str) -> None:
        """Look whether an address may be asked at all; nothing is fetched. Raises NotFetched."""
        host = self._host_of(address)
        try:
            if not leads_to_allowed(host, self._allows):
                raise NotFetched(NOT_PUBLIC)
        except NotReached as error:
            raise NotFetched(_sentence(error.answer)) from error

    def get(self, address: str) -> Fetched:
        """What stands at an address. Raises NotFetched."""
        first = self._host_of(address)
        for _ in range(REDIRECTS_MOST + 1):
            self._pace.wait(first)
            found = self._send(address)
            if isinstance(found, Fetched):
                return found
            if self._host_of(found) != first or _is_laid_open(address, found):
                where = one_line(urlsplit(found).hostname or "")[:100]
                raise NotFetched(f"It leads on to another site, {where}, which we do not follow.")
            address = found
        raise NotFetched("It leads round and round.")

    def _host_of(self, address: str) -> str:
        if host := host_to_ask(address, self._own_hosts):
            return host
        is_own = host_to_ask(address, frozenset()) is not None
        raise NotFetched(OWN_ADDRESS if is_own else NOT_AN_ADDRESS)

    def _send(self, address: str) -> Fetched | str:
        """One request: what it gives, or the address that it leads on to."""
        began = time.monotonic()
        try:
            with pinned_session(self._allows, self._seconds) as session:
                answer = session.get(
                    address,
                    headers=self._headers,
                    timeout=self._seconds,
                    allow_redirects=False,
                    stream=True,
                )
                with answer:
                    if leads_to := session.get_redirect_target(answer):
                        return urljoin(address, leads_to)
                    found = self._read(answer, address, began)
        except NotReached as error:
            raise NotFetched(_sentence(error.answer)) from error
        except (ValueError, OSError, HTTPError) as error:  # of requests, and of what it stands on
            is_late = self._is_over(began) or isinstance(error, TimeoutError)
            raise NotFetched(_sentence(Answer.TOO_LATE if is_late else answer_of(error))) from error
        return found

    def _is_over(self, began: float) -> bool:
        return time.monotonic() - began >= self._seconds

    def _read(self, answer: requests.Response, address: str, began: float) -> Fetched:
        if answer.status_code >= 400:
            code = answer.status_code
            raise NotFetched(f"It answers {code} instead of what we asked for.", code)
        if answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise NotFetched("It answers in a packed form that we did not ask for.")
        data = bytearray()
        # As it comes: whoever sends a letter at a time must not hold us until a piece is full.
        while piece := answer.raw.read1(_PIECE):
            data += piece
            if len(data) > self._bytes_most:
                raise NotFetched(f"It is larger than {self._bytes_most // 2**20} MB.")
            if self._is_over(began):
                raise NotFetched(_sentence(Answer.TOO_LATE))
        return Fetched(bytes(data), _name_of(answer, address), address)


def _is_laid_open(address: str, leads_to: str) -> bool:
    return urlsplit(address).scheme == "https" and urlsplit(leads_to).scheme != "https"


def _sentence(answer: Answer) -> str:
    if answer is Answer.UNFIT:
        return NOT_PUBLIC
    return f"{answer.label[:1].upper()}{answer.label[1:]}."


def _name_of(answer: requests.Response, address: str) -> str:
    """The name of a file: as the answer says, or the end of the address, with a fitting end."""
    said = _NAMED.search(answer.headers.get("Content-Disposition", ""))
    path = unquote(said[1]) if said else unquote(urlsplit(address).path)
    name = one_line(re.split(r"[/\\]", path.rstrip("/"))[-1]).strip(" .")[-100:]
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    end = _ENDS.get(kind, "")
    return f"{name or 'feed'}{end}" if end and "." not in name else name or "feed"
