"""A time bank for tests: two members, a group account, the pot, and who may run it."""

from dataclasses import replace
from datetime import date
from itertools import count
from typing import Any

from assetmap.domain.people.people import Person, Role
from assetmap.domain.time_bank.exchanges import Confirmation, ConfirmedBy, Exchange, ExchangeState
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.time_bank.ledger import POT, PlaceKind
from assetmap.domain.time_bank.members import CheckSeen, GroupAccount, Member, Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import add_group, add_member
from assetmap.services.time_bank.posting import post_opening_balance
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_ITEMS

BROKER = Person("p-broker", "Beth Broker", "beth@example.org", roles=(Role.BROKER,))
BY_BROKER = Actor(BROKER)
JOINED = date(2025, 9, 1)
_numbers = count(1)


# For who may be at home with others: the flag, and the check that it stands on.
AT_HOME: dict[str, Any] = {"home_allowed": True, "dbs": CheckSeen(JOINED, BROKER.id, "enhanced")}


def a_member(**values: Any) -> Member:
    """A member who joined long ago and may be matched; not kept anywhere."""
    usual: dict[str, Any] = {
        "id": "0",
        "name": "Ada Lovelock",
        "email": "ada.lovelock@example.org",
        "phone": "01632 960501",
        "address": "12 Sample Row, Tilbury",
        "postcode": "RM18 8AB",
        "stage": Stage.ACTIVE,
        "stages": (StageChange(Stage.ACTIVE, JOINED, BROKER.id),),
    }
    return Member(**(usual | values))


def join(context: Context, minutes: int = 0, **values: Any) -> Member:
    """A member with an account, and a balance brought forward on the day they joined."""
    with context.unit_of_work() as uow:
        member = add_member(context, uow, BY_BROKER, a_member(**values))
        if minutes:
            post_opening_balance(context, uow, BY_BROKER, member.id, minutes, JOINED)
    return member


def the_time_bank(context: Context) -> tuple[Member, Member, GroupAccount]:
    """Member 101 with 3 hours, member 102 with 2 owed, the group account 103, and 10 in the pot."""
    one = join(context, 180)
    two = join(
        *(context, -120),
        name="Bertram Oddwick",
        email="",
        phone="01632 960502",
        address="7 Invented Close, Grays",
        postcode="RM17 6ZZ",
    )
    with context.unit_of_work() as uow:
        hub = add_group(context, uow, BY_BROKER, GroupAccount("0", "Riverside Hub", JOINED))
        post_opening_balance(context, uow, BY_BROKER, POT, 600, JOINED)
    return one, two, hub


def an_exchange(giver: str, receiver: str, **values: Any) -> Exchange:
    """An exchange that was done, and waits for a word; not kept anywhere."""
    usual: dict[str, Any] = {
        "id": f"exchange-{next(_numbers)}",
        "giver": giver,
        "receiver": receiver,
        "minutes": 90,
        "on": date(2026, 3, 12),
        "place": PlaceKind.PUBLIC,
        "made_at": None,
        "by": BROKER.id,
        "state": ExchangeState.DONE,
    }
    return Exchange(**(usual | values))


def keep_exchange(context: Context, giver: str, receiver: str, **values: Any) -> Exchange:
    """The same, kept."""
    exchange = an_exchange(giver, receiver, made_at=context.clock.now(), **values)
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_EXCHANGES, exchange)
    return exchange


def confirmed(context: Context, exchange: Exchange) -> Exchange:
    """The exchange with the word of both, by phone; not kept anywhere."""
    now = context.clock.now()
    words = tuple(
        Confirmation(each, exchange.minutes, ConfirmedBy.PHONE, now, BROKER.id)
        for each in (exchange.giver, exchange.receiver)
    )
    return replace(exchange, confirmations=words)


def keep_item(context: Context, account: str, title: str, **values: Any) -> TimeBankItem:
    """An offer, or with `kind` a want, of an account; kept, and open for 90 days."""
    today = context.clock.today()
    usual: dict[str, Any] = {
        "id": f"item-{next(_numbers)}",
        "account": account,
        "kind": ItemKind.OFFER,
        "title": title,
        "since": today,
        "until": today + context.borough.time_bank.item_time,
    }
    item = TimeBankItem(**(usual | values))
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_ITEMS, item)
    return item
