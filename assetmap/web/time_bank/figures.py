"""`/work/time-bank/figures`: what the time bank does, for managers, brokers and administrators."""

from datetime import date

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.dates import read_date
from assetmap.domain.people.people import Action, may
from assetmap.domain.time_bank.periods import Period, PeriodKind, own_period, period_of
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.time_bank.figures import EARLIEST, figures_for
from assetmap.services.time_bank.wards import current_wards
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.time_bank.figures_file import HEADINGS, figures_rows
from assetmap.web.time_bank.figures_page import figures_page
from assetmap.web.time_bank.switch import only_while_on

figures = only_while_on(Blueprint("time_bank_figures", __name__, url_prefix="/work/time-bank"))

_LATEST = date(2200, 1, 1)
_LONGEST = 40  # characters of a day as typed


@figures.get("/figures")
@needs(Action.SEE_TIME_BANK_FIGURES)
def show() -> ResponseReturnValue:
    """The figures of a month, quarter or year, or of dates of one's own."""
    period, problems = _wanted()
    page = figures_page(
        figures_for(context(), period),
        figures_for(context(), period.a_year_before()),
        context().borough,
        _ward_labels(),
        context().clock.today(),
        may_list=may(staff(), Action.RUN_TIME_BANK),
        typed=_typed(),
        problems=problems,
    )
    return render_template("time_bank/figures.html", page=page), 400 if problems else 200


@figures.get("/figures.csv")
@needs(Action.SEE_TIME_BANK_FIGURES)
def as_csv() -> Response:
    """The same for a spreadsheet; of the current year where the dates cannot be read."""
    period, _ = _wanted()
    now, before = (figures_for(context(), each) for each in (period, period.a_year_before()))
    rows = figures_rows(now, before, context().borough, _ward_labels())
    name = f"time-bank-figures-{period.first}-{period.last}.csv"
    return csv_answer(write_table(HEADINGS, rows), name)


def _wanted() -> tuple[Period, tuple[Problem, ...]]:
    """The period that is asked for, and what is wrong with it; the current year otherwise."""
    this_year = period_of(PeriodKind.YEAR, context().clock.today())
    if any(_typed()):
        return _own(this_year)
    kind = request.args.get("period", "")
    day = read_date(request.args.get("of", "")[:_LONGEST]) or context().clock.today()
    if kind in set(PeriodKind) - {PeriodKind.OWN} and EARLIEST <= day < _LATEST:
        return period_of(PeriodKind(kind), day), ()
    return this_year, ()


def _own(otherwise: Period) -> tuple[Period, tuple[Problem, ...]]:
    days = [read_date(each) for each in _typed()]
    problems = tuple(
        Problem(name, "Enter a day, such as 1 January 2026.")
        for name, day in zip(("from", "until"), days, strict=True)
        if day is None or not EARLIEST <= day < _LATEST
    )
    first, last = days
    if problems or first is None or last is None:
        return otherwise, problems
    if last < first:
        return otherwise, (Problem("until", "The last day is before the first."),)
    return own_period(first, last), ()


def _typed() -> tuple[str, str]:
    first, last = (request.args.get(each, "").strip()[:_LONGEST] for each in ("from", "until"))
    return first, last


def _ward_labels() -> dict[str, str]:
    """The names of the wards of today, by their code."""
    found = current_wards(context())
    return {each.code: each.name for each in found.areas} if found else {}
