"""What every column of our files holds, in words: made from the same table as the files.

A field that is declared tomorrow stands here by itself, with the label of its entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.listings.fields import COLUMNS
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.public_fields import NUMBERS, PUBLIC, Value, public_fields
from assetmap.exchange.values import join_list

_LONGEST = 80  # characters of an example

# Columns of the record itself, and those that share a label with another.
_MEANS = {
    "id": "Its id in this directory, for good: its page is /listing/ and the id",
    "source": "Whose list it came from, where it came from one",
    "source_id": "The id that it has there",
    "image_alts": "What can be seen on its pictures",
    "created_at": "When it was first kept",
    "changed_at": "When it was changed last",
    "lat": "Latitude of the place that may be shown (WGS 84)",
    "lon": "Longitude of the place that may be shown (WGS 84)",
    "checked_on": "When somebody last made sure that it is right",
    "checked_by": "Who made sure",
    "checked_how": "How they made sure",
    "steward": "Who keeps it true. Never public, so always empty",
    "merged_into": "The id of the listing that it was merged into",
}
# As a listing that says nothing has them: a list where there may be several texts.
_EMPTY = public_fields(PublicListing(Listing("", Kind.GROUP, "")))
_DATES = ("_on", "_until")
_MOMENTS = ("_at",)


@dataclass(frozen=True)
class ColumnMeaning:
    """One column: its name, what it holds, its type in words, and an example out of the data."""

    name: str
    holds: str
    type: str
    example: str


def data_dictionary(listings: Iterable[PublicListing]) -> tuple[ColumnMeaning, ...]:
    """Every column in the order of the files. An example is that of the first listing with one."""
    examples: dict[str, Value] = {}
    for listing in listings:
        for name, value in public_fields(listing).items():
            if name not in examples and value not in ("", [], None):
                examples[name] = value
        if len(examples) == len(PUBLIC):
            break
    return tuple(
        ColumnMeaning(name, _holds(name), _type(name), _words(examples.get(name)))
        for name in PUBLIC
    )


def _holds(name: str) -> str:
    if name in _MEANS:
        return _MEANS[name]
    return COLUMNS[name][1].label


def _type(name: str) -> str:
    if name in NUMBERS:
        return "whole number" if NUMBERS[name] is int else "number"
    if name.endswith(_MOMENTS):
        return "date and time (ISO 8601)"
    if name.endswith(_DATES):
        return "date (YYYY-MM-DD)"
    return "several texts, separated by “; ”" if isinstance(_EMPTY[name], list) else "text"


def _words(value: Value) -> str:
    text = join_list(value) if isinstance(value, list) else "" if value is None else str(value)
    short = " ".join(text.split())
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1].rstrip()}…"
