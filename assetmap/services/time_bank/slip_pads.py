"""Pads of numbered slips: a new one numbered on from the last, and any of them printed again."""

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.slips import SlipPad, next_numbers
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import note
from assetmap.storage.tables import TIME_BANK_SLIP_PADS


def slip_pads(context: Context, actor: Actor) -> list[SlipPad]:
    """Every pad, the newest numbers first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    found = context.store.find(TIME_BANK_SLIP_PADS)
    return sorted(found, key=lambda each: each.first, reverse=True)


def slip_pad(context: Context, actor: Actor, pad_id: str) -> SlipPad:
    """One pad. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    return context.store.get(TIME_BANK_SLIP_PADS, pad_id)


def make_slip_pad(context: Context, actor: Actor, count: int) -> SlipPad:
    """Give so many slips the next numbers. Raises NotAllowed, BadPad."""
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        first, last = next_numbers(context.store.find(TIME_BANK_SLIP_PADS), count)
        pad = SlipPad(new_id(), first, last, context.clock.today(), actor.person.id)
        uow.save(TIME_BANK_SLIP_PADS, pad)
        subject = f"time-bank-slips:{pad.first}-{pad.last}"
        note(context, uow, actor, "made a pad of time-bank slips", subject)
    return pad
