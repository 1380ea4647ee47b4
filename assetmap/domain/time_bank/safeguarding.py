"""Who may meet whom, and where: the rules TB9 to TB12 of the product's rules, in plain words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.domain.time_bank.places_allowed import member_places

_ALWAYS = frozenset({PlaceKind.PUBLIC, PlaceKind.REMOTE})
_FIRST = frozenset({PlaceKind.PUBLIC, PlaceKind.REMOTE})


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an exchange: a member or a group, and how often they have exchanged before.

    `exchanged` counts exchanges in the ledger that were not taken back; `given` are those of them
    in which they gave.
    """

    who: Member | GroupAccount
    exchanged: int = 0
    given: int = 0

    @property
    def account(self) -> str:
        """The number of their account."""
        return self.who.id

    @property
    def title(self) -> str:
        """What staff see them called."""
        return self.who.title if isinstance(self.who, Member) else self.who.name

    @property
    def member(self) -> Member | None:
        """The member that it is; None for a group."""
        return self.who if isinstance(self.who, Member) else None

    def is_under_18(self, today: date) -> bool:
        """Whether the rules for the young hold for them."""
        return self.member is not None and self.member.is_under_18(today)

    def may_be_at_home(self, today: date) -> bool:
        """Whether an exchange of theirs may be in a home: the broker’s flag, while the check it
        needs holds (TB10).
        """
        return self.member is not None and PlaceKind.HOME in member_places(self.member, today)

    def may_drive(self, today: date) -> bool:
        """Whether they may give a lift: the broker's flag, while its paper holds (TB10)."""
        return self.member is not None and PlaceKind.LIFT in member_places(self.member, today)


def places_allowed(giver: Party, receiver: Party, today: date) -> frozenset[PlaceKind]:
    """In what sorts of place one may give to the other, whether or not it is their first time.

    Who is under 18 only in public (TB9); a home only where both have the broker's flag, and a lift
    only by a giver who has the one for it (TB10).
    """
    if giver.is_under_18(today) or receiver.is_under_18(today):
        return frozenset({PlaceKind.PUBLIC})
    both_at_home = giver.may_be_at_home(today) and receiver.may_be_at_home(today)
    home = {PlaceKind.HOME} if both_at_home else set()
    return _ALWAYS | home | ({PlaceKind.LIFT} if giver.may_drive(today) else set())


def first_of(giver: Party, receiver: Party) -> tuple[Party, ...]:
    """Those for whom it would be the first exchange (TB11)."""
    return tuple(each for each in (giver, receiver) if not each.exchanged)


def first_words(giver: Party, receiver: Party) -> str:
    """The rule for a first exchange, where it is one of either; else empty (TB11)."""
    first = first_of(giver, receiver)
    if not first:
        return ""
    names = " and ".join(each.title for each in first)
    return (
        f"It is the first exchange of {names}: in a public place, by phone or online,"
        " or with one of you there."
    )


def why_not(
    giver: Party,
    receiver: Party,
    place: PlaceKind,
    today: date,
    *,
    broker_present: bool,
    is_done: bool,
) -> tuple[str, ...]:
    """Why an exchange may not be arranged so, each reason a sentence; nothing when it may be.

    One that was done already (`is_done`) may be of who is paused now, or was frozen since (TB12).
    """
    if giver.account == receiver.account:
        return ("Nobody can give time to themselves.",)
    people = (giver, receiver)
    found = [words for each in people for words in _not_with(each, today, is_done=is_done)]
    return (*found, *_not_there(giver, receiver, place, today, broker_present=broker_present))


def _not_with(party: Party, today: date, *, is_done: bool) -> Iterator[str]:
    who = party.who
    if isinstance(who, GroupAccount):
        if who.closed_on is not None:
            yield f"The account of {who.name} is closed."
        return
    if not who.may_exchange:
        yield f"{who.title} is not an active member ({who.stage.label.lower()})."
    elif not is_done and not who.may_be_matched():
        reason = "is paused" if who.frozen_on is None else "has a concern open"
        yield f"{who.title} {reason}: nothing new can be arranged for now."
    if who.is_under_18(today) and who.consent_on is None:
        yield f"{who.title} is under 18: see a parent’s consent first, and note that you did."


def _not_there(
    giver: Party, receiver: Party, place: PlaceKind, today: date, *, broker_present: bool
) -> Iterator[str]:
    young = [each.title for each in (giver, receiver) if each.is_under_18(today)]
    if young and place is not PlaceKind.PUBLIC:
        yield f"{' and '.join(young)}: under 18, so only in a group or a public place."
        return
    if place is PlaceKind.HOME:
        for each in (giver, receiver):
            if not each.may_be_at_home(today):
                yield f"{each.title} has no flag for homes: choose a public place or the phone."
    if place is PlaceKind.LIFT and not giver.may_drive(today):
        yield f"{giver.title} has no flag for giving lifts: choose another way."
    first = first_words(giver, receiver)
    if first and place not in _FIRST and not broker_present:
        yield first
