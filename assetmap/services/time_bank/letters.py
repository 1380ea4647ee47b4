"""What members are written by e-mail: how to reach each other, a word that waits, a gift, a link.

Each letter is taken out of the queue once it is sent: it holds a key, or somebody's phone number.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any, Protocol

from assetmap.domain.time_bank.exchanges import Exchange
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.members import Member
from assetmap.mail.message import BadMessage
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import queue_email
from assetmap.services.time_bank.member_links import ends_at, member_url
from assetmap.storage.unit_of_work import UnitOfWork


class Reachable(Protocol):
    """Somebody who can be reached: see `contact_release.ReleasedContact`."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def ways(self) -> tuple[str, ...]:
        """Phone number and e-mail address."""


def write_contact(
    context: Context, uow: UnitOfWork, exchange: Exchange, member: Member, other: Reachable
) -> None:
    """Tell a member what was agreed, and how to reach the other."""
    about = f"time-bank-contact:{exchange.id}:{member.id}"
    _queue(
        *(context, uow, "time_bank_contact", member, about),
        other=other.name,
        ways=other.ways,
        gives=exchange.giver == member.id,
        minutes=in_words(exchange.minutes),
        on=exchange.on,
        place=exchange.place.label,
        link=member_url(context, member, f"/exchanges/{exchange.id}"),
    )


def ask_for_word(
    context: Context, uow: UnitOfWork, exchange: Exchange, member: Member, other: str, *, gave: bool
) -> None:
    """Ask a member whether an exchange was so; once for the same minutes. `other` is how the other
    side is called.
    """
    about = f"time-bank-word:{exchange.id}:{member.id}:{exchange.minutes}"
    _queue(
        *(context, uow, "time_bank_confirm", member, about),
        gave=gave,
        other=other,
        minutes=in_words(exchange.minutes),
        on=exchange.on,
        link=member_url(context, member, f"/exchanges/{exchange.id}"),
    )


def write_gift(
    context: Context, uow: UnitOfWork, member: Member, minutes: int, giver: str, *, key: str
) -> None:
    """Tell a member of a gift; `giver` is empty unless they want to be named (TB7)."""
    given = {"minutes": in_words(minutes), "giver": giver, "link": member_url(context, member)}
    _queue(context, uow, "time_bank_gift", member, f"time-bank-gift:{key}", **given)


def write_links(context: Context, uow: UnitOfWork, people: Sequence[Member], *, key: str) -> None:
    """Send one address the links to all accounts that have it, in one letter."""
    links = [(each.number_title, member_url(context, each)) for each in people]
    _queue(context, uow, "time_bank_links", people[0], f"time-bank-links:{key}", links=links)


def with_email(people: Iterable[Member]) -> list[Member]:
    """Those who can be written to."""
    return [each for each in people if each.email.strip() and each.may_exchange]


def _queue(
    context: Context, uow: UnitOfWork, letter: str, member: Member, about: str, **values: Any
) -> None:
    until = ends_at(context, context.clock.now())
    bank = context.borough.time_bank
    values |= {
        "valid_until": until - timedelta(days=1),
        "time_bank": context.borough.time_bank_name,
    }
    values |= {"broker_phone": bank.phone or context.borough.help.phone}
    try:
        queue_email(
            *(context, uow, letter, member.email.strip(), about),
            is_secret_until=until,
            **values,
        )
    except BadMessage:  # an address that somebody mistyped: the broker rings
        return
