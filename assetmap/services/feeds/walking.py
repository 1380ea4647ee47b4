"""Walks what stands at an address: the pages of an Open Referral feed, or one file.

Feeds change while they are walked (totals move, items slip from page to page), so a walk goes on
until a page is empty or brings nothing new. It comes to its end or to nothing: what a walk that
broke off has seen is thrown away.
"""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers import openactive
from assetmap.exchange.readers.referral_documents import (
    contents_of,
    document_of,
    has_location,
    is_envelope,
    is_front_page,
    knows,
    services_of,
)
from assetmap.exchange.readers.referral_values import text_of
from assetmap.websites.fetching import Fetched, NotFetched

PAGES_MOST = 2_000
BYTES_MOST = 200 * 1024 * 1024  # of all pages together
SECONDS_MOST = 45 * 60.0
PER_PAGE = 100
_LOST_MOST = 5  # details, one after the other: then the feed is in trouble, not a service
_GONE = (404, 410)
USE_LEADS = "This is a feed of OpenActive. Use assetmap leads import for it."

Get = Callable[[str], Fetched]


class NotWalked(Exception):
    """The walk came to nothing; the message says why, in sentences."""


@dataclass(frozen=True)
class Walk:
    """What an address gave, as a file's name and bytes.

    `unread` are the ids of services that are in the feed and could not be read. Not `is_whole` when
    it gave less than it says it has, so that nothing counts as gone.
    """

    name: str
    data: bytes
    unread: frozenset[str] = frozenset()
    is_whole: bool = True
    remarks: tuple[str, ...] = ()


def walk(get: Get, address: str, *, seconds: float = SECONDS_MOST) -> Walk:
    """Everything at an address. Raises NotWalked."""
    limits = _Limits(get, seconds)
    try:
        first = _first(limits, address)
        document = _document(first)
        if is_front_page(document):
            first = limits.get(_below(first.address, "services"))
            document = _document(first)
        if openactive.knows(document):
            raise NotWalked(USE_LEADS)
        if is_envelope(document):
            return _Pages(limits, first.address).walk(document)
    except (NotFetched, BadFile) as error:
        raise NotWalked(str(error)) from error
    return Walk(first.name, first.data)


def _first(limits: "_Limits", address: str) -> Fetched:
    """What stands at the address, or else at its /services: version 1.0 has no front page."""
    try:
        return limits.get(address)
    except NotFetched as error:
        if error.status not in _GONE or urlsplit(address).path.endswith("/services"):
            raise
        try:
            return limits.get(_below(address, "services"))
        except NotFetched:
            raise error from None


@dataclass
class _Limits:
    """Fetches while there is time, and room for more."""

    fetch: Get
    seconds: float
    began: float = field(default_factory=time.monotonic)
    bytes: int = 0

    def get(self, address: str) -> Fetched:
        if time.monotonic() - self.began >= self.seconds:
            raise NotWalked(f"It took more than {self.seconds / 60:.0f} minutes, so we stopped.")
        found = self.fetch(address)
        self.bytes += len(found.data)
        if self.bytes > BYTES_MOST:
            raise NotWalked(f"It holds more than {BYTES_MOST // 2**20} MB, so we stopped.")
        return found


