"""`/reports`: every report, and what each tells."""

from dataclasses import dataclass

from flask import Blueprint, render_template

from assetmap.domain.people.people import Action, may
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

reports = Blueprint("reports", __name__, url_prefix="/reports")

_REPORTS = (
    ("Committee sheet", "/reports/committee", "One page for a meeting: figures, gaps, stories."),
    ("Coverage", "/reports/coverage", "What there is in each ward, and where there is nothing."),
    ("Asked and not found", "/reports/asked", "What people looked for and we do not have."),
    ("Trust and use", "/reports/use", "Checked in time, what is printed, was it easy to find."),
    ("Equality", "/reports/equality", "Access, languages, ages and cost, and where there is none."),
    ("Stories", "/reports/stories", "What a group meant to somebody who said we may tell it."),
    ("Tests with people", "/reports/usability", "Tasks to try with people, and how they went."),
)
_TIME_BANK = (
    "Time bank",
    "/work/time-bank/figures",
    "Hours exchanged, and how many give and receive.",
)


@dataclass(frozen=True)
class ReportsPage:
    """`/reports`: name, address and a sentence of each."""

    title: str
    reports: tuple[tuple[str, str, str], ...]


@reports.get("")
@needs(Action.SEE_REPORTS)
def every() -> str:
    """Every report that this member of staff may see."""
    has_bank = context().borough.time_bank.is_on and may(staff(), Action.SEE_TIME_BANK_FIGURES)
    page = ReportsPage("Reports", (*_REPORTS, *((_TIME_BANK,) if has_bank else ())))
    return render_template("reports/reports.html", page=page)
