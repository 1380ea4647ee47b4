"""Numbered slips of paper that two members sign for one exchange, and the pads they come in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FIRST_SLIP = 1001  # so that every number has four figures or more and is no member's
PAD_MOST = 100  # slips that are printed in one go


class BadPad(ValueError):
    """A pad that cannot be printed; the message is plain words."""


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

    @property
    def numbers(self) -> range:
        """The number of each slip."""
        return range(self.first, self.last + 1)


def next_numbers(pads: Iterable[SlipPad], count: int) -> tuple[int, int]:
    """The first and the last number of so many slips more, on from the last pad. Raises BadPad."""
    if not 1 <= count <= PAD_MOST:
        raise BadPad(f"Print from 1 to {PAD_MOST} slips in one go.")
    first = max((each.last for each in pads), default=FIRST_SLIP - 1) + 1
    return first, first + count - 1
