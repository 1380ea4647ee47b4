"""Statements of members and groups: each entry in words that name nobody but whose it is (TB16)."""

from dataclasses import dataclass
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.address_lines import address_lines
from assetmap.domain.time_bank.balance_words import own_words
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import CorrectionReason, Transfer, TransferKind
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.domain.time_bank.statement import (
    Statement,
    StatementLine,
    statement_of,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import account_titles, is_account
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_GROUPS, TIME_BANK_MEMBERS

_NAMED_MOST = 3  # others on one entry; of more it is said how many


@dataclass(frozen=True)
class StatementEntry:
    """One entry as it is printed: its number, the day done, words, time, and the balance after.

    `corrected` names the entry that took it back, where one did.
    """

    number: int
    on: date
    words: str
    minutes: int
    balance: int
    corrected: str = ""


@dataclass(frozen=True)
class PrintedStatement:
    """A statement in words, for one account. `address` is for an envelope's window."""

    number: str
    title: str  # their own name, or a group's
    statement: Statement
    entries: tuple[StatementEntry, ...]
    balance_words: str
    is_large: bool = False
    address: tuple[str, ...] = ()


def account_of(context: Context, actor: Actor, number: str) -> Member | GroupAccount:
    """The member or the group behind an account's number. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    if not is_account(context, number):
        raise NotFound(f"There is no account {number}.")
    groups = context.store.find(TIME_BANK_GROUPS, id=number)
    return groups[0] if groups else context.store.get(TIME_BANK_MEMBERS, number)


def printed_statement(
    context: Context, actor: Actor, number: str, first: date, last: date
) -> PrintedStatement:
    """The statement of an account from one day to another, both counted. Raises as `account_of`."""
    whose = account_of(context, actor, number)
    transfers = context.store.ledger.transfers(account=number)
    titles = account_titles(context, own=number)
    return statement_in_words(context, whose, statement_of(number, transfers, first, last), titles)


def statement_in_words(
    context: Context, whose: Member | GroupAccount, statement: Statement, titles: dict[str, str]
) -> PrintedStatement:
    """A statement as it is printed; `titles` are what accounts are called on it."""
    entries = tuple(_entry(context, line, whose.id, titles) for line in statement.lines)
    words = own_words(statement.balance, context.borough.time_bank)
    if isinstance(whose, GroupAccount):
        return PrintedStatement(whose.id, whose.name, statement, entries, words)
    return PrintedStatement(
        *(whose.id, whose.title, statement, entries, words),
        is_large=whose.large_print,
        address=address_lines(whose),
    )


def _entry(
    context: Context, line: StatementLine, own: str, titles: dict[str, str]
) -> StatementEntry:
    transfer = line.transfer
    corrected = f"Taken back by entry {line.names}." if line.corrected_by else ""
    return StatementEntry(
        *(line.number, transfer.done_on, _words(context, line, own, titles)),
        *(line.minutes, line.balance, corrected),
    )


def _words(context: Context, line: StatementLine, own: str, titles: dict[str, str]) -> str:
    transfer = line.transfer
    if transfer.kind is TransferKind.CORRECTION:
        reason = CorrectionReason(transfer.reason).label
        return f"Takes back entry {line.names}, {in_words(abs(line.minutes))}. {reason}."
    if transfer.kind.is_exchanged:
        others = _others(transfer, own, titles)
        said = f"Given to {others}" if line.minutes > 0 else f"Received from {others}"
        category = context.borough.words.category.get(transfer.category)
        return f"{said}: {category.label}" if category else said
    return _other_words(context, transfer, line.minutes, own, titles)


def _other_words(
    context: Context, transfer: Transfer, minutes: int, own: str, titles: dict[str, str]
) -> str:
    """What is no exchange. Who gave a gift is not said: they may not want it (TB7)."""
    pot = context.borough.pot_name
    if transfer.kind is TransferKind.GIFT:
        return "A gift to you" if minutes > 0 else f"Your gift to {_others(transfer, own, titles)}"
    if transfer.kind is TransferKind.POT_GIFT:
        return f"Your gift to the {pot}"
    if transfer.kind is TransferKind.POT_GRANT:
        return f"From the {pot}"
    if transfer.kind is TransferKind.BROUGHT_FORWARD:
        return "What you had before this record began"
    return transfer.kind.label


def _others(transfer: Transfer, own: str, titles: dict[str, str]) -> str:
    """The other side of an entry, as the one it is for may see them called."""
    is_giver = transfer.minutes_of(own) > 0
    others = [x for x in (transfer.receivers if is_giver else transfer.givers) if x != own]
    if len(others) > _NAMED_MOST:
        return f"{len(others)} members"
    called = [titles.get(each, f"Member {each}") for each in others]
    return " and ".join(filter(None, (", ".join(called[:-1]), called[-1])))
