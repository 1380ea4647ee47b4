"""Offers and wants: what members would give, and what they would like to be given."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from assetmap.domain.time_bank.ledger import PlaceKind


class ItemKind(StrEnum):
    """Which of the two it is."""

    OFFER = "offer"
    WANT = "want"


class ItemPreference(StrEnum):
    """What somebody looks for beside the help itself (TB19)."""

    TEACH = "teach"
    LEARN = "learn"
    YOUNGER = "younger"
    OLDER = "older"

    @property
    def label(self) -> str:
        """The wish as people say it."""
        return _PREFERENCE_LABELS[self]


_PREFERENCE_LABELS = {
    ItemPreference.TEACH: "Happy to teach it",
    ItemPreference.LEARN: "Want to learn it",
    ItemPreference.YOUNGER: "With someone younger",
    ItemPreference.OLDER: "With someone older",
}


class ItemState(StrEnum):
    """Whether it is shown and matched."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TimeBankItem:
    """One offer or want of a member, or of a group account (`account` is the number of either).

    `title` and `details` are in their own words and say nothing about who they are: an offer's are
    public. `ward` is an area's code, `days` those it can be on (`Tue`), `places` in what sorts of
    place. `standing` has no end of its own: it is asked after all the same. `listing_id` is the
    public listing of an offer, once there is one; `asked_by` the member of staff who asked for it
    on behalf of somebody who is no member yet.
    """

    id: str
    account: str
    kind: ItemKind
    title: str
    since: date
    until: date
    details: str = ""
    category: str = ""
    ward: str = ""
    days: tuple[str, ...] = ()
    places: tuple[PlaceKind, ...] = (PlaceKind.PUBLIC,)
    preferences: tuple[ItemPreference, ...] = ()
    standing: bool = False
    state: ItemState = ItemState.OPEN
    listing_id: str = ""
    asked_by: str = ""
    is_sample: bool = False

    def is_open(self, today: date) -> bool:
        """Whether it is shown and matched: not closed, and renewed in time."""
        return self.state is ItemState.OPEN and today <= self.until

    def renewed(self, today: date, stands: timedelta) -> "TimeBankItem":
        """The item as it stands from today on, open again."""
        return replace(self, until=today + stands, state=ItemState.OPEN)
