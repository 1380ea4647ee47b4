"""An exchange on its way to the ledger: arranged, done, confirmed by both, posted (TB3)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assetmap.domain.time_bank.ledger import PlaceKind


class ExchangeState(StrEnum):
    """How far an exchange is."""

    PROPOSED = "proposed"  # a broker has matched the two, and asks them
    AGREED = "agreed"  # both will do it
    DONE = "done"  # somebody says it was done: waits for the word of both
    POSTED = "posted"
    CALLED_OFF = "called-off"

    @property
    def label(self) -> str:
        """The state as people say it."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    ExchangeState.PROPOSED: "Proposed",
    ExchangeState.AGREED: "Agreed",
    ExchangeState.DONE: "Waiting for a word",
    ExchangeState.POSTED: "In the ledger",
    ExchangeState.CALLED_OFF: "Called off",
}


class ConfirmedBy(StrEnum):
    """How a side said that it was done."""

    LINK = "link"  # a signed link of their own
    PHONE = "phone"  # told a broker, who asked both
    SLIP = "slip"  # signed a numbered slip of paper

    @property
    def label(self) -> str:
        """The way as people say it."""
        return {"link": "by a link", "phone": "by phone", "slip": "on a slip"}[self]


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That one side said yes to so many minutes: which account, how, when, and heard by whom."""

    account: str
    minutes: int
    how: ConfirmedBy
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """What one account gives to another. `id` is the transfer's as well, once it is posted.

    `on` is the day for which it is agreed, and then the day on which it was done; `minutes` what is
    planned, and then what is said. `slip` is the number of the paper slip it came by. `first` is
    who of the broker's team was there, when it is the first of either (TB11). `items` are the offer
    and the want it came of. `released_at`: since when the two see how to reach each other (TB14).
    A confirmation counts only for the minutes it was given for.
    """

    id: str
    giver: str
    receiver: str
    minutes: int
    on: date
    place: PlaceKind
    made_at: datetime
    by: str
    category: str = ""
    ward: str = ""
    state: ExchangeState = ExchangeState.PROPOSED
    confirmations: tuple[Confirmation, ...] = ()
    items: tuple[str, ...] = ()
    slip: str = ""
    broker_present: bool = False
    released_at: datetime | None = None
    posted_at: datetime | None = None
    is_sample: bool = False

    def confirmed_by(self, account: str) -> Confirmation | None:
        """The word of one side for the minutes as they stand; None when there is none."""
        return next(
            (x for x in self.confirmations if (x.account, x.minutes) == (account, self.minutes)),
            None,
        )

    @property
    def waits_for(self) -> tuple[str, ...]:
        """The sides that have not said yes to the minutes as they stand."""
        return tuple(each for each in (self.giver, self.receiver) if not self.confirmed_by(each))

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen with it."""
        return self.state not in (ExchangeState.POSTED, ExchangeState.CALLED_OFF)
