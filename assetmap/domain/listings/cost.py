"""What it costs, as words for people and as a band to filter by."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CostBand(StrEnum):
    """The bands of the cost filter. Unknown is not the same as dear."""

    FREE = "free"
    UP_TO_5 = "upto5"
    MORE = "more"
    UNKNOWN = "unknown"


_POUNDS = re.compile(r"£\s*(\d+(?:,\d{3})*(?:\.\d{1,2})?)|(\d+)p\b(?!\.m)")
_FREE = re.compile(r"\b(free|no charge|no cost|nothing)\b", re.IGNORECASE)
_NOT_FREE = re.compile(r"\b(not|isn't|isn’t|never) (a )?free", re.IGNORECASE)
_GIVEN = re.compile(r"\b(donation|time credit|pay what you can)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cost:
    """A cost as its owner wrote it; empty when nobody said."""

    text: str = ""

    @property
    def band(self) -> CostBand:
        """Free, up to £5, more, or unknown. The dearest figure named decides.

        Donations and time credits count as free of money, since nobody is turned away for them.
        """
        pence = self.pence
        if pence is None:
            return CostBand.UNKNOWN
        if pence == 0:
            return CostBand.FREE
        return CostBand.UP_TO_5 if pence <= 500 else CostBand.MORE

    @property
    def pence(self) -> int | None:
        """The dearest figure named, 0 when it is free; None when nobody said."""
        pence = [
            Decimal(pounds.replace(",", "")) * 100 if pounds else Decimal(pennies)
            for pounds, pennies in _POUNDS.findall(self.text)
        ]
        if pence:
            return int(max(pence))
        if _NOT_FREE.search(self.text):
            return None
        return 0 if _FREE.search(self.text) or _GIVEN.search(self.text) else None

    @property
    def is_time(self) -> bool:
        """Whether it is given in time and not in money: `1 time credit an hour`."""
        return self.pence == 0 and "time credit" in self.text.lower()

    @property
    def words(self) -> str:
        """The cost said aloud: `Free`, `£4`, or that nobody has said."""
        text = self.text.strip()
        return text[0].upper() + text[1:] if text else "Ask about the cost"
