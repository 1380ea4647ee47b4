"""Thanking those who gave most, of those who agreed to be thanked (TB18)."""

from dataclasses import dataclass
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.givers import GivenBy, GivenTime, given_time
from assetmap.domain.time_bank.ledger import TransferKind, not_corrected
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import members, note

_EXCHANGED = tuple(each for each in TransferKind if each.is_exchanged)


@dataclass(frozen=True)
class Thanked:
    """A member on the list, and what they gave."""

    member: Member
    given: GivenTime


@dataclass(frozen=True)
class ThankYouList:
    """Who gave most from one day to another and agreed to be thanked, most first.

    `not_asked` counts the members who gave as much as the last of them, or more, and are not on it
    because they did not agree.
    """

    first: date
    last: date
    by: GivenBy
    people: tuple[Thanked, ...]
    not_asked: int


def thank_you_list(
    context: Context, actor: Actor, first: date, last: date, by: GivenBy, most: int
) -> ThankYouList:
    """The list of at most so many. Raises NotAllowed.

    Counted is what was exchanged, each hour once: no gifts, no grants, nothing that was taken back.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    ledger = context.store.ledger
    exchanged = ledger.transfers(kinds=_EXCHANGED, done_from=first, done_until=last)
    given = given_time(not_corrected(exchanged, ledger.corrections()), by)
    known = {each.id: each for each in members(context, actor) if each.may_exchange}
    theirs = [Thanked(known[each.account], each) for each in given if each.account in known]
    people = tuple(each for each in theirs if each.member.thanks and each.member.name)[:most]
    above = theirs[: theirs.index(people[-1]) + 1] if people else theirs
    return ThankYouList(first, last, by, people, len(above) - len(people))


def note_thanks(context: Context, actor: Actor, found: ThankYouList, what: str) -> None:
    """Say in the audit that the list was taken out, and as what. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        subject, count = f"time-bank-thanks:{found.last.isoformat()}", str(len(found.people))
        note(context, uow, actor, f"took a time-bank thank-you list out as {what}", subject, count)
