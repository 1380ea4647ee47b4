"""The ledger as a broker reads it: entries of some sort, each with what took it back; and taking
one back, with the right one entered in the same moment (TB4).
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.ledger import (
    BadTransfer,
    CorrectionReason,
    Transfer,
    TransferKind,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.arranging import Plan, new_exchange
from assetmap.services.time_bank.confirming import post_by_phone
from assetmap.services.time_bank.posting import post_correction
from assetmap.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class EntryFilter:
    """Which entries are asked for: of an account, of some kinds, done from one day until another
    (both counted). Empty for any.
    """

    account: str = ""
    kinds: Collection[TransferKind] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True)
class Entry:
    """A transfer, with the id of what took it back, where it was."""

    transfer: Transfer
    corrected_by: str = ""

    @property
    def can_be_corrected(self) -> bool:
        """Whether it stands, and is no correction itself."""
        return not self.corrected_by and self.transfer.kind is not TransferKind.CORRECTION


def entries(context: Context, actor: Actor, wanted: EntryFilter = EntryFilter()) -> list[Entry]:
    """The entries that are asked for, the newest first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    ledger = context.store.ledger
    found = ledger.transfers(
        account=wanted.account,
        kinds=tuple(wanted.kinds),
        done_from=wanted.first,
        done_until=wanted.last,
        newest_first=True,
    )
    corrections = ledger.corrections()
    return [Entry(each, corrections.get(each.id, "")) for each in found]


def minutes_of(found: Collection[Entry], account: str = "") -> int:
    """What entries add up to, in minutes: to an account, what they did to it; without one, the time
    that moved. What was taken back, and what took it back, counts for nothing in the second.
    """
    if account:
        return sum(each.transfer.minutes_of(account) for each in found)
    return sum(each.transfer.minutes for each in found if each.can_be_corrected)


def entry_of(context: Context, actor: Actor, id_: str) -> Entry:
    """One entry. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    transfer = context.store.ledger.transfer(id_)
    return Entry(transfer, context.store.ledger.corrections().get(id_, ""))


def can_be_entered_right(transfer: Transfer) -> bool:
    """Whether the right entry can be made in the same form: of one who gave to one other."""
    return transfer.kind is TransferKind.EXCHANGE and len(transfer.lines) == 2


def correct(
    context: Context,
    actor: Actor,
    id_: str,
    reason: CorrectionReason,
    right: Plan | None = None,
) -> tuple[Transfer, Transfer | None]:
    """Take an entry back and, with `right`, post what it should have been: both or neither.

    The two of the right entry were asked by phone, as for any other. Raises NotAllowed, NotFound,
    AlreadyPosted when it was taken back before, BadTransfer for what cannot be posted.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        if right is not None and not can_be_entered_right(context.store.ledger.transfer(id_)):
            raise BadTransfer("Take it back here, and enter what is right as a new entry.")
        correction = post_correction(context, uow, actor, id_, reason)
        return correction, _right(context, uow, actor, right) if right else None


def _right(context: Context, uow: UnitOfWork, actor: Actor, plan: Plan) -> Transfer:
    # The slip stays with the exchange that it was entered for.
    exchange = new_exchange(context, uow, actor, replace(plan, slip=""), ExchangeState.DONE)
    return post_by_phone(context, uow, actor, exchange)
