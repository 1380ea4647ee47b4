"""How often something was asked, and with what result: counts of questions, never of people.

Until its fifth time in a quarter a wording is kept as a keyed hash alone, so that what one person
typed once can be read by nobody. The key is thrown away with its quarter.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assetmap.domain.search.results import Match

MATCH_LABELS = {
    Match.GOOD: "Found",
    Match.WEAK: "Nothing that quite fits",
    Match.NONE: "Nothing found",
}
SHOWN_FROM = 5  # times in one quarter, from which on the words themselves are kept


class SearchChannel(StrEnum):
    """Who asked: somebody on the find page or in a conversation, or staff who are signed in."""

    PUBLIC = "public"
    CONVERSATION = "conversation"
    STAFF = "staff"

    @property
    def label(self) -> str:
        """The channel as people say it."""
        return _CHANNEL_LABELS[self]


_CHANNEL_LABELS = {
    SearchChannel.PUBLIC: "On the find page",
    SearchChannel.CONVERSATION: "In a conversation",
    SearchChannel.STAFF: "By staff",
}


@dataclass(frozen=True, slots=True)
class SearchCount:
    """How often one wording was asked in one month at one coarse place with one result.

    `digest` is the keyed hash of the cleaned words; `words` are empty until the wording was asked
    SHOWN_FROM times in its quarter. `place` is a ward's name or an outward code such as `RM18`,
    empty for none. `month` is `2026-03`.
    """

    id: str
    month: str
    digest: str
    place: str
    match: Match
    channel: SearchChannel
    count: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class SearchKey:
    """The key of one quarter, such as `2026-1`: 32 random bytes in hexadecimal."""

    id: str
    key: str


def month_of(day: date) -> str:
    """The month of a day: `2026-03`."""
    return day.isoformat()[:7]


def quarter_of(day: date) -> str:
    """The quarter of a day: `2026-1` is January to March."""
    return f"{day.year}-{(day.month + 2) // 3}"
