"""Ways to get in touch out of cells: e-mail and web addresses, each checked for its shape."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from assetmap.domain.email import find_emails, without_emails
from assetmap.domain.listings.listing import Contact
from assetmap.domain.phone_in_text import find_phones, without_phones
from assetmap.exchange.heading_names import CONTACT
from assetmap.exchange.phone_cells import read_phone
from assetmap.exchange.values import short

_WEBSITE = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_WITH_USER = re.compile(r"(?:https?:)?//[^\s/@]*@[^\s<>\"]*", re.IGNORECASE)
_FILLING = re.compile(
    r"[\s,;/|&.:()-]+|\b(?:or|and|tel|telephone|phone|email|e-mail|web)\b", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))", re.IGNORECASE)  # not `example.org:80`
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
_LOOSE_DIGITS_LEAST = 6  # in a cell that may hold anything


def read_contact(texts: Mapping[str, str], notes: list[str]) -> Contact:
    """The public contact of a row's texts; what cannot be used is noted."""
    loose = _loose_contact(texts.get(CONTACT, ""), notes)
    phone, email = _email_apart(texts.get("phone", ""), texts.get("email", ""), notes)
    found = {
        "phone": read_phone(phone, notes),
        "email": read_email(email, notes),
        "website": read_website(texts.get("website", ""), notes),
    }
    for field, value in loose.items():
        if not found[field]:
            found[field] = value
        elif value != found[field]:
            notes.append(f"The contact column also says “{short(value)}”; we left it out.")
    return Contact(**found, name=texts.get("contact_name", ""))


def _email_apart(phone: str, email: str, notes: list[str]) -> tuple[str, str]:
    """The texts of the two columns, an e-mail address that stands beside the phone put right."""
    found = find_emails(phone)
    if not found:
        return phone, email
    if found[0] != email:
        where = "; we left it out" if email else ", so we put it under e-mail"
        notes.append(f"The phone column says {found[0]}{where}.")
    return without_emails(phone), email or found[0]


def read_private(texts: Mapping[str, str], notes: list[str]) -> Contact:
    """The contact that stays inside: for those who keep the directory, never for the public."""
    return Contact(
        phone=read_phone(texts.get("private_phone", ""), notes),
        email=read_email(texts.get("private_email", ""), notes),
        name=texts.get("private_name", ""),
    )


def read_email(text: str, notes: list[str]) -> str:
    """The first e-mail address in `text`, or empty with a note when there is none."""
    found = find_emails(text)
    if text and not found:
        notes.append(f"“{short(text)}” is not an e-mail address, so we left it out.")
    elif text and re.sub(r"^mailto:|[\s;,]+$", "", text) != found[0]:
        notes.append(f"We took only {found[0]} out of “{short(text, 200)}”.")
    return found[0] if found else ""


def read_website(text: str, notes: list[str]) -> str:
    """The web address in `text`, with `https://` when it had no scheme; else empty with a note.

    Only http and https are taken: a `javascript:` address must never become a link. Nor one with a
    user's name in it, which shows another site than it leads to.
    """
    if not text:
        return ""
    first, *others = text.split()
    address = first.rstrip(",;")
    if not _SCHEME.match(address):
        address = "https://" + address.removeprefix("//")
    if not _is_web_address(address):
        notes.append(f"“{short(text)}” is not a web address, so we left it out.")
        return ""
    if others:
        notes.append(f"We took only the first web address out of “{short(text, 200)}”.")
    return address


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    safe = not re.search(r"[\s<>\"\\`]", address) and "@" not in parts.netloc
    return safe and parts.scheme in ("http", "https") and bool(_HOST.fullmatch(host))


def _loose_contact(text: str, notes: list[str]) -> dict[str, str]:
    """What a column headed only `contact` holds: each value goes where its shape says."""
    found: dict[str, str] = {}
    rest = _WITH_USER.sub(" ", text)  # else its end would be read as an e-mail address
    left_out = rest != text
    for field, find, without in _SHAPES:
        values = find(rest)
        rest = without(rest) if values else rest
        if values:
            found[field] = " or ".join(values) if field == "phone" else values[0]
        left_out = left_out or (len(values) > 1 and field != "phone")
    if text and (left_out or _FILLING.sub("", rest)):
        notes.append(f"The contact column says “{short(text, 300)}”; we could not use all of it.")
    readers = {"email": read_email, "website": read_website, "phone": read_phone}
    return {field: readers[field](value, notes) for field, value in found.items()}


# In the order in which they are looked for: a figure in an e-mail address is no phone number.
_SHAPES: tuple[tuple[str, Callable[[str], list[str]], Callable[[str], str]], ...] = (
    ("email", find_emails, without_emails),
    ("website", _WEBSITE.findall, lambda text: _WEBSITE.sub(" ", text)),
    (
        "phone",
        lambda text: find_phones(text, _LOOSE_DIGITS_LEAST),
        lambda text: without_phones(text, _LOOSE_DIGITS_LEAST),
    ),
)
