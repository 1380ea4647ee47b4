"""A collection: listings that a team keeps together, such as `Tilbury - getting out`."""

from dataclasses import dataclass
from datetime import datetime

NAME_LONGEST = 80
MOST = 60  # listings in one collection: a poster of several sheets


@dataclass(frozen=True, slots=True)
class Collection:
    """Listings in order under a name. `by` is the id of its owner; all staff may use it."""

    id: str
    name: str
    listing_ids: tuple[str, ...]
    by: str
    at: datetime
