"""What a resident suggests, and what staff have found not to be the same thing."""

from dataclasses import dataclass
from datetime import datetime


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
