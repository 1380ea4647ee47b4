"""The time bank's figures of a period, out of the ledger (TB17)."""

from collections.abc import Iterable
from datetime import date

from assetmap.domain.time_bank.figures import Figures, Membership
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.domain.time_bank.periods import Period, own_period
from assetmap.services.context import Context
from assetmap.storage.tables import TIME_BANK_MEMBERS

EARLIEST = date(1990, 1, 1)  # before any time bank here: for figures of all time


def figures(context: Context, first: date, last: date) -> Figures:
    """Every figure from one day to another, both counted, by the day things were done.

    Minutes for time; None for what fewer people stand behind than the borough tells of. Nobody is
    named in it, so whoever may read figures may have all of it.
    """
    return figures_for(context, own_period(first, last))


def figures_for(context: Context, period: Period) -> Figures:
    """The same of a period."""
    least = context.borough.time_bank.people_least
    members = context.store.find(TIME_BANK_MEMBERS)
    return context.ledger_cache.figures(tuple(_memberships(members)), period, least)


def _memberships(members: Iterable[Member]) -> Iterable[Membership]:
    """When each member became active for the first time, and left."""
    for member in members:
        joined = next((each.on for each in member.stages if each.stage is Stage.ACTIVE), None)
        left = member.since(Stage.LEFT) if member.stage is Stage.LEFT else None
        yield Membership(joined, left if joined else None)
