"""Working the figures out of the ledger's entries, as `figures` defines them."""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter

from assetmap.domain.time_bank.figures import (
    BREAKDOWNS,
    Breakdown,
    Entry,
    Figures,
    LedgerEntries,
    Membership,
    MonthLine,
    Row,
    closing_minutes,
    moved_by,
    opening_minutes,
)
from assetmap.domain.time_bank.ledger import EARLIER, POT, TransferKind
from assetmap.domain.time_bank.periods import Period, PeriodKind, period_of, years_before
from assetmap.domain.time_bank.small_cells import Cell, Table, hidden_cells

_ACTIVE_DAYS = timedelta(days=90)
_PART = {each: attrgetter(each) for each in BREAKDOWNS}


def figures_of(
    ledger: LedgerEntries, memberships: Sequence[Membership], period: Period, least: int
) -> Figures:
    """All figures of a period. Cells of fewer than `least` people are None or among the others."""
    inside = within(ledger.exchanged, period.first, period.last)
    people = _people(ledger, period, inside)
    comings, hidden = _comings(memberships, period, least)
    counts = {key: None if 0 < number < least else number for key, number in people.items()}
    counts |= {key: None if key in hidden else number for key, number in comings.items()}
    return Figures(
        period,
        least,
        {**_hours(ledger, period, inside), **counts, "both": _share(people, least)},
        frozenset(_withheld(people, comings, counts, least)),
        tuple(_month_line(each, inside) for each in period.months),
        _tables(ledger, period, least),
    )


def within(entries: Sequence[Entry], first: date, last: date) -> Sequence[Entry]:
    """The entries done from one day to another, both counted."""
    start = bisect_left(entries, first, key=_done_on)
    return entries[start : bisect_right(entries, last, key=_done_on)]


def _done_on(entry: Entry) -> date:
    return entry.done_on


def _hours(ledger: LedgerEntries, period: Period, inside: Sequence[Entry]) -> dict[str, int | None]:
    every = within(ledger.standing, period.first, period.last)
    moved: Counter[TransferKind] = Counter()
    for each in every:
        moved[each.kind] += each.minutes
    balances = _balances(ledger, period.last)
    own = ledger.members | ledger.groups
    taken_back = within(ledger.taken_back, period.first, period.last)
    return {
        "exchanged": sum(each.minutes for each in inside),
        "exchanges": len(inside),
        "late": sum(each.minutes for each in inside if each.entered > period.last),
        "earlier": balances[EARLIER],
        "opening": sum(map(opening_minutes, _of(every, TransferKind.BROUGHT_FORWARD))),
        "welcome": moved[TransferKind.WELCOME],
        "gifts": moved[TransferKind.GIFT],
        "pot_in": moved[TransferKind.POT_GIFT],
        "pot_out": moved[TransferKind.POT_GRANT],
        "pot_balance": balances[POT],
        "closing": sum(map(closing_minutes, _of(every, TransferKind.CLOSING))),
        "unspent": sum(left for at, left in balances.items() if left > 0 and at in own),
        "corrections": len(taken_back),
    }


def _of(entries: Iterable[Entry], kind: TransferKind) -> Iterator[Entry]:
    return (each for each in entries if each.kind is kind)


def _balances(ledger: LedgerEntries, last: date) -> Counter[str]:
    """What each account had at the end of a day: what it has now, without what came after."""
    found = Counter(ledger.balances)
    found.subtract(moved_by(within(ledger.standing, last + timedelta(days=1), date.max)))
    return found


def _people(ledger: LedgerEntries, period: Period, inside: Iterable[Entry]) -> dict[str, int]:
    """Members by what they did, as they are."""
    some = within(ledger.exchanged, period.last - _ACTIVE_DAYS + timedelta(days=1), period.last)
    a_year = years_before(period.last, 1) + timedelta(days=1)
    long = within(ledger.exchanged, a_year, period.last)
    gave, received = _sides(long, ledger.members)
    giving, receiving = _sides(inside, ledger.members)
    return {
        "active_some": len(set().union(*_sides(some, ledger.members))),
        "active_long": len(gave | received),
        "both": len(gave & received),
        "givers": len(giving),
        "receivers": len(receiving),
    }


def _sides(entries: Iterable[Entry], members: frozenset[str]) -> tuple[set[str], set[str]]:
    """The members who gave, and those who were given."""
    gave: set[str] = set()
    received: set[str] = set()
    for each in entries:
        for account, minutes in each.lines:
            (gave if minutes > 0 else received).add(account)
    return gave & members, received & members


