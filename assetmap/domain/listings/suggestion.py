"""What residents suggest, and what staff note on a listing or found not to be the same thing."""

from dataclasses import dataclass
from datetime import datetime

LONGEST = 300


@dataclass(frozen=True, slots=True)
class StaffNote:
    """A note on one listing; only staff see it, and anyone may ask to read it under the law."""

    id: str
    listing_id: str
    by: str
    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested listing. `id` is the reference the resident is given; the listing is apart.

    `contact` is how to ask them back, if they gave it.
    """

    id: str
    listing_id: str
    at: datetime
    words: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class NotSame:
    """Two listings that look alike and are not the same. `id` is made of both ids, sorted."""

    id: str
    listing_id: str
    other_id: str
    by: str
    at: datetime


def not_same_id(one: str, other: str) -> str:
    """The id of the pair, whichever way round it is named."""
    return "|".join(sorted((one, other)))
