"""The month so far, in a few numbers, for the broker's first page."""

from dataclasses import dataclass

from assetmap.domain.time_bank.ledger import POT, TransferKind, not_corrected
from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.storage.tables import TIME_BANK_MEMBERS


@dataclass(frozen=True)
class Month:
    """Minutes exchanged this month by the day they were done, in how many exchanges and sessions;
    how many members are active; and the minutes in the pot.
    """

    minutes: int
    count: int
    members: int
    pot: int


def month_so_far(context: Context) -> Month:
    """The numbers of the current month. What was corrected does not count (TB17)."""
    ledger, today = context.store.ledger, context.clock.today()
    done = not_corrected(
        ledger.transfers(
            kinds=[each for each in TransferKind if each.is_exchanged],
            done_from=today.replace(day=1),
        ),
        ledger.corrections(),
    )
    return Month(
        minutes=sum(each.minutes for each in done),
        count=len(done),
        members=context.store.count(TIME_BANK_MEMBERS, stage=Stage.ACTIVE),
        pot=ledger.balance(POT),
    )
