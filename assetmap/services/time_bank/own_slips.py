"""Slips on which a broker was one of the two: another broker looks at each of them."""

from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.people.people import Action, NotAllowed, require
from assetmap.domain.time_bank.ledger import Transfer
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.slip_entry import OWN_SLIP

LOOKED = "looked at a broker’s own time-bank slip"
_SINCE = timedelta(days=365)
_SUBJECT = "time-bank-entry:"


@dataclass(frozen=True)
class OwnSlip:
    """An entry, who posted it (a person's id), and on which day."""

    transfer: Transfer
    by: str
    on: date


def own_slips(context: Context, actor: Actor) -> list[OwnSlip]:
    """Those of a year that no other broker has looked at, oldest first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    since = context.clock.now() - _SINCE
    looked = {x.entry.happening.subject for x in context.store.audited(what=LOOKED, since=since)}
    found = []
    for each in context.store.audited(what=OWN_SLIP, since=since):
        entry = each.entry.happening
        if entry.subject not in looked:
            transfer = context.store.ledger.transfer(entry.subject.removeprefix(_SUBJECT))
            found.append(OwnSlip(transfer, entry.by, entry.at.date()))
    return found


def note_looked(context: Context, actor: Actor, transfer_id: str) -> None:
    """Say that another broker has looked at one. Raises NotAllowed, also for whose slip it is."""
    require(actor.person, Action.RUN_TIME_BANK)
    transfer = context.store.ledger.transfer(transfer_id)
    if transfer.by == actor.person.id:
        raise NotAllowed(actor.person, Action.RUN_TIME_BANK, transfer_id)
    with context.unit_of_work() as uow:
        note(context, uow, actor, LOOKED, f"{_SUBJECT}{transfer.id}")
