"""Who gave most in a time, for thanking them: hours and exchanges, each counted once (TB18)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assetmap.domain.time_bank.ledger import Transfer

MOST_THANKED = 200


class GivenBy(StrEnum):
    """What counts as giving most."""

    HOURS = "hours"
    EXCHANGES = "exchanges"

    @property
    def label(self) -> str:
        """The measure as people say it."""
        return {"hours": "Hours given", "exchanges": "Times they gave"}[self]


@dataclass(frozen=True, slots=True)
class GivenTime:
    """What one account gave: minutes, and how often."""

    account: str
    minutes: int
    times: int


def given_time(transfers: Iterable[Transfer], by: GivenBy) -> list[GivenTime]:
    """What each account gave by some transfers, most first; of those that are as much, both in the
    other measure and by number. Gifts, grants and what was taken back: the caller leaves them out.
    """
    minutes: dict[str, int] = {}
    times: dict[str, int] = {}
    for transfer in transfers:
        for account in transfer.givers:
            minutes[account] = minutes.get(account, 0) + transfer.minutes_of(account)
            times[account] = times.get(account, 0) + 1
    found = [GivenTime(account, minutes[account], times[account]) for account in minutes]

    def order(each: GivenTime) -> tuple[int, int, int, str]:
        both = (each.minutes, each.times) if by is GivenBy.HOURS else (each.times, each.minutes)
        return (-both[0], -both[1], len(each.account), each.account)

    return sorted(found, key=order)
