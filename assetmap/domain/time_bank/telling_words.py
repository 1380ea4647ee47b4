"""Whether the words of an offer tell whose it is: such an offer is not put before the public."""

import re

from assetmap.domain.email import find_emails
from assetmap.domain.phone_in_text import may_tell_phone
from assetmap.domain.time_bank.members import Member

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE)
_FIGURES = 7  # of a phone number without its town's
_NAME_SHORTEST = 3  # letters: `Jo` is in too many words
_HOUSE = re.compile(r"^[\d/]+[a-z]?\b[\s,]*", re.IGNORECASE)
_PARTS = re.compile(r"[,\n]")


def tells_who(text: str, member: Member | None) -> bool:
    """Whether a text holds a phone number, an e-mail address or a postcode, or the name or the
    street of the member whose it is. `None` is a group, whose name anybody may know.
    """
    if find_emails(text) or may_tell_phone(text, _FIGURES) or _POSTCODE.search(text):
        return True
    return member is not None and any(_stands_in(text, each) for each in _words_of(member))


def _words_of(member: Member) -> list[str]:
    """Their names as they write them, and the street that they live in."""
    names = [each for each in member.name.split() if len(each) >= _NAME_SHORTEST]
    street = _HOUSE.sub("", _PARTS.split(member.address)[0]).strip()
    # A street of one word may be a house's name that is any word, such as `Home`.
    return [*names, *([street] if " " in street else [])]


def _stands_in(text: str, name: str) -> bool:
    """Whether a name stands in a text, written as a name: `Rose`, and not `rose`."""
    ways = {name, name.upper(), name.title()} if " " in name else {name, name.upper()}
    near = [way for way in ways if way in text]  # asked first, since that is quick
    return any(re.search(rf"(?<!\w){re.escape(way)}(?!\w)", text) for way in near)