class _Pages:
    """The pages of one list of services, and what each service says of itself."""

    def __init__(self, limits: _Limits, address: str) -> None:
        self._limits, self._address = limits, address
        self._items: list[Any] = []
        self._seen: set[str] = set()
        self._told = 0  # how many there are, as the last page says
        self._unread: set[str] = set()

    def walk(self, first: Any) -> Walk:
        services_of(first)  # raises BadFile for a list of something else
        self._add(first)
        self._walk_pages(self._sized())
        self._add_details()
        found = [each for each in self._items if _id(each) not in self._unread]
        is_whole = len(self._items) >= self._told
        said = f"It says it has {self._told:,} services and gave {len(self._items):,}"
        remarks: tuple[str, ...] = (
            () if is_whole else (f"{said}, so nothing counts as gone from it.",)
        )
        if self._unread:
            remarks += (f"{len(self._unread):,} of its services could not be read this time.",)
        page = {"total_items": len(found), "contents": found}
        data = json.dumps(page, ensure_ascii=False).encode()
        return Walk("services.json", data, frozenset(self._unread), is_whole, remarks)

    def _sized(self) -> int:
        """Asks for larger pages: how many a page; 0 where the feed does not take that."""
        try:
            self._add(self._page(1, PER_PAGE))
        except NotFetched as error:
            if not 400 <= error.status < 500:
                raise
            return 0
        return PER_PAGE

    def _walk_pages(self, size: int) -> None:
        page: Any = {}
        for number in range(2, PAGES_MOST + 1):
            try:
                page = self._page(number, size)
            except NotFetched as error:
                if 400 <= error.status < 500 and len(self._items) >= self._told:
                    return  # behind the last page there is none
                raise NotFetched(f"Page {number:,}: {error}", error.status) from error
            if not self._add(page):
                return
        raise NotWalked(f"It has more than {PAGES_MOST:,} pages, so we stopped.")

    def _page(self, number: int, size: int) -> Any:
        asked = {"page": str(number), **({"per_page": str(size)} if size else {})}
        found = _document(self._limits.get(_with_query(self._address, asked)))
        if not is_envelope(found):
            raise NotWalked(f"Page {number:,} is no page of services.")
        return found

    def _add(self, page: Any) -> int:
        """Takes in what a page has that others had not; gives how many."""
        told = text_of(page.get("total_items", page.get("totalElements")))
        self._told = int(told) if told.isdecimal() else self._told
        items = contents_of(page)
        new = [each for each in items if _key(each) not in self._seen]
        self._items += new
        self._seen.update(map(_key, items))
        return len(new)

    def _add_details(self) -> None:
        """Puts in the place of each item without a location what its own address gives."""
        bare = [at for at, each in enumerate(self._items) if _is_bare(each)]
        lost: list[int] = []
        gone = in_a_row = 0
        for number, at in enumerate(bare, start=1):
            try:
                self._items[at] = self._detail(self._items[at])
                in_a_row = 0
            except (NotFetched, BadFile) as error:
                lost.append(at)
                is_gone = isinstance(error, NotFetched) and error.status in _GONE
                gone, in_a_row = gone + is_gone, 0 if is_gone else in_a_row + 1
                if in_a_row > _LOST_MOST:
                    raise
                if gone == number > _LOST_MOST:
                    return  # it has no page of a service, so its list is all there is
        if gone < len(bare):
            self._unread = {_id(self._items[at]) for at in lost}

    def _detail(self, item: dict[str, Any]) -> dict[str, Any]:
        found = _document(self._limits.get(_below(self._address, quote(_id(item), safe=""))))
        if not isinstance(found, dict) or not knows(found) or is_envelope(found):
            raise BadFile("This is no service.")
        return {**item, **found}


def _is_bare(item: Any) -> bool:
    return isinstance(item, dict) and bool(_id(item)) and not has_location(item)


def _id(item: Any) -> str:
    return text_of(item.get("id")) if isinstance(item, dict) else ""


def _key(item: Any) -> str:
    return _id(item) or json.dumps(item, sort_keys=True)


def _document(found: Fetched) -> Any:
    """The JSON of an answer; None when it is another file."""
    start = found.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[")):
        return None
    try:
        return document_of(found.data)
    except BadFile:
        return None


def _below(address: str, name: str) -> str:
    """An address one step further down, without its question."""
    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rstrip('/')}/{name}", "", ""))


def _with_query(address: str, asked: dict[str, str]) -> str:
    parts = urlsplit(address)
    kept = {name: value for name, value in parse_qsl(parts.query) if name not in asked}
    return urlunsplit((*parts[:3], urlencode({**kept, **asked}), ""))
