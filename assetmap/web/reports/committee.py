"""`/reports/committee`: the sheet for a committee, on screen, on paper (PDF) and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action, may
from assetmap.domain.reports.committee_sheet import CommitteeSheet
from assetmap.domain.reports.definitions import SHEET, Definition
from assetmap.exchange.csv_files import write_table
from assetmap.paths import STATIC
from assetmap.pdf.document import Busy, NoPdf, make_pdf
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.committee import (
    sheet_a_year_before,
    sheet_of,
    sheet_of_today,
    sheets,
)
from assetmap.storage.store import NotFound
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import file_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.pages import TextPage
from assetmap.web.reports.figure_list import figure_list
from assetmap.web.reports.figure_words import NONE, NOT_KNOWN, percent

reports_committee = Blueprint("reports_committee", __name__, url_prefix="/reports")

_SHEETS = (STATIC / "css/reports/committee-pdf.css",)
_TIME_BANK = ("exchanged", "earlier")
_OF_USE = ("reports_in_time", "easy")  # told there, with what they are made of


@dataclass(frozen=True)
class FigureLine:
    """One figure beside that of a year before, what it means, and where its list is."""

    label: str
    words: str
    before: str
    definition: str
    url: str


@dataclass(frozen=True)
class CommitteePage:
    """The sheet in words."""

    title: str
    made: str
    is_frozen: bool
    before: str  # the day of the figures beside it; empty without any
    lines: tuple[FigureLine, ...]
    gaps: tuple[str, ...]
    stories: tuple[tuple[str, str], ...]
    caveats: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    pdf_url: str
    csv_url: str


@reports_committee.get("/committee")
@needs(Action.SEE_REPORTS)
def page() -> str:
    """The sheet of a month's end, or of today."""
    return render_template("reports/committee.html", page=_page(context(), _sheet()))


@reports_committee.get("/committee.pdf")
@needs(Action.SEE_REPORTS)
def pdf() -> ResponseReturnValue:
    """The same on A4; without the library for it, its page, which the browser prints."""
    sheet = _sheet()
    html = render_template("reports/committee_paper.html", page=_page(context(), sheet))
    try:
        body = make_pdf(html, _SHEETS, context().config.public_url)
    except NoPdf:
        return redirect(url_for("reports_committee.page", at=request.args.get("at")))
    return file_answer(body, "application/pdf", f"committee-{sheet.id}.pdf", "inline")


@reports_committee.get("/committee.csv")
@needs(Action.SEE_REPORTS)
def as_csv() -> Response:
    """The same as a file, in whole numbers and parts of 1."""
    sheet = _sheet()
    body = "".join(write_table(("figure", "value", "a_year_before", "means"), _rows(sheet)))
    return file_answer(body, "text/csv", f"committee-{sheet.id}.csv", "attachment")


@reports_committee.get("/committee/list")
@needs(Action.SEE_REPORTS)
def behind() -> str:
    """The listings that a figure of the sheet counts, as they were on its day."""
    sheet, key = _sheet(), request.args.get("figure", "")
    if key not in sheet.lists:
        raise NotFound(f"there is no list behind {key!r}")
    definition = next(each for each in SHEET if each.key == key)
    back = _url("reports_committee.page", sheet), "Committee sheet"
    title = f"{definition.label}, {long_date(sheet.on)}"
    return figure_list(context(), sheet.lists[key], title, (definition.words,), back)


@reports_committee.errorhandler(Busy)
def busy(_: Exception) -> ResponseReturnValue:
    """Too many PDFs are being made at once."""
    return (
        render_template("reports/committee_busy.html", page=TextPage("One moment")),
        503,
        {"Retry-After": "5"},
    )


def _sheet() -> CommitteeSheet:
    at = request.args.get("at", "")
    if not at:
        return sheet_of_today(context(), Actor(staff()))
    try:
        day = date.fromisoformat(at)
    except ValueError:
        raise NotFound(f"{at!r} is no day") from None
    return sheet_of(context(), Actor(staff()), day)


def _page(context: Context, sheet: CommitteeSheet) -> CommitteePage:
    before = sheet_a_year_before(context, sheet)
    shown = [x for x in SHEET if x.key not in _TIME_BANK or x.key in sheet.values]
    return CommitteePage(
        f"{context.borough.title}: {long_date(sheet.on)}",
        f"Counted on {long_date(sheet.made_at.date())}.",
        bool(request.args.get("at")),
        long_date(before.on) if before else "",
        tuple(_line(each, sheet, before) for each in shown),
        sheet.gaps,
        sheet.stories,
        _caveats(sheet),
        tuple((long_date(x.on), _url("reports_committee.page", x)) for x in sheets(context)),
        _url("reports_committee.pdf", sheet),
        _url("reports_committee.as_csv", sheet),
    )


def _line(
    definition: Definition, sheet: CommitteeSheet, before: CommitteeSheet | None
) -> FigureLine:
    key = definition.key
    was = _words(definition, before.values.get(key)) if before else NOT_KNOWN
    url = ""
    if sheet.lists.get(key):
        url = _url("reports_committee.behind", sheet, figure=key)
    elif key in _OF_USE:
        url = "/reports/use"
    elif key in _TIME_BANK and may(staff(), Action.SEE_TIME_BANK_FIGURES):
        url = "/work/time-bank/figures"
    words = _words(definition, sheet.values.get(key))
    return FigureLine(definition.label, words, was, definition.words, url)


def _words(definition: Definition, value: float | None) -> str:
    if definition.is_percent:
        return percent(value)
    if value is None:
        return NOT_KNOWN
    if definition.is_time:
        return f"{value / 60:,.0f} hours" if value else NONE
    return f"{value:,.0f}" if value else NONE


def _caveats(sheet: CommitteeSheet) -> tuple[str, ...]:
    share = sheet.values.get("checked_share")
    return (
        "The directory has what groups have told us, and not all that there is.",
        f"{percent(share)} of the listings had been checked in time on this day.",
        "A straight line is not a walk: a river or a railway may lie between.",
        "No money saved is worked out from these figures.",
        f"{NOT_KNOWN} means that we do not know. {NONE} means that there is none.",
    )


def _rows(sheet: CommitteeSheet) -> Iterator[tuple[str, ...]]:
    before = sheet_a_year_before(context(), sheet)
    for each in SHEET:
        if each.key in sheet.values:
            was = before.values.get(each.key) if before else None
            yield (each.label, _plain(sheet.values[each.key]), _plain(was), each.words)


def _plain(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.0f}" if value == int(value) else f"{value:.4f}"


def _url(endpoint: str, sheet: CommitteeSheet, **more: str) -> str:
    """The address of a sheet: of a frozen one with its day."""
    at = sheet.id if sheet.id in {each.id for each in sheets(context())} else None
    is_live = endpoint != "reports_committee.page" and not request.args.get("at")
    return url_for(endpoint, at=None if is_live else at, **more)  # type: ignore[arg-type]
