"""`/reports/equality`: access, ages and people, languages and cost, and where there is none."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request, url_for

from assetmap.domain.people.people import Action
from assetmap.exchange.csv_files import write_table
from assetmap.services.reports.equality import (
    EqualityLine,
    EqualityPart,
    equality,
    equality_list,
)
from assetmap.web.formatting import counted
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context
from assetmap.web.reports.figure_list import figure_list
from assetmap.web.reports.figure_words import NONE, NOT_KNOWN, percent

reports_equality = Blueprint("reports_equality", __name__, url_prefix="/reports")

_NAMED = 4  # wards in one cell


@dataclass(frozen=True)
class EqualityRow:
    """One feature in words."""

    label: str
    count: str
    url: str
    share: str
    without: str


@dataclass(frozen=True)
class EqualityTable:
    """One part: its heading, how many say nothing of it, and its rows."""

    id: str
    heading: str
    unsaid: str
    rows: tuple[EqualityRow, ...]


@dataclass(frozen=True)
class EqualityPage:
    """`/reports/equality`: the parts."""

    title: str
    tables: tuple[EqualityTable, ...]
    csv_url: str


@reports_equality.get("/equality")
@needs(Action.SEE_REPORTS)
def page() -> str:
    """How many listings have what some people need."""
    tables = tuple(map(_table, equality(context())))
    shown = EqualityPage("Equality", tables, url_for("reports_equality.as_csv"))
    return render_template("reports/equality.html", page=shown)


@reports_equality.get("/equality.csv")
@needs(Action.SEE_REPORTS)
def as_csv() -> Response:
    """The same as a file."""
    headings = ("part", "feature", "listings", "of", "wards_without")
    name = f"equality-{context().clock.today()}.csv"
    return csv_answer(write_table(headings, _rows(equality(context()))), name)


@reports_equality.get("/equality/list")
@needs(Action.SEE_REPORTS)
def behind() -> str:
    """The listings that one figure counts."""
    facet, value = request.args.get("facet", ""), request.args.get("value", "")
    line = equality_list(context(), facet, value)
    words = "They say so themselves, or whoever checked them did."
    back = url_for("reports_equality.page"), "Equality"
    return figure_list(context(), line.listings, line.label, (words,), back)


def _table(part: EqualityPart) -> EqualityTable:
    unsaid = f"{counted(part.unsaid, 'listing')} of {part.total:,} say nothing of it."
    rows = tuple(_row(part, line) for line in part.lines)
    return EqualityTable(part.facet, part.label, unsaid, rows)


def _row(part: EqualityPart, line: EqualityLine) -> EqualityRow:
    count = len(line.listings)
    share = percent(count / part.total if part.total else None)
    url = url_for("reports_equality.behind", facet=part.facet, value=line.value) if count else ""
    return EqualityRow(line.label, f"{count:,}" if count else NONE, url, share, _without(line))


def _without(line: EqualityLine) -> str:
    if line.without is None:
        return NOT_KNOWN
    if not line.without:
        return NONE
    names = ", ".join(line.without[:_NAMED])
    return names if len(line.without) <= _NAMED else f"{len(line.without)} wards, such as {names}"


def _rows(parts: tuple[EqualityPart, ...]) -> Iterator[tuple[str, ...]]:
    for part in parts:
        for line in part.lines:
            without = "" if line.without is None else "; ".join(line.without)
            yield (part.label, line.label, str(len(line.listings)), str(part.total), without)
