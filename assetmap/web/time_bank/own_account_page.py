"""What a member's own pages show: their balance in plain words, their statement, what waits for
them; and nothing of anybody else's but what was released to them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assetmap.domain.time_bank.balance_words import own_words
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.ledger import CorrectionReason, Transfer, TransferKind
from assetmap.domain.time_bank.members import Member
from assetmap.domain.time_bank.statement import StatementLine
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.own_account import OwnExchange, own_account
from assetmap.web.formatting import long_date

DAYS = (
    *(("Mon", "Monday"), ("Tue", "Tuesday"), ("Wed", "Wednesday"), ("Thu", "Thursday")),
    *(("Fri", "Friday"), ("Sat", "Saturday"), ("Sun", "Sunday")),
)
DID = {
    "yes": "Thank you. It counts when both of you have said yes.",
    "posted": "Thank you. Both of you have said yes, so it counts now.",
    "other": "Thank you. We ask the other side whether that is right.",
    "no": "Thank you for telling us. The broker will ring you. Nothing is counted.",
    "renewed": "It stands for longer now.",
    "ended": "It is taken back. Nobody is asked about it any more.",
    "asked": "Thank you for asking. The broker will look for somebody and ring you.",
    "given": "Thank you. Your hours are given.",
    "thanks": "We will remember that.",
}


@dataclass(frozen=True)
class OwnLine:
    """One entry of the statement, in words for the member."""

    day: str
    what: str
    minutes: str
    balance: str


@dataclass(frozen=True)
class OwnItem:
    """An offer or a want of theirs."""

    id: str
    title: str
    details: str
    until: str
    is_over: bool


@dataclass(frozen=True)
class OwnExchangeLine:
    """An exchange of theirs, in words."""

    id: str
    says: str
    state: str
    minutes: str
    waits_for_me: bool
    contact_name: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class OwnAccountPage:
    """`/time-bank/me/<token>`: a member's account as they see it."""

    title: str
    address: str
    name: str
    number: str
    balance: str
    words: str
    is_high: bool
    is_large: bool
    waiting: tuple[OwnExchangeLine, ...]
    coming: tuple[OwnExchangeLine, ...]
    lines: tuple[OwnLine, ...]
    offers: tuple[OwnItem, ...]
    wants: tuple[OwnItem, ...]
    groups: tuple[tuple[str, str], ...]
    thanks: bool
    did: str
    broker_phone: str
    form_token: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class OwnFormPage:
    """A form below a member's own page: asking for help, giving hours, or a word on an exchange."""

    title: str
    address: str
    form_token: str
    once: str
    is_large: bool
    balance: str = ""
    exchange: OwnExchangeLine | None = None
    typed: Mapping[str, str] = field(default_factory=dict)
    days: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def own_account_page(
    context: Context, member: Member, address: str, form_token: str, did: str = ""
) -> OwnAccountPage:
    """The page of a member's account."""
    account, rules = own_account(context, member), context.borough.time_bank
    titles, today = account_titles(context, own=member.id), context.clock.today()
    shown = [exchange_line(each) for each in account.exchanges]
    return OwnAccountPage(
        context.borough.time_bank_name,
        *(address, member.name, member.id, in_words(account.balance)),
        own_words(account.balance, rules),
        account.balance > rules.high,
        member.large_print,
        tuple(each for each in shown if each.waits_for_me),
        tuple(each for each in shown if not each.waits_for_me),
        tuple(_line(titles, each) for each in reversed(account.statement.lines)),
        tuple(_item(each, is_over=not each.is_open(today)) for each in account.offers),
        tuple(_item(each, is_over=not each.is_open(today)) for each in account.wants),
        tuple((each.name, in_words(each.minutes)) for each in account.groups),
        member.thanks,
        DID.get(did, ""),
        rules.phone or context.borough.help.phone,
        form_token,
    )


def exchange_line(own: OwnExchange) -> OwnExchangeLine:
    """An exchange as one side reads it."""
    exchange = own.exchange
    minutes, day = in_words(exchange.minutes), long_date(exchange.on)
    is_past = exchange.state in (ExchangeState.DONE, ExchangeState.POSTED) or own.waits_for_me
    to_whom = f"to {own.other}" if own.gives else f"by {own.other}"
    verb = (
        ("You gave" if is_past else "You give")
        if own.gives
        else ("You were given" if is_past else "You are given")
    )
    state = "" if own.waits_for_me else _STATES.get(exchange.state, "")
    return OwnExchangeLine(
        *(exchange.id, f"{verb} {minutes} {to_whom}, {day}", state, minutes, own.waits_for_me),
        own.contact.name if own.contact else "",
        own.contact.ways if own.contact else (),
    )


_STATES = {
    ExchangeState.AGREED: "Agreed",
    ExchangeState.DONE: "Waits for the word of the other",
    ExchangeState.POSTED: "Counted",
}


def _line(titles: Mapping[str, str], line: StatementLine) -> OwnLine:
    taken_back = " (taken back)" if line.corrected_by else ""
    sign = "+" if line.minutes > 0 else ""
    return OwnLine(
        long_date(line.transfer.done_on),
        f"{_what(titles, line.transfer, gains=line.minutes > 0)}{taken_back}",
        f"{sign}{in_words(line.minutes)}",
        in_words(line.balance),
    )


def _what(titles: Mapping[str, str], transfer: Transfer, *, gains: bool) -> str:
    """What an entry was, for the one whose statement it is; who gave a gift is not said (TB7)."""
    others = transfer.receivers if gains else transfer.givers
    other = ", ".join(titles.get(each, f"Account {each}") for each in others)
    match transfer.kind:
        case TransferKind.EXCHANGE | TransferKind.GROUP:
            return f"You gave time to {other}" if gains else f"You were given time by {other}"
        case TransferKind.GIFT | TransferKind.POT_GIFT:
            return "A gift to you" if gains else f"A gift to {other}"
        case TransferKind.CORRECTION:
            return f"Correction: {CorrectionReason(transfer.reason).label.lower()}"
        case _:
            return transfer.kind.label


def _item(item: TimeBankItem, *, is_over: bool) -> OwnItem:
    return OwnItem(item.id, item.title, item.details, long_date(item.until), is_over)
