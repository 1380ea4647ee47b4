"""What stands under a heading such as Location when it is no point: an address, venue or place."""

import re

from assetmap.domain.listings.location import remote_from
from assetmap.domain.place import parse_part_postcode, parse_postcode
from assetmap.exchange.values import short

Texts = dict[str, str]

# A figure, a comma or a street makes it an address; a kind of building makes it a venue.
_ADDRESS = re.compile(
    r"[\d,\n]|\b(?:road|street|lane|avenue|close|drive|way|crescent|terrace)\s*$", re.IGNORECASE
)
_VENUE = re.compile(
    r"\b(?:hall|church|chapel|cent(?:re|er)|librar(?:y|ies)|school|academy|college|club|house|pub|"
    r"inn|caf[eé]|rooms?|surgery|hospital|clinic|hub|theatre|museum|mosque|temple|gurdwara|"
    r"synagogue|park|gardens?|ground|pavilion|station|offices?|building|hotel|barn|farm|court|"
    r"studios?|gym|pool|shop|market)\b",
    re.IGNORECASE,
)


def with_location_words(texts: Texts, words: str, notes: list[str]) -> Texts:
    """The row's texts with `words` as its address, venue or place, by what they look like.

    A note says which. What is there already stays, and then the words are left out, noted.
    """
    words = words.strip()
    if not words or any(words.casefold() in text.casefold() for text in _where(texts)):
        return texts
    field = field_of(words)
    if remote_from(words):  # no place, and said as such by whoever takes it out again
        return {**texts, field: words}
    if field in texts:
        field = next((each for each in ("venue", "address") if each not in texts), "")
    if not field:
        notes.append(f"We left out the location “{short(words)}”: the row says where it is.")
        return texts
    notes.append(f"We read the location as the {field}.")
    return {**texts, field: words}


def _where(texts: Texts) -> list[str]:
    return [texts.get(field, "") for field in ("venue", "address", "place", "postcode")]


def field_of(words: str) -> str:
    """The field that words are for by their look: postcode, address, venue, else place."""
    if parse_postcode(words) or parse_part_postcode(words):
        return "postcode"
    if _ADDRESS.search(words):
        return "address"
    return "venue" if _VENUE.search(words) else "place"
