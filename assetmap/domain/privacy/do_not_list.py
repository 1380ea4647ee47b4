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
    return _hashed({value for each in contacts for _, value in comparable_contacts(each)}, key)


def earlier_marks(contacts: Iterable[Contact], key: bytes) -> tuple[str, ...]:
    """The marks of phones as entries made before version 0.3 hold them, to look those up by.

    All figures of a text were one number then, and a nought that was lost stayed lost.
    """
    phones = [contact.phone for contact in contacts]
    bare = {each.removeprefix("0") for phone in phones for each in comparable_phones(phone)}
    return _hashed({all_figures(phone) for phone in phones} | bare, key)


def is_same(entry: DoNotList, listing: Listing, marks: Iterable[str]) -> bool:
    """Whether a listing is the one that asked not to be listed: its name or any contact."""
    names = {fold(name) for name in listing.names} - {""}
    return entry.name in names or not set(entry.marks).isdisjoint(marks)


def comparable_website(website: str) -> str:
    """A website's address without what people leave out: scheme, `www.` and a last slash."""
    bare = website.strip().casefold().partition("://")[2] or website.strip().casefold()
    return bare.removeprefix("www.").rstrip("/")


def _hashed(texts: set[str], key: bytes) -> tuple[str, ...]:
    return tuple(
        sorted(hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for text in texts if text)
    )
