"""What each figure of the time bank is: the one place that defines them all (TB17).

Every figure goes by the day on which something was done, and leaves out what was taken back. Time
is in minutes. What counts people is None where there are fewer than the borough's least.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from assetmap.domain.time_bank.ledger import EARLIER, ISSUE, POT, TransferKind
from assetmap.domain.time_bank.periods import Period

_SOME, _LONG = 90, 12  # days and months in which somebody counts as active


class Unit(StrEnum):
    """What a figure counts."""

    TIME = "time"
    NUMBER = "number"
    PEOPLE = "people"
    SHARE = "share"  # of people, in a hundred


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure: what it is called, and what it means in a sentence.

    `kinds` and `account` are those of the entries that it is made of, where the ledger lists them;
    `since_start` tells that it is of everything up to the last day, and not of the period alone.
    """

    key: str
    label: str
    means: str
    unit: Unit
    kinds: tuple[TransferKind, ...] = ()
    account: str = ""
    since_start: bool = False


_K, _TIME, _NUMBER, _PEOPLE = TransferKind, Unit.TIME, Unit.NUMBER, Unit.PEOPLE
EXCHANGED_KINDS = tuple(kind for kind in TransferKind if kind.is_exchanged)
EXCHANGED = (
    Definition(
        *("exchanged", "Hours exchanged"),
        "Time given in exchanges and group sessions. Each hour counts once.",
        *(_TIME, EXCHANGED_KINDS),
    ),
    Definition(
        *("exchanges", "Exchanges"),
        "How many exchanges and group sessions there were.",
        *(_NUMBER, EXCHANGED_KINDS),
    ),
    Definition(
        *("late", "Of these hours, entered later"),
        "Done in this time, and entered after its last day.",
        _TIME,
    ),
    Definition(
        *("earlier", "Brought forward"),
        "Hours exchanged before this ledger began. They are in no other figure.",
        _TIME,
        (_K.BROUGHT_FORWARD,),
        EARLIER,
        since_start=True,
    ),
)
OTHER_HOURS = (
    Definition(
        *("opening", "Balances brought forward"),
        "What members, groups and the pot had when this ledger began, owed hours taken off.",
        *(_TIME, (_K.BROUGHT_FORWARD,)),
    ),
    Definition(*("welcome", "Welcome hours"), "Given to new members.", *(_TIME, (_K.WELCOME,))),
    Definition(*("gifts", "Gifts"), "From one member or group to another.", *(_TIME, (_K.GIFT,))),
    Definition(
        *("pot_in", "Given to the pot"), "Gifts to the community pot.", *(_TIME, (_K.POT_GIFT,))
    ),
    Definition(
        *("pot_out", "Given from the pot"),
        "Grants from the community pot.",
        *(_TIME, (_K.POT_GRANT,)),
    ),
    Definition(
        *("pot_balance", "In the pot"),
        "What the pot has on the last day.",
        _TIME,
        account=POT,
        since_start=True,
    ),
    Definition(
        *("closing", "Closed accounts"),
        "Hours that members had left when their accounts were closed, owed hours taken off.",
        *(_TIME, (_K.CLOSING,)),
    ),
    Definition(
        *("unspent", "Hours not used yet"),
        "What members and groups have on the last day, of those who have any.",
        _TIME,
        since_start=True,
    ),
    Definition(
        *("corrections", "Corrections"),
        "Entries of this time that were taken back. They are in no figure here.",
        *(_NUMBER, (_K.CORRECTION,)),
    ),
)
PEOPLE = (
    Definition(
        *("active_some", f"Active in {_SOME} days"),
        f"Members who gave or received time in the {_SOME} days up to the last day.",
        _PEOPLE,
    ),
    Definition(
        *("active_long", f"Active in {_LONG} months"),
        f"Members who gave or received time in the {_LONG} months up to the last day.",
        _PEOPLE,
    ),
    Definition(
        *("both", "Gave and received"),
        f"Of those active in {_LONG} months, how many in a hundred did both.",
        Unit.SHARE,
    ),
    Definition(*("givers", "Givers"), "Members who gave time.", _PEOPLE),
    Definition(*("receivers", "Receivers"), "Members who were given time.", _PEOPLE),
    Definition(*("joined", "New members"), "Members who became active.", _PEOPLE),
    Definition(*("left", "Members who left"), "Members who left the time bank.", _PEOPLE),
)
DEFINITIONS = (*EXCHANGED, *OTHER_HOURS, *PEOPLE)
# The tables of hours exchanged: what they go by, and of which part of an entry.
BREAKDOWNS = {"category": "By category", "ward": "By area", "place": "By sort of place"}


class Entry(NamedTuple):
    """A transfer as figures need it: `minutes` is how many moved, each counted once, `accounts` are
    those that had a part in it, and `entered` is the day on which it was posted.
    """

    done_on: date
    kind: TransferKind
    minutes: int
    lines: tuple[tuple[str, int], ...]
    accounts: tuple[str, ...]
    category: str
    ward: str
    place: str
    entered: date


@dataclass(frozen=True, slots=True)
class LedgerEntries:
    """Everything that was posted, by the day it was done: what stands, and what was taken back.

    `exchanged` are the exchanges and group sessions of what stands, `balances` what all of it comes
    to; `members` and `groups` are the accounts of each.
    """

    standing: Sequence[Entry]
    exchanged: Sequence[Entry]
    taken_back: Sequence[Entry]
    balances: Mapping[str, int]
    members: frozenset[str]
    groups: frozenset[str]


@dataclass(frozen=True, slots=True)
class Membership:
    """When one member became active, and left; None for not yet."""

    joined: date | None
    left: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the value that it is for (empty for none), and the minutes."""

    value: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Hours exchanged by category, area or sort of place. `others` are the minutes of the rows that
    are not told because few people stand behind them; None where there are none such.
    """

    rows: tuple[Row, ...]
    others: int | None

    @property
    def minutes(self) -> int:
        """All of it."""
        return sum(row.minutes for row in self.rows) + (self.others or 0)


@dataclass(frozen=True, slots=True)
class MonthLine:
    """Hours and number of exchanges of a month, or of the part of it that is asked for."""

    period: Period
    minutes: int
    exchanges: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period, by the key of their definition. None is for fewer people than
    `least`, and for those in `withheld`, by which such a number could be found. `tables` are of
    whole months, quarters and years alone.
    """

    period: Period
    least: int
    values: Mapping[str, int | None]
    withheld: frozenset[str]
    months: tuple[MonthLine, ...]
    tables: Mapping[str, Breakdown]

    @property
    def exchanged(self) -> int:
        """Minutes exchanged in the period."""
        return self.values["exchanged"] or 0


def moved_by(entries: Iterable[Entry]) -> Counter[str]:
    """What some entries did to each account, in minutes."""
    found: Counter[str] = Counter()
    for each in entries:
        for account, minutes in each.lines:
            found[account] += minutes
    return found


def opening_minutes(entry: Entry) -> int:
    """What an entry brought forward into balances; nothing of the hours before the ledger."""
    return sum(minutes for account, minutes in entry.lines if account not in _NO_BALANCE)


def closing_minutes(entry: Entry) -> int:
    """What a closing brought back to where hours come from."""
    return sum(minutes for account, minutes in entry.lines if account == ISSUE)


_NO_BALANCE = frozenset({EARLIER, "outside"})
