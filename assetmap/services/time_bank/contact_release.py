"""How two who agreed reach each other: released to both, logged, and hidden again (TB14)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from assetmap.clock import LONDON
from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.members import ContactBy, Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.letters import write_contact
from assetmap.services.time_bank.parties import party_of
from assetmap.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ReleasedContact:
    """What one of the two sees of the other: name, phone, e-mail address; never where they live."""

    account: str
    name: str
    phone: str = ""
    email: str = ""

    @property
    def ways(self) -> tuple[str, ...]:
        """How to reach them."""
        return tuple(filter(None, (self.phone, self.email)))


def release(context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange) -> Exchange:
    """Tell both how to reach each other: by a letter to those who have e-mail. Gives the exchange
    as it is to be kept; the audit says that it was done, and nothing of what was told.
    """
    if exchange.released_at is not None or _is_through_broker(context, exchange):
        return exchange
    released = replace(exchange, released_at=context.clock.now())
    note(context, uow, actor, "released contact details", f"time-bank-exchange:{exchange.id}")
    for account, other in _sides(released):
        member = party_of(context, account).member
        if member and member.email:
            write_contact(context, uow, released, member, _contact(context, other))
    return released


def contact_of_other(context: Context, exchange: Exchange, account: str) -> ReleasedContact | None:
    """How one side reaches the other; None when that is not, or no longer, theirs to see."""
    if not is_released(context, exchange):
        return None
    return _contact(context, dict(_sides(exchange))[account])


def is_released(context: Context, exchange: Exchange) -> bool:
    """Whether the two may see how to reach each other now.

    Until so many days after the entry; where none was made, after the day it was agreed for.
    """
    if exchange.released_at is None or exchange.state is ExchangeState.CALLED_OFF:
        return False
    agreed_for = datetime(exchange.on.year, exchange.on.month, exchange.on.day, tzinfo=LONDON)
    since = exchange.posted_at or max(exchange.released_at, agreed_for)
    # By London's clocks: 30 days later at the same time of day, whether summer began or not.
    until = since.astimezone(LONDON) + timedelta(days=context.borough.time_bank.release_days)
    return context.clock.now() < until


def to_read_out(context: Context, exchange: Exchange) -> tuple[tuple[Member, ReleasedContact], ...]:
    """Those who have no e-mail, each with what the broker tells them by phone or post."""
    if not is_released(context, exchange):
        return ()
    sides = ((party_of(context, one).member, other) for one, other in _sides(exchange))
    return tuple(
        (member, _contact(context, other))
        for member, other in sides
        if member and (not member.email or member.contact_by is ContactBy.POST)
    )


def _is_through_broker(context: Context, exchange: Exchange) -> bool:
    """Who is under 18 is told no number, nor is theirs: the broker passes it on (TB9)."""
    today = context.clock.today()
    return any(party_of(context, one).is_under_18(today) for one, _ in _sides(exchange))


def _contact(context: Context, account: str) -> ReleasedContact:
    """How to reach an account; of a group the first who signs for it."""
    party = party_of(context, account)
    if party.member:
        member = party.member
        return ReleasedContact(account, member.title, member.phone, member.email)
    signatories = getattr(party.who, "signatories", ())
    signs = party_of(context, signatories[0]).member if signatories else None
    if signs is None:
        return ReleasedContact(account, party.title)
    return ReleasedContact(account, f"{signs.title}, {party.title}", signs.phone, signs.email)


def _sides(exchange: Exchange) -> tuple[tuple[str, str], tuple[str, str]]:
    return (exchange.giver, exchange.receiver), (exchange.receiver, exchange.giver)