def _share(people: Mapping[str, int], least: int) -> int | None:
    """How many in a hundred gave and received; None where few did, or few did not."""
    active, both = people["active_long"], people["both"]
    if any(0 < number < least for number in (both, active - both)):
        return None
    return round(100 * both / active) if active else 0


def _withheld(
    people: Mapping[str, int],
    comings: Mapping[str, int],
    counts: Mapping[str, int | None],
    least: int,
) -> Iterator[str]:
    """What is not told though it counts enough people: the rest would tell of fewer."""
    yield from (
        each for each, number in comings.items() if counts[each] is None and number >= least
    )
    if people["both"] >= least and _share(people, least) is None:
        yield "both"


def _comings(
    memberships: Sequence[Membership], period: Period, least: int
) -> tuple[dict[str, int], frozenset[str]]:
    """Who joined and who left, and which of the two is hidden; of dates of one's own both are, or
    two such times would tell of one person.
    """
    days = {
        "joined": [each.joined for each in memberships if each.joined],
        "left": [each.left for each in memberships if each.left],
    }
    if period.kind is PeriodKind.OWN:
        return dict.fromkeys(days, least), frozenset(days)
    tables = {each: _counted(days, each) for each in _family(period)}
    cells = {
        each: {key: Cell(number, number) for key, number in counted.items() if number}
        for each, counted in tables.items()
    }
    return tables[period], hidden_cells(cells, least, has_total=False)[period]


def _counted(days: Mapping[str, Sequence[date]], period: Period) -> dict[str, int]:
    return {
        key: sum(period.first <= day <= period.last for day in every) for key, every in days.items()
    }


def _month_line(month: Period, inside: Sequence[Entry]) -> MonthLine:
    entries = within(inside, month.first, month.last)
    return MonthLine(month, sum(each.minutes for each in entries), len(entries))


def _family(period: Period) -> list[Period]:
    """The year of a month, quarter or year, with all its quarters and months."""
    year = period_of(PeriodKind.YEAR, period.first)
    return [year, *year.parts, *(month for quarter in year.parts for month in quarter.parts)]


def _tables(ledger: LedgerEntries, period: Period, least: int) -> dict[str, Breakdown]:
    """The tables of a whole month, quarter or year; of dates of one's own there are none, since
    two of them that differ by a day would tell of one exchange.
    """
    if period.kind is PeriodKind.OWN:
        return {}
    family = _family(period)
    year = within(ledger.exchanged, family[0].first, family[0].last)
    return {
        each: _breakdown(year, ledger.members, family, period, _PART[each], least)
        for each in BREAKDOWNS
    }


def _breakdown(
    year: Sequence[Entry],
    members: frozenset[str],
    family: Sequence[Period],
    period: Period,
    part: Callable[[Entry], str],
    least: int,
) -> Breakdown:
    months = [each for each in family if each.kind is PeriodKind.MONTH]
    of_months = {each: _Sums.of(within(year, each.first, each.last), part) for each in months}
    tables = {
        each: _Sums.together(
            of_months[month] for month in months if each.first <= month.first <= each.last
        ).table(members)
        for each in family
    }
    hidden = hidden_cells(tables, least)[period]
    table = tables[period]
    told = sorted(
        (Row(value, cell.amount) for value, cell in table.items() if value not in hidden),
        key=lambda row: (-row.minutes, row.value),
    )
    others = sum(table[value].amount for value in hidden) if hidden else None
    return Breakdown(tuple(told), others)


@dataclass(frozen=True)
class _Sums:
    """Minutes by value, and whose they are."""

    minutes: Counter[str] = field(default_factory=Counter)
    accounts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, entries: Iterable[Entry], part: Callable[[Entry], str]) -> "_Sums":
        """Those of some entries."""
        sums = cls()
        minutes, accounts = sums.minutes, sums.accounts
        for each in entries:
            value = part(each)
            minutes[value] += each.minutes
            accounts[value].update(each.accounts)
        return sums

    @classmethod
    def together(cls, several: Iterable["_Sums"]) -> "_Sums":
        """Those of several times together."""
        sums = cls()
        for each in several:
            sums.minutes.update(each.minutes)
            for value, accounts in each.accounts.items():
                sums.accounts[value] |= accounts
        return sums

    def table(self, members: frozenset[str]) -> Table:
        """The same as a table; groups are no people."""
        return {
            value: Cell(minutes, len(self.accounts[value] & members))
            for value, minutes in self.minutes.items()
        }
