"""The sheet that somebody takes away: some listings in a format, found again by a short code."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """One entry of the gap log. `by` is the role of the person who noted it, not who they are."""

    id: str
    need: str
    area: str
    words: str
    by: str
    on: date


class Format(StrEnum):
    """How a sheet is laid out."""

    A4 = "a4"
    LARGE = "large"
    EASY = "easy"
    NOTICEBOARD = "noticeboard"


KEPT_DAYS = 90
MOST = 12  # listings on one sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is kept of a sheet: listings, format, dates. Nothing of whom it is for.

    `id` is its code, such as `KITE-4821`; `until` the last day on which it can be found.
    """

    id: str
    listing_ids: tuple[str, ...]
    format: Format
    made_on: date
    until: date
