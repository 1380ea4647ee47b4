"""What staff tell one another about a listing: the side door, when to ring. Never about people."""

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
