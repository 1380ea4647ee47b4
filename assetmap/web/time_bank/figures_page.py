"""What the page of the time bank's figures says."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.figures import (
    BREAKDOWNS,
    EXCHANGED,
    EXCHANGED_KINDS,
    OTHER_HOURS,
    PEOPLE,
    Breakdown,
    Definition,
    Figures,
)
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import TransferKind
from assetmap.domain.time_bank.periods import Period, PeriodKind
from assetmap.domain.validation import Problem
from assetmap.web.time_bank.figure_labels import (
    NOT_TOLD,
    figure_words,
    labels_of,
    period_label,
    table_rows,
)

LEDGER = "/work/time-bank/ledger"
PAGE = "/work/time-bank/figures"
_KINDS = (
    (PeriodKind.MONTH, "A month"),
    (PeriodKind.QUARTER, "A quarter"),
    (PeriodKind.YEAR, "A year, from April"),
)

_GROUPS = {"Hours exchanged": EXCHANGED, "Other hours": OTHER_HOURS, "People": PEOPLE}


@dataclass(frozen=True)
class FigureLine:
    """One figure: its name, what it means, its value now and a year before; where its entries are
    listed, empty where they are not or the reader may not see them.
    """

    label: str
    means: str
    value: str
    before: str
    url: str = ""


@dataclass(frozen=True)
class FigureGroup:
    """Figures under one heading."""

    heading: str
    lines: tuple[FigureLine, ...]


@dataclass(frozen=True)
class TableLine:
    """A row of a table: its name, and its hours now and a year before."""

    label: str
    value: str
    before: str
    url: str = ""


@dataclass(frozen=True)
class FigureTable:
    """Hours exchanged by something. `total` is what its rows come to."""

    heading: str
    lines: tuple[TableLine, ...]
    total: str
    total_before: str


@dataclass(frozen=True)
class FiguresPage:
    """`/work/time-bank/figures`: a period beside the same time last year."""

    title: str
    said: str  # the figures in a sentence
    period: str
    before: str
    groups: tuple[FigureGroup, ...]
    tables: tuple[FigureTable, ...]
    months: tuple[FigureLine, ...]
    kinds: tuple[tuple[str, str, bool], ...]  # words, address, and whether it is the one shown
    earlier_url: str
    later_url: str
    csv_url: str
    typed: tuple[str, str]
    least: int
    is_own: bool
    may_list: bool
    problems: tuple[Problem, ...] = ()


def figures_page(
    now: Figures,
    before: Figures,
    borough: Borough,
    wards: Mapping[str, str],
    today: date,
    *,
    may_list: bool,
    typed: tuple[str, str] = ("", ""),
    problems: tuple[Problem, ...] = (),
) -> FiguresPage:
    """The page of a period. `wards` are the names of areas by their code; `may_list` whether the
    reader may see the entries behind each figure.
    """
    period = now.period
    return FiguresPage(
        title="Time bank figures",
        said=_said(now),
        period=period_label(period),
        before=period_label(before.period),
        groups=tuple(_groups(now, before, may_list=may_list)),
        tables=tuple(_tables(now, before, borough, wards)),
        months=tuple(_months(now, before, may_list=may_list)) if len(now.months) > 1 else (),
        kinds=tuple(
            (words, address_of_kind(kind, min(period.last, today)), period.kind is kind)
            for kind, words in _KINDS
        ),
        earlier_url=page_address(period.moved(-1)),
        later_url=page_address(period.moved(1)) if period.last < today else "",
        csv_url=page_address(period, f"{PAGE}.csv"),
        typed=typed,
        least=now.least,
        is_own=period.kind is PeriodKind.OWN,
        may_list=may_list,
        problems=problems,
    )


def page_address(period: Period, path: str = PAGE) -> str:
    """The address of the figures of a period."""
    if period.kind is PeriodKind.OWN:
        days = {"from": period.first.isoformat(), "until": period.last.isoformat()}
        return f"{path}?{urlencode(days)}"
    return address_of_kind(period.kind, period.first, path)


def address_of_kind(kind: PeriodKind, day: date, path: str = PAGE) -> str:
    """The address of the month, quarter or year that a day is in."""
    return f"{path}?{urlencode({'period': str(kind), 'of': day.isoformat()})}"


def ledger_address(
    first: date | None, last: date, kinds: tuple[TransferKind, ...] = (), account: str = ""
) -> str:
    """Where the broker sees the entries behind a figure."""
    asked = [("account", account)] if account else []
    asked += [("kind", str(each)) for each in kinds]
    asked += [("from", first.isoformat())] if first else []
    return f"{LEDGER}?{urlencode([*asked, ('until', last.isoformat())])}"


def _said(figures: Figures) -> str:
    values = figures.values
    count = values["exchanges"] or 0
    exchanges = "1 exchange" if count == 1 else f"{count:,} exchanges"
    brought = values["earlier"]
    forward = f" {_unbroken(brought)} brought forward." if brought else ""
    return (
        f"{_unbroken(figures.exchanged)} exchanged in {exchanges}, "
        f"{period_label(figures.period)}.{forward}"
    )


def _groups(now: Figures, before: Figures, *, may_list: bool) -> Iterator[FigureGroup]:
    for heading, every in _GROUPS.items():
        lines = (_line(each, now, before, may_list=may_list) for each in every)
        yield FigureGroup(heading, tuple(lines))


def _tables(
    now: Figures, before: Figures, borough: Borough, wards: Mapping[str, str]
) -> Iterator[FigureTable]:
    for key, heading in BREAKDOWNS.items():
        if key in now.tables:
            labels = labels_of(key, borough, wards)
            yield _table(heading, now.tables[key], before.tables.get(key), labels)


def _unbroken(minutes: int) -> str:
    """Hours in words that stay on one line."""
    return in_words(minutes).replace(" ", "\u00a0")


def _line(definition: Definition, now: Figures, before: Figures, *, may_list: bool) -> FigureLine:
    words = figure_words(definition, now), figure_words(definition, before)
    url = _entries_of(definition, now) if may_list else ""
    return FigureLine(definition.label, definition.means, *words, url)


def _entries_of(definition: Definition, figures: Figures) -> str:
    """Where the entries are listed that add up to a figure; empty where no list does."""
    if not figures.values[definition.key] or not (definition.kinds or definition.account):
        return ""
    if definition.key == "opening" and figures.values["earlier"]:
        return ""  # what was exchanged before the ledger is brought forward too
    first = None if definition.since_start else figures.period.first
    return ledger_address(first, figures.period.last, definition.kinds, definition.account)


def _months(now: Figures, before: Figures, *, may_list: bool) -> Iterator[FigureLine]:
    for line, then in zip(now.months, before.months, strict=False):
        days = line.period.first, line.period.last
        url = ledger_address(*days, EXCHANGED_KINDS) if line.exchanges else ""
        yield FigureLine(
            *(period_label(line.period), f"{line.exchanges:,}"),
            *(in_words(line.minutes), in_words(then.minutes), url if may_list else ""),
        )


def _table(
    heading: str, now: Breakdown, before: Breakdown | None, label_of: Callable[[str], str]
) -> FigureTable:
    lines = tuple(
        TableLine(label, in_words(minutes), in_words(earlier) if earlier is not None else NOT_TOLD)
        for label, minutes, earlier in table_rows(now, before, label_of)
    )
    return FigureTable(
        heading, lines, in_words(now.minutes), in_words(before.minutes if before else 0)
    )
