"""Which texts stand for a listing when its meaning is worked out: public ones only."""

import hashlib
import re

from assetmap.domain.listings.public_listing import PublicListing

EACH = 5  # vectors of a listing: of its whole text, and of so many sentences less one
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SHORT = 3  # letters of a sentence that says nothing


def texts_of(listing: PublicListing) -> list[str]:
    """The whole text, then its name and first sentences; at most EACH."""
    shown = listing.shown
    whole = f"{shown.name}. {shown.summary} {shown.description}"
    sentences = [part for part in _SENTENCE_END.split(shown.description) if len(part) > _SHORT]
    return [whole, shown.name, *sentences][:EACH]


def fingerprint_of(listing: PublicListing, model: str) -> str:
    """Changes when a text of the listing does, or the model: then its vectors are made anew."""
    shown = listing.shown
    parts = (model, shown.name, shown.summary, shown.description)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
