"""The register of those who asked not to be listed, so that nobody adds them again."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from assetmap.domain.email import comparable_email
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.phone import all_figures, comparable_phones
from assetmap.domain.text import fold


@dataclass(frozen=True, slots=True)
class DoNotList:
    """One entry: the name, made comparable, and marks of the ways to get in touch; no contact."""

    id: str
    name: str
    marks: tuple[str, ...]
    at: datetime
    by: str


def comparable_contacts(contact: Contact) -> tuple[tuple[str, str], ...]:
    """Each way to get in touch as two spellings share it: what sort, and the number or address.

    Every number of a phone text is one of its own.
    """
    found = (
        *(("phone", number) for number in comparable_phones(contact.phone)),
        ("email", comparable_email(contact.email)),
        ("website", comparable_website(contact.website)),
    )
    return tuple((sort, value) for sort, value in found if value)


def contact_marks(contacts: Iterable[Contact], key: bytes) -> tuple[str, ...]:
    """A keyed hash of each phone number, e-mail address and website, sorted."""
    found: set[str] = set()
    for contact in contacts:
        found |= {value for _, value in comparable_contacts(contact)}
        found |= _as_once_marked(contact.phone)
    return tuple(sorted(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for text in found))


def _as_once_marked(phone: str) -> set[str]:
    """What entries made before version 0.3 hold of a phone text: all its figures as one number.

    A nought that was lost counted as lost.
    """
    bare = {number.removeprefix("0") for number in comparable_phones(phone)}
    return {all_figures(phone), *bare} - {""}


def is_same(entry: DoNotList, listing: Listing, marks: Iterable[str]) -> bool:
    """Whether a listing is the one that asked not to be listed: its name or any contact."""
    names = {fold(name) for name in (listing.name, *listing.also_known_as)} - {""}
    return entry.name in names or not set(entry.marks).isdisjoint(marks)


def comparable_website(website: str) -> str:
    """A website's address without what people leave out: scheme, `www.` and a last slash."""
    bare = website.strip().casefold().partition("://")[2] or website.strip().casefold()
    return bare.removeprefix("www.").rstrip("/")
