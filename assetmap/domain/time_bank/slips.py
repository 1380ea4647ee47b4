"""Numbered slips of paper that two members sign for one exchange."""

from dataclasses import dataclass
from datetime import date

FIRST_SLIP = 1001  # so that every number has four figures or more and is no member's


@dataclass(frozen=True, slots=True)
class SlipPad:
    """Slips that were printed in one go: the first number and the last, when, and by whom."""

    id: str
    first: int
    last: int
    on: date
    by: str
    is_sample: bool = False

    def __contains__(self, number: int) -> bool:
        """Whether a slip is one of these."""
        return self.first <= number <= self.last
