"""Slips of paper go into the ledger: a page of them checked, added up, and posted all together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.exchanges import (
    Confirmation,
    ConfirmedBy,
    Exchange,
    ExchangeState,
)
from assetmap.domain.time_bank.ledger import AlreadyPosted, Transfer
from assetmap.domain.time_bank.members import Member
from assetmap.domain.time_bank.slip_checks import SlipFacts, repeated_numbers, slip_problems
from assetmap.domain.time_bank.slip_reading import (
    Slip,
    SlipProblem,
    TypedSlip,
    filled_down,
    read_slip,
    total_problems,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.parties import is_party
from assetmap.services.time_bank.posting import post_exchange
from assetmap.services.time_bank.slip_facts import (
    key_of_slip,
    posted_of_slip,
    slip_categories,
    slip_facts,
)
from assetmap.storage.tables import TIME_BANK_EXCHANGES
from assetmap.storage.unit_of_work import UnitOfWork

OWN_SLIP = "entered a time-bank slip of their own"  # the audit's words, by which it is found again


@dataclass(frozen=True)
class CheckedSlip:
    """A row with what it says, and what is wrong with it. A row that is left empty says nothing."""

    typed: TypedSlip
    slip: Slip | None = None
    problems: tuple[SlipProblem, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether it keeps the page from being saved."""
        return any(not (each.can_be_so and self.typed.is_sure) for each in self.problems)


@dataclass(frozen=True)
class EnteredSlips:
    """What was saved: how many slips, how many minutes in all. `was_there`: it had been before."""

    count: int
    minutes: int
    was_there: bool = False


class SlipsRefused(Exception):
    """A page of slips that was not saved: every row as checked, and what the total has wrong."""

    def __init__(self, rows: Sequence[CheckedSlip], total: Sequence[SlipProblem] = ()) -> None:
        super().__init__("nothing was saved")
        self.rows, self.total = tuple(rows), tuple(total)


def checked_slips(
    context: Context, actor: Actor, typed: Sequence[TypedSlip]
) -> tuple[CheckedSlip, ...]:
    """The rows with what was left out filled in, each read and checked. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    rows = [_read(context, each) for each in filled_down(typed)]
    slips = [row.slip for row in rows if row.slip]
    facts = slip_facts(
        context, {number for each in slips for number in (each.giver, each.receiver)}
    )
    repeated, checked = repeated_numbers(slips), []
    for row in rows:
        if row.slip is None:
            checked.append(row)
            continue
        problems = slip_problems(row.slip, facts)
        if row.slip.number in repeated:
            twice = f"Slip {row.slip.number} is in more than one row."
            problems = (SlipProblem("number", twice), *problems)
        checked.append(replace(row, problems=problems))
        facts = _with_exchanged(facts, row.slip)  # the rows below are no first exchange any more
    return tuple(checked)


def enter_slips(
    context: Context, actor: Actor, typed: Sequence[TypedSlip], count: str, total: str
) -> EnteredSlips:
    """Post a page of slips, all or none; `count` and `total` are those of the paper, as typed.

    A page that was sent twice is posted once. Raises NotAllowed, and SlipsRefused with every row.
    """
    try:
        with context.unit_of_work() as uow:
            rows = checked_slips(context, actor, typed)
            slips = [row.slip for row in rows if row.slip]
            if slips and all(_is_there(context, row) for row in rows if not row.typed.is_blank):
                return EnteredSlips(len(slips), sum(each.minutes for each in slips), was_there=True)
            typed_here = sum(not row.typed.is_blank for row in rows)
            wrong = total_problems(typed_here, slips, count, total)
            if not slips or wrong or any(row.stops for row in rows):
                raise SlipsRefused(rows, wrong)
            for slip in slips:
                _post(context, uow, actor, slip)
    except AlreadyPosted:  # another broker was quicker: the rows say which
        raise SlipsRefused(checked_slips(context, actor, typed)) from None
    return EnteredSlips(len(slips), sum(each.minutes for each in slips))


def _read(context: Context, typed: TypedSlip) -> CheckedSlip:
    if typed.is_blank:
        return CheckedSlip(typed)
    slip, problems = read_slip(typed, slip_categories(context), context.clock.today())
    return CheckedSlip(typed, slip, problems)


def _with_exchanged(facts: SlipFacts, slip: Slip) -> SlipFacts:
    return replace(facts, has_exchanged={*facts.has_exchanged, slip.giver, slip.receiver})


def _is_there(context: Context, row: CheckedSlip) -> bool:
    """Whether a row's slip is in the ledger already, with the very same facts."""
    posted = posted_of_slip(context, row.slip.number) if row.slip else []
    return bool(posted) and row.slip is not None and _says(posted[-1], row.slip)


def _says(posted: Transfer, slip: Slip) -> bool:
    told = (posted.givers, posted.receivers, posted.minutes, posted.done_on)
    return told == ((slip.giver,), (slip.receiver,), slip.minutes, slip.on)


def _post(context: Context, uow: UnitOfWork, actor: Actor, slip: Slip) -> None:
    key = key_of_slip(slip.number, len(posted_of_slip(context, slip.number)) + 1)
    now, parties = context.clock.now(), slip_facts(context, (slip.giver, slip.receiver)).parties
    receiver = parties[slip.receiver]
    words = tuple(
        Confirmation(each, slip.minutes, ConfirmedBy.SLIP, now, actor.person.id)
        for each in (slip.giver, slip.receiver)
    )
    arranged = _arranged(context, actor, slip, key)
    is_finer = arranged.category.startswith(f"{slip.category}/")  # as it was arranged
    exchange = replace(
        arranged,
        minutes=slip.minutes,
        place=slip.place,
        category=arranged.category if is_finer else slip.category,
        ward=receiver.ward if isinstance(receiver, Member) else "",
        state=ExchangeState.DONE,
        confirmations=words,
        slip=str(slip.number),
    )
    transfer = post_exchange(context, uow, actor, exchange, key=key)
    if is_party(context, actor.person, (slip.giver, slip.receiver)):
        note(context, uow, actor, OWN_SLIP, f"time-bank-entry:{transfer.id}")


def _arranged(context: Context, actor: Actor, slip: Slip, key: str) -> Exchange:
    """The exchange that a broker had arranged for the two and the day; else a new one."""
    kept = context.store.find(TIME_BANK_EXCHANGES, giver=slip.giver, receiver=slip.receiver)
    for each in kept:
        if each.is_open and each.on == slip.on:
            return each
    return Exchange(
        *(key, slip.giver, slip.receiver, slip.minutes, slip.on, slip.place),
        *(context.clock.now(), actor.person.id),
    )
