"""The ledger of the time bank: accounts, and transfers of minutes between them.

Double entry: the lines of a transfer add up to nothing, so all balances together always do. What is
posted stays; a mistake is corrected by a transfer that names the one it takes back. It holds no
names and no free text, so that a person can be erased and the ledger stays as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

STEP = 15  # minutes: what one may give, as TB1 of the product's rules has it
LONGEST = 24 * 60  # minutes that one person can give in one exchange
MOST = 100_000_000  # minutes of one line: more than a borough has ever exchanged
SAMPLE_KEYS = "sample:"  # how the keys of invented entries begin

POT = "pot"  # the community pot: given to by anybody, granted from by a broker
ISSUE = "issue"  # where welcome credits come from
OUTSIDE = "outside"  # whatever was before this ledger
EARLIER = "earlier"  # hours exchanged before this ledger, so that they have a figure


class AccountKind(StrEnum):
    """Whose an account is."""

    MEMBER = "member"
    GROUP = "group"
    POT = "pot"
    ISSUE = "issue"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Account:
    """An account: a member's or a group's is called by its number, such as `101`."""

    id: str
    kind: AccountKind


SYSTEM_ACCOUNTS = (
    Account(POT, AccountKind.POT),
    Account(ISSUE, AccountKind.ISSUE),
    Account(OUTSIDE, AccountKind.OUTSIDE),
    Account(EARLIER, AccountKind.OUTSIDE),
)


class TransferKind(StrEnum):
    """Why minutes moved."""

    EXCHANGE = "exchange"  # one gave time to another
    GROUP = "group"  # several gave time to a group, or a group to several
    GIFT = "gift"  # to a member or a group, for nothing
    POT_GIFT = "pot-gift"
    POT_GRANT = "pot-grant"
    WELCOME = "welcome"
    BROUGHT_FORWARD = "brought-forward"
    CORRECTION = "correction"
    CLOSING = "closing"  # of the account of who left

    @property
    def label(self) -> str:
        """What happened, as people say it."""
        return _KIND_LABELS[self]

    @property
    def is_exchanged(self) -> bool:
        """Whether its minutes count as hours exchanged (TB17)."""
        return self in (TransferKind.EXCHANGE, TransferKind.GROUP)


_KIND_LABELS = {
    TransferKind.EXCHANGE: "Exchange",
    TransferKind.GROUP: "Group session",
    TransferKind.GIFT: "Gift",
    TransferKind.POT_GIFT: "Gift to the pot",
    TransferKind.POT_GRANT: "Grant from the pot",
    TransferKind.WELCOME: "Welcome hours",
    TransferKind.BROUGHT_FORWARD: "Brought forward",
    TransferKind.CORRECTION: "Correction",
    TransferKind.CLOSING: "Account closed",
}


class PlaceKind(StrEnum):
    """In what sort of place time was given."""

    PUBLIC = "public"
    HOME = "home"
    REMOTE = "remote"  # by phone or online
    LIFT = "lift"  # in a car

    @property
    def label(self) -> str:
        """The place as people say it."""
        return _PLACE_LABELS[self]


_PLACE_LABELS = {
    PlaceKind.PUBLIC: "A public place",
    PlaceKind.HOME: "Somebody’s home",
    PlaceKind.REMOTE: "By phone or online",
    PlaceKind.LIFT: "A lift in a car",
}


class CorrectionReason(StrEnum):
    """Why an entry was taken back: one of these, since words of one's own may hold a name."""

    MINUTES = "minutes"
    PERSON = "person"
    TWICE = "twice"
    DATE = "date"
    NEVER = "never"

    @property
    def label(self) -> str:
        """The reason as people say it."""
        return _REASON_LABELS[self]


_REASON_LABELS = {
    CorrectionReason.MINUTES: "The time was wrong",
    CorrectionReason.PERSON: "It was somebody else",
    CorrectionReason.TWICE: "It was entered twice",
    CorrectionReason.DATE: "The date was wrong",
    CorrectionReason.NEVER: "It did not happen",
}


