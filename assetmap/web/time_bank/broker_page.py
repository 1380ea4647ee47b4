"""`/work/time-bank` in words: three lists of what waits, the month's numbers, and the ways on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.figures import DEFINITIONS, Figures
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.services.time_bank.broker_work import BrokerWork, ToRing
from assetmap.web.formatting import and_words, day_words
from assetmap.web.time_bank.call_reasons import reason_words
from assetmap.web.time_bank.figure_labels import figure_words

_NUMBERS = tuple(
    each
    for each in DEFINITIONS
    if each.key in ("exchanged", "exchanges", "active_some", "pot_balance")
)
SHOWN = 5  # of each list, so that all three are seen at once


@dataclass(frozen=True)
class BrokerLine:
    """One thing that waits: what, where it is dealt with, why, and what else there is to know."""

    name: str
    url: str
    why: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True)
class BrokerList:
    """One of the three lists; `more` leads to the whole of it."""

    id: str
    heading: str
    lines: tuple[BrokerLine, ...]
    nothing: str  # said when the list is empty
    more: str
    more_url: str


@dataclass(frozen=True)
class BrokerPage:
    """The broker's first page."""

    title: str
    lists: tuple[BrokerList, ...]
    numbers: tuple[tuple[str, str], ...]
    month: str  # `March 2026 so far`
    ways: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def broker_page(
    work: BrokerWork,
    name: str,
    titles: Mapping[str, str],
    month: Figures,
    today: date,
) -> BrokerPage:
    """The page of a time bank called `name`; `titles` tell what each account is called, and `month`
    holds the figures of the current one.
    """
    waiting = tuple(_waiting(each, titles, today) for each in work.waiting)
    wants = tuple(_want(each, titles, today) for each in work.wants)
    calls = tuple(call_line(each, today) for each in work.to_ring)
    return BrokerPage(
        title=name,
        lists=(
            _list(
                *("waiting", "Waiting for a word", waiting, "Nothing waits."),
                *("All exchanges", "/work/time-bank/exchanges"),
            ),
            _list(
                *("wants", "Wants without a match", wants, "Every want has a match."),
                *("All wants and matches", "/work/time-bank/matches"),
            ),
            _list(
                *("calls", "People to ring", calls, "Nobody is to be rung today."),
                *("Make the calls, one after another", url_for("member_calls.show_list")),
            ),
        ),
        numbers=tuple((each.label, figure_words(each, month)) for each in _NUMBERS),
        month=f"{today:%B %Y} so far",
        ways=_ways(work.asks),
    )


def call_line(each: ToRing, today: date) -> BrokerLine:
    """One member to ring, and why."""
    member = each.member
    note = "" if member.phone else "There is no number: write to them"
    if member.tried_on:
        times = {1: "once", 2: "twice"}.get(len(member.tried_on), f"{len(member.tried_on)} times")
        note = f"Tried {times} without an answer"
    why = tuple(reason_words(reason, today) for reason in each.reasons)
    return BrokerLine(member.title, url_for("member_calls.show", number=member.id), why, note)


def exchange_words(each: Exchange, titles: Mapping[str, str]) -> str:
    """Who gives whom how long: `Ada gave Bert 1 h 30 min`, once it was done."""
    verb = "gave" if each.state is ExchangeState.DONE else "gives"
    hours = in_words(each.minutes).replace(" ", "\u00a0")
    return f"{titles[each.giver]} {verb} {titles[each.receiver]} {hours}"


def _waiting(each: Exchange, titles: Mapping[str, str], today: date) -> BrokerLine:
    day = day_words(each.on, today)
    sides = and_words(tuple(titles[side] for side in each.waits_for))
    match each.state:
        case ExchangeState.PROPOSED:
            why = f"Ask both whether {day} suits them"
        case ExchangeState.AGREED:
            why = f"Was planned for {day}: ask how it went"
        case _:
            why = f"{day}: waits for {sides}" if sides else f"{day}: both said yes, enter it"
    url = f"/work/time-bank/exchanges/{each.id}"
    return BrokerLine(exchange_words(each, titles), url, (why,))


def _want(each: TimeBankItem, titles: Mapping[str, str], today: date) -> BrokerLine:
    since = day_words(each.since, today)
    url = f"/work/time-bank/matches/{each.id}"
    return BrokerLine(each.title, url, (f"{titles[each.account]}, since {since}",))


def _list(
    id_: str, heading: str, lines: tuple[BrokerLine, ...], nothing: str, more: str, url: str
) -> BrokerList:
    count = f" ({len(lines)})" if lines else ""
    return BrokerList(id_, heading + count, lines[:SHOWN], nothing, more, url)


def _ways(asks: int) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    at, waiting = "/work/time-bank", f" ({asks} waiting)" if asks else ""
    return (
        (
            "Day by day",
            (
                ("Members", f"{at}/members"),
                ("Offers and wants", f"{at}/offers"),
                ("Matches", f"{at}/matches"),
                ("Exchanges", f"{at}/exchanges"),
                ("Record an exchange", f"{at}/exchanges/new"),
                (f"What colleagues ask{waiting}", f"{at}/asks"),
            ),
        ),
        (
            "On paper",
            (
                ("Enter paper slips", f"{at}/slips"),
                ("Enter a group session", f"{at}/sessions/new"),
                ("Print a pad of slips", f"{at}/slips/pad"),
                ("Statements", f"{at}/statements"),
                ("Thank-you letters", f"{at}/thanks"),
            ),
        ),
        (
            "Hours",
            (
                ("The community pot", f"{at}/pot"),
                ("Ledger and corrections", f"{at}/ledger"),
                ("Figures", f"{at}/figures"),
            ),
        ),
    )
