"""Whether a listing has a place at all, or says that it needs none: online or by phone."""

import re
from enum import StrEnum

from assetmap.domain.listings.listing import REMOTE, Listing, Precision
from assetmap.domain.text import fold


class Remote(StrEnum):
    """How something is reached that has no place, as people say it."""

    ONLINE = "Online"
    PHONE = "By phone"
    BOTH = "By phone or online"


# Words that mean online or by phone, those that may stand beside them, and no others: `Zoom call`
# and `Online and by phone` say where it is, `Book online` and `Online and at Quay Hall` do not.
_ONLINE = frozenset(
    ("online", "zoom", "skype", "webinar", "webinars", "virtual", "virtually", "video", "internet")
)
_PHONE = frozenset(("phone", "telephone", "helpline"))
_BESIDE = frozenset(
    (
        *("only", "via", "by", "on", "over", "the", "a", "or", "and", "call", "calls", "chat"),
        *("support", "line", "service", "services", "meeting", "meetings", "session", "sessions"),
        *("group", "microsoft", "teams", "ms", "google", "meet", "based", "delivered", "held"),
        *("remote", "remotely", "text", "email", "website", "live", "conference", "event"),
        *("events", "class", "classes"),
    )
)
_PARTS = re.compile(r"[\n;.:]")
# A way to join such as `Telephone` says how to ask, so words must say that it is done so.
_HOW_TO_ASK = frozenset(("phone", "telephone", "email", "or", "and", "text", "website"))


def remote_from(words: str) -> Remote | None:
    """What words that stand for a place say: online, by phone, or None when neither."""
    if not words:
        return None
    said = set(fold(words.replace("on-line", "online").replace("On-line", "Online")).split())
    online, phone = bool(said & _ONLINE) or _is_teams(said), bool(said & _PHONE)
    if not said <= _ONLINE | _PHONE | _BESIDE:
        return None
    if online and phone:
        return Remote.BOTH
    return Remote.ONLINE if online else Remote.PHONE if phone else None


def remote(listing: Listing) -> Remote | None:
    """Whether a listing says of itself that it is online or by phone, under how to join."""
    for words in (listing.join, *_PARTS.split(listing.join_note)):
        found = remote_from(words)
        if found and not set(fold(words).split()) <= _HOW_TO_ASK:
            return found
    return None


def is_remote(listing: Listing) -> bool:
    """Whether it is had by phone or online, wherever somebody is."""
    return not REMOTE.isdisjoint(listing.access) or remote(listing) is not None


def lacks_place(listing: Listing) -> bool:
    """Whether nothing says where it is, or that it needs no place: area, online, by phone.

    A withheld place is one that somebody knows, and a postcode or place name is one still to be
    looked up.
    """
    where = listing.where
    if where.precision is Precision.WITHHELD:
        return False
    known = where.point or where.postcode or where.place or where.area_served
    return not known and remote(listing) is None


def _is_teams(said: set[str]) -> bool:
    """Whether words name a way to meet by video that has the name of something else too."""
    return ("teams" in said and bool(said & {"microsoft", "ms", "on", "via"})) or (
        {"google", "meet"} <= said
    )