class GrantReason(StrEnum):
    """What the pot paid for: a sort of need, never who it was."""

    ILLNESS = "illness"
    CARING = "caring"
    NEW = "new"
    GROUP = "group"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The reason as people say it."""
        return _GRANT_LABELS[self]


_GRANT_LABELS = {
    GrantReason.ILLNESS: "Illness, or coming out of hospital",
    GrantReason.CARING: "Caring for somebody",
    GrantReason.NEW: "New here, or just starting",
    GrantReason.GROUP: "Something for a group or a hub",
    GrantReason.OTHER: "Another reason",
}


class BadTransfer(ValueError):
    """A transfer that cannot be posted; the message is plain words."""


class AlreadyPosted(BadTransfer):
    """The form, the slip or the exchange was posted already."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a transfer does to one account: minutes more, or fewer when below nothing."""

    account: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """Minutes that moved between accounts; the lines add up to nothing, each account has one.

    `key` is what it comes of (a form, a slip, an exchange), so that nothing is posted twice.
    `done_on` is when it was done and `posted_at` when it was entered: reports go by the first, and
    what is closed by the second. `by` is the id of who posted it. `category`, `ward` (a code) and
    `place` say what was given, where the receiver lives and in what sort of place; `reason` one of
    the reasons of a correction or a grant. `corrects` is the id of what it takes back.
    """

    id: str
    key: str
    kind: TransferKind
    done_on: date
    posted_at: datetime
    by: str
    lines: tuple[Line, ...]
    corrects: str = ""
    reason: str = ""
    category: str = ""
    ward: str = ""
    place: PlaceKind | None = None

    @property
    def minutes(self) -> int:
        """How many minutes moved, each counted once."""
        return sum(line.minutes for line in self.lines if line.minutes > 0)

    @property
    def givers(self) -> tuple[str, ...]:
        """The accounts that have more for it: of an exchange, who gave their time."""
        return tuple(line.account for line in self.lines if line.minutes > 0)

    @property
    def receivers(self) -> tuple[str, ...]:
        """The accounts that have less for it: of an exchange, who was given time."""
        return tuple(line.account for line in self.lines if line.minutes < 0)

    def minutes_of(self, account: str) -> int:
        """What it did to an account; 0 for one that has no part in it."""
        return next((line.minutes for line in self.lines if line.account == account), 0)


def checked_transfer(transfer: Transfer) -> Transfer:
    """The transfer, when it may be posted at all. Raises BadTransfer.

    The database refuses the same, whoever writes to it.
    """
    accounts = [line.account for line in transfer.lines]
    if len(accounts) < 2:
        raise BadTransfer("A transfer is between two accounts or more.")
    if len(set(accounts)) < len(accounts):
        raise BadTransfer("Nobody can give time to themselves.")
    if any("\0" in account for account in accounts):  # where SQLite takes a text to end
        raise BadTransfer("There is no such account.")
    if not all(line.minutes for line in transfer.lines):
        raise BadTransfer("Say how long it took.")
    if any(abs(line.minutes) > MOST for line in transfer.lines):
        raise BadTransfer("That is more time than there can be.")
    if sum(line.minutes for line in transfer.lines):
        raise BadTransfer("What one gives, others must receive: the minutes do not add up.")
    if (transfer.kind is TransferKind.CORRECTION) != bool(transfer.corrects):
        raise BadTransfer("A correction names what it corrects.")
    return transfer


def moved(receiver: str, givers: Mapping[str, int]) -> tuple[Line, ...]:
    """The lines by which each giver has so many minutes more and the receiver all of them fewer."""
    total = sum(givers.values())
    return (*(Line(each, minutes) for each, minutes in givers.items()), Line(receiver, -total))


def checked_minutes(minutes: int) -> int:
    """How long something took, when it can be entered. Raises BadTransfer."""
    if minutes <= 0:
        raise BadTransfer("Say how long it took.")
    if minutes % STEP:
        raise BadTransfer(f"Give the time in steps of {STEP} minutes.")
    if minutes > LONGEST:
        raise BadTransfer(f"One person can give {LONGEST // 60} hours a day at most.")
    return minutes


def taken_back(
    original: Transfer, reason: CorrectionReason, *, id_: str, at: datetime, by: str
) -> Transfer:
    """The transfer that takes another back, all of it. Raises BadTransfer for a correction.

    It has the day of the original, so that what was done by then is right again.
    """
    if original.kind is TransferKind.CORRECTION:
        raise BadTransfer("A correction cannot be corrected: enter what is right as a new entry.")
    lines = tuple(Line(each.account, -each.minutes) for each in original.lines)
    return Transfer(
        *(id_, f"corrects:{original.id}", TransferKind.CORRECTION, original.done_on, at, by, lines),
        *(original.id, str(reason), original.category, original.ward, original.place),
    )


def not_corrected(transfers: Iterable[Transfer], corrected: Iterable[str]) -> tuple[Transfer, ...]:
    """Those that are no correction and were not taken back: `corrected` has the ids of those."""
    gone = frozenset(corrected)
    return tuple(
        each
        for each in transfers
        if each.kind is not TransferKind.CORRECTION and each.id not in gone
    )
