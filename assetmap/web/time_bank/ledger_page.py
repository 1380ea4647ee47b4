"""What the ledger's pages show: entries with what they add up to, and one entry with its lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import (
    CorrectionReason,
    GrantReason,
    Transfer,
    TransferKind,
)
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.listings.history import person_name
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.ledger_entries import (
    Entry,
    EntryFilter,
    can_be_entered_right,
    entries,
    entry_of,
    minutes_of,
)
from assetmap.services.time_bank.parties import suggestions
from assetmap.web.formatting import long_date, moment_words
from assetmap.web.forms.values import Boxes, boxes_of
from assetmap.web.time_bank.exchange_form import TypedExchange, typed_from_entry
from assetmap.web.time_bank.exchanges_page import Choices, category_choices, place_choices

MOST = 100  # entries on a page
_EXCHANGED = (
    ",".join(each for each in TransferKind if each.is_exchanged),
    "Hours exchanged: exchanges and group sessions",
)


@dataclass(frozen=True)
class EntryLine:
    """One entry in the list: between whom, how much, and whether it was taken back."""

    url: str
    day: str
    kind: str
    giver: str
    receiver: str
    minutes: str
    remark: str


@dataclass(frozen=True)
class LedgerPage:
    """`/work/time-bank/ledger`: some entries; what was asked for stands in the form."""

    title: str
    lines: tuple[EntryLine, ...]
    total: int
    minutes: str
    balance: str  # of the account that is asked for
    account: str
    kind: str
    kinds: Choices
    first: Boxes
    last: Boxes
    accounts: tuple[str, ...]
    problems: tuple[Problem, ...]
    next_url: str


@dataclass(frozen=True)
class EntryPage:
    """`/work/time-bank/ledger/<id>`: one entry, and how it can be corrected."""

    title: str
    id: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str, str], ...]  # account, minutes, and the list of its entries
    corrected_by_url: str
    corrects_url: str
    can_be_corrected: bool
    can_be_right: bool
    reasons: Choices
    reason: str
    enters_right: bool
    typed: TypedExchange
    accounts: tuple[str, ...]
    categories: Choices
    places: Choices
    once: str
    problems: tuple[Problem, ...] = ()


def ledger_page(
    context: Context,
    actor: Actor,
    wanted: EntryFilter,
    typed: tuple[str, str, Boxes, Boxes],
    problems: tuple[Problem, ...] = (),
    skip: int = 0,
) -> LedgerPage:
    """The page of the entries that are asked for; `typed` is what stands in the form."""
    found = () if problems else tuple(entries(context, actor, wanted))
    titles, ledger = account_titles(context), context.store.ledger
    account, kind, first, last = typed
    more = skip + MOST < len(found)
    kinds = (("", "All"), _EXCHANGED, *((str(each), each.label) for each in TransferKind))
    return LedgerPage(
        "The ledger",
        tuple(_line(titles, each) for each in found[skip : skip + MOST]),
        len(found),
        in_words(minutes_of(found, wanted.account)),
        in_words(ledger.balance(wanted.account)) if wanted.account else "",
        *(account, kind, kinds, first, last, suggestions(context), problems),
        ledger_url(wanted, skip + MOST) if more else "",
    )


def ledger_url(wanted: EntryFilter, skip: int = 0) -> str:
    """Where the entries of a sort are listed: what a figure elsewhere links to."""
    asked = {
        "account": wanted.account,
        "kind": ",".join(wanted.kinds),
        **_day("from", wanted.first),
        **_day("to", wanted.last),
        "skip": str(skip) if skip else "",
    }
    return url_for("time_bank_ledger.every", **{k: v for k, v in asked.items() if v})  # type: ignore[arg-type]


def entry_page(
    context: Context,
    actor: Actor,
    id_: str,
    typed: TypedExchange | None = None,
    reason: str = "",
    problems: tuple[Problem, ...] = (),
    once: str = "",
) -> EntryPage:
    """The page of one entry. Raises NotAllowed, NotFound."""
    entry, titles = entry_of(context, actor, id_), account_titles(context)
    transfer = entry.transfer
    can_be_right = can_be_entered_right(transfer)
    fills = typed_from_entry(titles, transfer) if can_be_right else TypedExchange()
    return EntryPage(
        f"{transfer.kind.label}, {long_date(transfer.done_on)}",
        transfer.id,
        _facts(context, transfer),
        tuple(
            (
                _called(titles, each.account),
                in_words(each.minutes),
                ledger_url(EntryFilter(each.account)),
            )
            for each in transfer.lines
        ),
        _entry_url(entry.corrected_by),
        _entry_url(transfer.corrects),
        entry.can_be_corrected,
        can_be_right,
        tuple((str(each), each.label) for each in CorrectionReason),
        reason,
        typed is not None,
        typed or fills,
        *(suggestions(context), category_choices(context), place_choices(), once or new_id()),
        problems,
    )


def _line(titles: Mapping[str, str], entry: Entry) -> EntryLine:
    transfer = entry.transfer
    remark = "Taken back" if entry.corrected_by else ""
    if transfer.kind is TransferKind.CORRECTION:
        remark = CorrectionReason(transfer.reason).label
    return EntryLine(
        _entry_url(transfer.id),
        long_date(transfer.done_on),
        transfer.kind.label,
        _several(titles, transfer.givers),
        _several(titles, transfer.receivers),
        in_words(transfer.minutes),
        remark,
    )


def _facts(context: Context, transfer: Transfer) -> tuple[tuple[str, str], ...]:
    category = context.borough.words.category.get(transfer.category)
    facts = (
        ("What", transfer.kind.label),
        ("How long", in_words(transfer.minutes)),
        ("Done on", long_date(transfer.done_on)),
        ("Entered", moment_words(transfer.posted_at)),
        ("Entered by", person_name(context, transfer.by)),
        ("Reason", _reason(transfer)),
        ("About", category.label if category else ""),
        ("Where", transfer.place.label if transfer.place else ""),
    )
    return tuple((label, value) for label, value in facts if value)


def _reason(transfer: Transfer) -> str:
    if transfer.kind is TransferKind.CORRECTION:
        return CorrectionReason(transfer.reason).label
    return GrantReason(transfer.reason).label if transfer.reason else ""


def _several(titles: Mapping[str, str], accounts: tuple[str, ...]) -> str:
    shown = ", ".join(_called(titles, each) for each in accounts[:2])
    rest = len(accounts) - 2
    return f"{shown} and {rest} more" if rest > 0 else shown


def _called(titles: Mapping[str, str], account: str) -> str:
    title = titles.get(account, f"Account {account}")
    return f"{title} ({account})" if account.isdecimal() else title


def _entry_url(id_: str) -> str:
    return url_for("time_bank_ledger.one", entry_id=id_) if id_ else ""


def _day(name: str, on: date | None) -> dict[str, str]:
    parts = zip(("day", "month", "year"), boxes_of(on), strict=True)
    return {f"{name}-{part}": value for part, value in parts}
