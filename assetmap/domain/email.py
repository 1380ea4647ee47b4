"""E-mail addresses: what is one, and where one stands in a text."""

import re

_PART = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_WHOLE = re.compile(rf"{_PART}(?:\.{_PART})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST = 254  # characters: RFC 5321, 4.5.3.1.3
_LONGEST_PART = 64  # before the @: RFC 5321, 4.5.3.1.1
_IN_TEXT = re.compile(r"\b[\w+'-]+(?:\.[\w+'-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LIKE_ONE = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


def is_email(text: str) -> bool:
    """Whether a text is an address that any mail server takes (RFC 5321, without quoted parts)."""
    fits = len(text) <= _LONGEST and text.find("@") <= _LONGEST_PART
    return fits and _WHOLE.fullmatch(text) is not None


def find_emails(text: str) -> list[str]:
    """The addresses in a text, in their order."""
    return _IN_TEXT.findall(text)


def without_emails(text: str) -> str:
    """The text with a space in the place of each address that `find_emails` finds."""
    return _IN_TEXT.sub(" ", text)


def looks_like_email(text: str) -> bool:
    """Whether a text was meant as one address, also one that no mail server takes today."""
    return _LIKE_ONE.fullmatch(text) is not None


def comparable_email(email: str) -> str:
    """An e-mail address without case; letters that only look different stay different."""
    return email.strip().casefold()
