"""What the pages of exchanges show: the list, the form, and one exchange with what can be done."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from assetmap.domain.time_bank.balance_words import talk_words
from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.safeguarding import Party, first_words
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.arranging import exchange_of, exchanges
from assetmap.services.time_bank.confirming import NOT_DONE, differing_words
from assetmap.services.time_bank.contact_release import is_released, to_read_out
from assetmap.services.time_bank.parties import is_party, party_of, shares_home, suggestions
from assetmap.web.formatting import long_date, moment_words
from assetmap.web.forms.values import Boxes, boxes_of
from assetmap.web.time_bank.exchange_form import STEPS, TypedExchange

OPEN = (ExchangeState.DONE, ExchangeState.AGREED, ExchangeState.PROPOSED)
MOST = 100  # exchanges on a page

Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ExchangeLine:
    """One exchange in a list."""

    url: str
    title: str
    facts: tuple[str, ...]
    waits: str


@dataclass(frozen=True)
class ExchangesPage:
    """`/work/time-bank/exchanges`: some exchanges; `states` narrow them, one of them is chosen."""

    title: str
    states: tuple[tuple[str, int, str, bool], ...]
    lines: tuple[ExchangeLine, ...]
    is_cut: bool


@dataclass(frozen=True)
class NewExchangePage:
    """`/work/time-bank/exchanges/new`: the form, empty or as it was sent."""

    title: str
    typed: TypedExchange
    problems: tuple[Problem, ...]
    accounts: tuple[str, ...]
    categories: Choices
    places: Choices
    steps: tuple[tuple[str, str, str], ...]
    once: str


@dataclass(frozen=True)
class Word:
    """Whether one side has said yes, in words."""

    who: str
    says: str
    is_there: bool


@dataclass(frozen=True)
class ReadOut:
    """What the broker tells one of the two: how they are called and rung, and what of the other."""

    to: str
    phone: str
    name: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class ExchangePage:
    """`/work/time-bank/exchanges/<id>`: one exchange."""

    title: str
    id: str
    state: ExchangeState
    facts: tuple[tuple[str, str], ...]
    words: tuple[Word, ...]
    notices: tuple[str, ...]
    talks: tuple[str, ...]
    read_out: tuple[ReadOut, ...]
    released: str
    entry_url: str
    is_own: bool  # the broker who looks is one of the two
    is_to_come: bool
    minutes: str
    on: Boxes
    problems: tuple[Problem, ...] = ()


def exchanges_page(context: Context, actor: Actor, wanted: ExchangeState) -> ExchangesPage:
    """The page of the exchanges in one state."""
    titles = account_titles(context)
    found = exchanges(context, actor, (wanted,))
    states = tuple(
        (
            each.label,
            len(exchanges(context, actor, (each,))) if each in OPEN else 0,
            url_for("time_bank_exchanges.every", state=str(each)),
            each is wanted,
        )
        for each in (*OPEN, ExchangeState.POSTED, ExchangeState.CALLED_OFF)
    )
    lines = tuple(_line(titles, each) for each in found[:MOST])
    return ExchangesPage("Exchanges", states, lines, len(found) > MOST)


def new_exchange_page(
    context: Context, typed: TypedExchange, problems: tuple[Problem, ...] = (), once: str = ""
) -> NewExchangePage:
    """The form."""
    return NewExchangePage(
        *("Arrange or enter an exchange", typed, problems, suggestions(context)),
        *(category_choices(context), place_choices(), STEPS, once or new_id()),
    )


def exchange_page(
    context: Context, actor: Actor, id_: str, problems: tuple[Problem, ...] = ()
) -> ExchangePage:
    """The page of one exchange. Raises NotAllowed, NotFound."""
    exchange = exchange_of(context, actor, id_)
    titles = account_titles(context, (exchange.giver, exchange.receiver))
    giver, receiver = party_of(context, exchange.giver), party_of(context, exchange.receiver)
    is_open = exchange.is_open
    return ExchangePage(
        f"{titles[exchange.giver]} gives to {titles[exchange.receiver]}",
        exchange.id,
        exchange.state,
        _facts(context, titles, exchange),
        tuple(_word(titles, exchange, each) for each in (exchange.giver, exchange.receiver)),
        tuple(_notices(exchange, giver, receiver, titles)) if is_open else (),
        tuple(filter(None, (_talk(context, each) for each in (giver, receiver))))
        if is_open
        else (),
        tuple(
            ReadOut(member.title, member.phone, other.name, other.ways)
            for member, other in to_read_out(context, exchange)
        ),
        _released_words(context, exchange),
        _entry_url(exchange),
        is_party(context, actor.person, (exchange.giver, exchange.receiver)),
        exchange.on > context.clock.today(),
        in_words(exchange.minutes),
        boxes_of(min(exchange.on, context.clock.today())),
        problems,
    )


def category_choices(context: Context) -> Choices:
    """The categories, those of level 2 set in; the first choice is none."""
    found = [("", "Not said")]
    for top in context.borough.words.categories:
        found.append((top.slug, top.label))
        found.extend((each.slug, f"– {each.label}") for each in top.within)
    return tuple(found)


def place_choices() -> Choices:
    """The sorts of place."""
    return tuple((str(each), each.label) for each in PlaceKind)


def _line(titles: Mapping[str, str], exchange: Exchange) -> ExchangeLine:
    waits = " and ".join(titles.get(each, each) for each in exchange.waits_for)
    is_done = exchange.state is ExchangeState.DONE
    facts = (in_words(exchange.minutes), long_date(exchange.on), exchange.place.label)
    return ExchangeLine(
        url_for("time_bank_exchanges.one", exchange_id=exchange.id),
        f"{titles.get(exchange.giver, exchange.giver)} to "
        f"{titles.get(exchange.receiver, exchange.receiver)}",
        facts,
        f"Waits for {waits}" if is_done and waits else "",
    )


def _facts(
    context: Context, titles: Mapping[str, str], exchange: Exchange
) -> tuple[tuple[str, str], ...]:
    categories = context.borough.words.category
    category = categories.get(exchange.category)
    facts = (
        ("Gives", f"{titles[exchange.giver]} ({exchange.giver})"),
        ("Is given", f"{titles[exchange.receiver]} ({exchange.receiver})"),
        ("How long", in_words(exchange.minutes)),
        ("Day", long_date(exchange.on)),
        ("Where", exchange.place.label),
        ("What", category.label if category else ""),
        ("Broker there", "Yes" if exchange.broker_present else ""),
        ("Slip", exchange.slip),
        ("How far", exchange.state.label),
    )
    return tuple((label, value) for label, value in facts if value)


def _word(titles: Mapping[str, str], exchange: Exchange, account: str) -> Word:
    who = titles[account]
    said = next((each for each in exchange.confirmations if each.account == account), None)
    if said is None:
        return Word(who, "has not said yet", is_there=False)
    when = f"{said.how.label}, {moment_words(said.at)}"
    if said.minutes == NOT_DONE:
        return Word(who, f"says that it was not done ({when})", is_there=False)
    is_there = said.minutes == exchange.minutes
    also = "" if is_there else ", which is not what stands now"
    return Word(who, f"says {in_words(said.minutes)} ({when}){also}", is_there)


def _notices(
    exchange: Exchange, giver: Party, receiver: Party, titles: Mapping[str, str]
) -> list[str]:
    found = [first_words(giver, receiver)]
    if shares_home(giver.member, receiver.member):
        found.append("They share an email address or a home. Ask each of them alone.")
    for each in differing_words(exchange):
        said = in_words(each.minutes) if each.minutes else "that it was not done"
        found.append(f"They do not agree: {titles[each.account]} says {said}. Ring both.")
    if exchange.state is ExchangeState.DONE and not exchange.waits_for:
        found.append("Both words came from one email address. Ring both before you press.")
    return list(filter(None, found))


def _talk(context: Context, party: Party) -> str:
    balance = context.store.ledger.balance(party.account)
    return talk_words(party.title, balance, context.borough.time_bank)


def _released_words(context: Context, exchange: Exchange) -> str:
    if exchange.released_at is None:
        return ""
    since = f"since {moment_words(exchange.released_at)}"
    return (
        f"They see how to reach each other, {since}."
        if is_released(context, exchange)
        else ("They no longer see how to reach each other.")
    )


def _entry_url(exchange: Exchange) -> str:
    if exchange.state is not ExchangeState.POSTED:
        return ""
    return url_for("time_bank_ledger.one", entry_id=exchange.id)
