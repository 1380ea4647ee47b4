"""Whether a bus goes to a listing, by its own words: there is no register of stops to ask."""

import re

from assetmap.domain.listings.listing import Listing

_SENTENCE_ENDS = re.compile(r"[.!?;\n]+")
_BUS = re.compile(r"(?<!mini[ -])\bbus(?:es)?\b(?! pass)", re.IGNORECASE)
_NO_BUS = re.compile(
    r"\bno (?!\w*\d)(?:\w+ ){0,2}bus"  # not the bus of a number: `No 5 bus`
    r"|(?:n['’]t|\bnot|\bwithout)(?: on| near| by| served by)?(?: a| any| the)(?: \w+)? bus"
    r"|\bbus(?:es)? (?:\w+ )?(?:\w+n['’]t|never|no longer|not)\b(?! far)",
    re.IGNORECASE,
)


def goes_by_bus(listing: Listing) -> bool | None:
    """Whether the words for getting there, or the venue's, name a bus; None when they do not say.

    A sentence that tells of no bus (`No bus comes this far`) is a no, unless another names one.
    """
    texts = (listing.getting_there, listing.where.venue, listing.where.address)
    named = [
        _NO_BUS.search(sentence) is None
        for text in texts
        for sentence in _SENTENCE_ENDS.split(text)
        if _BUS.search(sentence)
    ]
    return any(named) if named else None
