"""Phone numbers, e-mail addresses and web addresses out of cells, each checked for its shape."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from assetmap.domain.email import find_emails, without_emails
from assetmap.domain.listings.listing import Contact
from assetmap.domain.phone import find_phones, without_phones
from assetmap.exchange.heading_names import CONTACT
from assetmap.exchange.values import short

_WEBSITE = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
_WITH_USER = re.compile(r"(?:https?:)?//[^\s/@]*@[^\s<>\"]*", re.IGNORECASE)
_LETTER_O = re.compile(r"\b[oO](?=\d)")  # O7700 900123: the letter typed for the figure
_FILLING = re.compile(
    r"[\s,;/|&.:()-]+|\b(?:or|and|tel|telephone|phone|email|e-mail|web)\b", re.IGNORECASE
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d+(?:/|$))", re.IGNORECASE)  # not `example.org:80`
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{2,}")
_PHONE_DIGITS_LEAST = 3  # 111 is a number people ring
_LOOSE_DIGITS_LEAST = 6  # in a cell that may hold anything


def read_contact(texts: Mapping[str, str], notes: list[str]) -> Contact:
    """The public contact of a row's texts; what cannot be used is noted."""
    loose = _loose_contact(texts.get(CONTACT, ""), notes)
    found = {
        "phone": read_phone(texts.get("phone", ""), notes),
        "email": read_email(texts.get("email", ""), notes),
        "website": read_website(texts.get("website", ""), notes),
    }
    for field, value in loose.items():
        if not found[field]:
            found[field] = value
        elif value != found[field]:
            notes.append(f"The contact column also says “{short(value)}”; we left it out.")
    return Contact(**found, name=texts.get("contact_name", ""))


def read_private(texts: Mapping[str, str], notes: list[str]) -> Contact:
    """The contact that stays inside: for those who keep the directory, never for the public."""
    return Contact(
        phone=read_phone(texts.get("private_phone", ""), notes),
        email=read_email(texts.get("private_email", ""), notes),
        name=texts.get("private_name", ""),
    )


def read_phone(text: str, notes: list[str]) -> str:
    """A phone number as written, or empty with a note when it holds no number."""
    text = " ".join(text.split())
    mended = _LETTER_O.sub("0", text)
    if mended != text:
        notes.append(f"In the phone number “{short(text)}” we read the letter O as a nought.")
    digits = re.sub(r"\D", "", mended)
    if text and len(digits) < _PHONE_DIGITS_LEAST:
        notes.append(f"“{short(text)}” is not a phone number, so we left it out.")
        return ""
    if len(digits) == 10 and digits == mended and not digits.startswith("0"):
        notes.append(f"The phone number {digits} may have lost a 0 from its front: please check.")
    return mended


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
        left_out = left_out or len(values) > 1
        if values:
            found[field] = values[0]
    if text and (left_out or _FILLING.sub("", rest)):
        notes.append(f"The contact column says “{short(text, 300)}”; we could not use all of it.")
    readers = {"email": read_email, "website": read_website, "phone": read_phone}
    return {field: readers[field](value, notes) for field, value in found.items()}


# In the order in which they are looked for: a figure in an e-mail address is no phone number.
_SHAPES: tuple[tuple[str, Callable[[str], list[str]], Callable[[str], str]], ...] = (
    ("email", find_emails, without_emails),
    ("website", _WEBSITE.findall, lambda text: _WEBSITE.sub(" ", text)),
    ("phone", lambda text: find_phones(text, _LOOSE_DIGITS_LEAST), without_phones),
)
