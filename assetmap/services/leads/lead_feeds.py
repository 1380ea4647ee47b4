"""Walks a feed of OpenActive for leads: from page to page until nothing new is there."""

import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from assetmap.domain.imports.lead import LeadFeed
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers import openactive
from assetmap.exchange.readers.found_lead import FoundLead, FoundLeads
from assetmap.exchange.readers.leads_files import found_leads
from assetmap.exchange.readers.referral_documents import document_of
from assetmap.services.context import Context
from assetmap.services.feeds.walking import BYTES_MOST, PAGES_MOST, SECONDS_MOST, NotWalked
from assetmap.storage.store import NotFound
from assetmap.storage.tables import LEAD_FEEDS
from assetmap.websites.fetching import Fetched, NotFetched


def walk_leads(
    get: Callable[[str], Fetched], address: str, *, seconds: float = SECONDS_MOST
) -> FoundLeads:
    """The leads at an address: of all pages of a feed, or of one file. Raises NotWalked."""
    try:
        first = get(address)
        if not openactive.knows(_document(first)):
            return found_leads(first.data)
        return _walk_pages(get, first, seconds)
    except (NotFetched, BadFile) as error:
        raise NotWalked(str(error)) from error


def _walk_pages(get: Callable[[str], Fetched], page: Fetched, seconds: float) -> FoundLeads:
    """Follows `next` until a page is empty and its next is its own address."""
    began, size = time.monotonic(), 0
    found: dict[str, FoundLead] = {}
    deleted: dict[str, None] = {}
    for _ in range(PAGES_MOST):
        size += len(page.data)
        read = openactive.read_page(page.data)
        for key in read.deleted:
            found.pop(key, None)
            deleted[key] = None
        for lead in read.found:
            found[lead.key] = lead
            deleted.pop(lead.key, None)
        following = _joined(page.address, read.next)
        if read.is_empty or following == page.address:
            return FoundLeads(tuple(found.values()), tuple(deleted), following)
        if urlsplit(following).hostname != urlsplit(page.address).hostname:
            raise NotWalked("Its next page is at another site, which we do not follow.")
        if size > BYTES_MOST or time.monotonic() - began >= seconds:
            raise NotWalked("It is larger than we read in one go.")
        page = get(following)
    raise NotWalked(f"It has more than {PAGES_MOST:,} pages, so we stopped.")


def _joined(address: str, following: str) -> str:
    try:
        return urljoin(address, following)
    except ValueError:
        raise NotWalked("Its next page has no address that one could ask.") from None


def _document(found: Fetched) -> object:
    try:
        return document_of(found.data)
    except BadFile:
        return None


def goes_on_at(context: Context, source: str, address: str) -> str:
    """Where a feed is to be read on: behind what was read before, or at its beginning."""
    try:
        known = context.store.get(LEAD_FEEDS, source)
    except NotFound:
        return address
    return known.next if known.address == address and known.next else address


def keep_next(context: Context, source: str, address: str, following: str) -> None:
    """Remember how far a feed was read."""
    if following:
        with context.unit_of_work() as uow:
            uow.save(LEAD_FEEDS, LeadFeed(source, address, following))
