"""Listings as an Atom feed (RFC 4287), for who wants to be told of new and changed ones.

An entry is a listing: its id is its address, which is for good, and `updated` its last change. The
next date in its text moves on by itself and makes nothing new.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from xml.etree import ElementTree as Xml

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.domain.times.schedule import Session
from assetmap.domain.times.schedule_words import full_date, time_words

NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER_SAID = datetime(2024, 1, 1, tzinfo=UTC)  # the last change of what was kept before there were


@dataclass(frozen=True)
class FeedHead:
    """What a feed is called, who makes it, its own address, and that of the page beside it."""

    title: str
    author: str
    address: str
    page: str


def atom_file(
    head: FeedHead, entries: Sequence[tuple[PublicListing, Session | None]], site: str
) -> bytes:
    """A feed of listings, each with its next session. `site` is the directory's own address."""
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en-GB"})
    _add(feed, "id", head.address)
    _add(feed, "title", head.title)
    newest = max((updated(listing.shown) for listing, _ in entries), default=NEVER_SAID)
    _add(feed, "updated", _stamp(newest))
    _add(Xml.SubElement(feed, "author"), "name", head.author)
    _link(feed, "self", head.address, "application/atom+xml")
    _link(feed, "alternate", head.page, "text/html")
    for listing, soonest in entries:
        _entry(feed, listing, soonest, site)
    whole: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


@dataclass(frozen=True)
class ChangeEntry:
    """A change as an entry: its own id, what happened in a word and in words, and of what."""

    id: str
    change: str  # `published`
    title: str
    summary: str
    at: datetime
    address: str


def changes_file(
    head: FeedHead, feed_id: str, pages: Mapping[str, str], entries: Sequence[ChangeEntry]
) -> bytes:
    """A feed of changes, newest first. `pages` are the addresses of other pages of it by their
    relation: `first`, `previous`, `next`, `last` (RFC 5005, section 3).
    """
    feed = Xml.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en-GB"})
    _add(feed, "id", feed_id)
    _add(feed, "title", head.title)
    _add(feed, "updated", _stamp(max((each.at for each in entries), default=NEVER_SAID)))
    _add(Xml.SubElement(feed, "author"), "name", head.author)
    _link(feed, "self", head.address, "application/atom+xml")
    _link(feed, "alternate", head.page, "text/html")
    for relation, address in pages.items():
        _link(feed, relation, address, "application/atom+xml")
    for each in entries:
        entry = Xml.SubElement(feed, "entry")
        _add(entry, "id", each.id)
        _add(entry, "title", each.title)
        _add(entry, "updated", _stamp(each.at))
        _link(entry, "alternate", each.address, "text/html")
        Xml.SubElement(entry, "category", {"term": each.change})
        _add(entry, "summary", each.summary)
    whole: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return whole + b"\n"


def updated(listing: Listing) -> datetime:
    """When a listing was changed last; of one that does not say, when it became public."""
    if listing.changed_at is not None:
        return listing.changed_at
    public = listing.published_on
    return datetime.combine(public, time(), UTC) if public else NEVER_SAID


def _entry(feed: Xml.Element, listing: PublicListing, soonest: Session | None, site: str) -> None:
    shown = listing.shown
    entry = Xml.SubElement(feed, "entry")
    address = f"{site}/listing/{shown.id}"
    _add(entry, "id", address)
    _add(entry, "title", shown.name)
    _add(entry, "updated", _stamp(updated(shown)))
    if shown.published_on:
        _add(entry, "published", _stamp(datetime.combine(shown.published_on, time(), UTC)))
    _link(entry, "alternate", address, "text/html")
    for slug in shown.categories:
        Xml.SubElement(entry, "category", {"term": slug})
    _add(entry, "summary", "\n".join(_lines(listing, soonest)) or shown.name)


def _lines(listing: PublicListing, soonest: Session | None) -> Iterator[str]:
    """What it is, when it is on next, and where, as far as that may be known."""
    shown, where = listing.shown, listing.where
    if shown.summary:
        yield shown.summary
    if shown.notice:
        yield shown.notice
    if soonest is not None:
        hours = f"{_clock(soonest.start)} to {_clock(soonest.end)}"
        unsure = f" ({soonest.unsure}: check that it is on)" if soonest.unsure else ""
        yield f"Next: {full_date(soonest.start.date())}, {hours}{unsure}"
    place = ", ".join(filter(None, (where.venue, where.address, where.place, where.postcode)))
    if place or where.area_served:
        yield f"Where: {place or where.area_served}"


def _clock(when: datetime) -> str:
    return time_words(when.hour * 60 + when.minute)


def _stamp(when: datetime) -> str:
    return f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _add(parent: Xml.Element, name: str, words: str) -> None:
    Xml.SubElement(parent, name).text = clean(words)


def _link(parent: Xml.Element, relation: str, address: str, kind: str) -> None:
    Xml.SubElement(parent, "link", {"rel": relation, "href": address, "type": kind})
