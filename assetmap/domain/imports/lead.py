"""A lead: something that may be worth a listing, as a public register or feed names it.

It holds nothing of a person, and no place but a town: the address of a small charity is somebody's
home.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class LeadState(StrEnum):
    """What became of a lead."""

    WAITING = "waiting"
    LISTED = "listed"
    NOT_FOR_US = "not-for-us"


@dataclass(frozen=True, slots=True)
class Lead:
    """What may be listed. `key` is the source's own id of it; `seen_on` the day it was last there.

    `where` is a town, in words.
    """

    id: str
    source: str
    key: str
    name: str
    what: str
    where: str
    website: str
    state: LeadState
    seen_on: date


@dataclass(frozen=True, slots=True)
class LeadFeed:
    """How far the feed of an address was read: `next` goes on where the last walk ended."""

    id: str  # the source
    address: str
    next: str


def lead_id(source: str, key: str) -> str:
    """The id under which a lead is kept; it can stand in an address."""
    return hashlib.blake2b(f"{source}\n{key}".encode(), digest_size=12).hexdigest()
