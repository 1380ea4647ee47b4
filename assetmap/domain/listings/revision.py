"""A revision: a listing as it was after one change, kept for good."""

from dataclasses import dataclass
from datetime import datetime

from assetmap.domain.listings.listing import Listing


@dataclass(frozen=True, slots=True)
class Revision:
    """The listing after its `number`th change (from 1), who made it, and what it was.

    The private contact is not part of it: it has no history, so that it can be erased.
    """

    listing: Listing
    number: int
    at: datetime
    by: str
    what: str
