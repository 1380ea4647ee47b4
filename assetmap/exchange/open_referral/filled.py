"""Records without what they do not say, and values that the standard's formats let pass."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

Record = dict[str, Any]

_NO_URI = frozenset(' <>"{}|\\^`')


def filled(record: Mapping[str, Any]) -> Record:
    """The record without empty values: the standard has no null, and no empty text for a URI."""
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def uri_of(text: str) -> str:
    """A web address as a whole URI (RFC 3986), in ASCII; empty for what is none."""
    text = text.strip()
    if text and "://" not in text:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
        text = text if text.isascii() else parts._replace(netloc=host).geturl()
        _ = parts.port
    except (ValueError, UnicodeError):
        return ""
    is_site = parts.scheme in ("http", "https") and "." in host and "@" not in parts.netloc
    is_uri = is_site and not _NO_URI & set(text)
    return "".join(_escaped(letter) for letter in text) if is_uri else ""


def _escaped(letter: str) -> str:
    if letter.isascii():
        return letter
    return "".join(f"%{byte:02X}" for byte in letter.encode())
