"""`/reports/asked`: what people asked for and did not find."""

from dataclasses import dataclass
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.reports.search_counts import MATCH_LABELS, SHOWN_FROM
from assetmap.domain.search.results import Match
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.asked import (
    MONTHS,
    AskedLine,
    asked,
    asked_csv,
    asked_in_vain,
    forget_words,
)
from assetmap.storage.store import NotFound
from assetmap.web.formatting import counted
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.reports.figure_words import month_words

reports_asked = Blueprint("reports_asked", __name__, url_prefix="/reports")

_PERIODS = {MONTHS: "3 months", 6: "6 months", 12: "12 months"}


@dataclass(frozen=True)
class AskedRow:
    """One wording as the table has it, and what can be done about it."""

    words: str
    times: str
    mostly: str
    results: str  # empty where a part of them is small
    places: str
    months: str
    search_url: str
    meaning_url: str  # empty for who may not change what words mean


@dataclass(frozen=True)
class AskedPage:
    """`/reports/asked`: the wordings of some months; all of them, or those asked in vain."""

    title: str
    rows: tuple[AskedRow, ...]
    least: int
    views: tuple[tuple[str, str, bool], ...]
    periods: tuple[tuple[str, str, bool], ...]
    may_take_out: bool
    csv_url: str


@reports_asked.get("/asked")
@needs(Action.SEE_REPORTS)
def every() -> str:
    """What was asked and not found, or all that was asked often enough."""
    return render_template("reports/asked.html", page=asked_page(context(), staff()))


@reports_asked.get("/asked.csv")
@needs(Action.SEE_REPORTS)
def as_csv() -> Response:
    """The same as a file."""
    name = f"asked-{context().clock.today()}.csv"
    return csv_answer(asked_csv(_lines(context(), staff())), name)


@reports_asked.post("/asked/take-out")
@needs(Action.EDIT_WORDS)
def take_out() -> ResponseReturnValue:
    """Take a wording out for good."""
    try:
        forget_words(context(), Actor(staff()), request.form.get("words", ""))
        flash("Taken out.")
    except NotFound:
        flash("Somebody else has taken it out already.")
    return redirect(url_for("reports_asked.every"), 303)


def asked_page(context: Context, me: Person) -> AskedPage:
    """The page of the wordings that the address asks for."""
    months, is_all = _months(), _is_all()
    return AskedPage(
        "Asked and not found",
        tuple(_row(line, me) for line in _lines(context, me)),
        SHOWN_FROM,
        (
            ("Asked and not found", _url(months, is_all=False), not is_all),
            ("All that was asked often", _url(months, is_all=True), is_all),
        ),
        tuple(
            (words, _url(each, is_all=is_all), each == months) for each, words in _PERIODS.items()
        ),
        may(me, Action.EDIT_WORDS),
        _url(months, is_all=is_all, endpoint="reports_asked.as_csv"),
    )


def _lines(context: Context, me: Person) -> list[AskedLine]:
    find = asked if _is_all() else asked_in_vain
    return find(context, Actor(me), months=_months())


def _row(line: AskedLine, me: Person) -> AskedRow:
    order = (Match.NONE, Match.WEAK, Match.GOOD)
    results = [f"{MATCH_LABELS[x]}: {line.results[x]}" for x in order if line.results.get(x)]
    places = [name if count is None else f"{name} ({count})" for name, count in line.places]
    may_edit = may(me, Action.EDIT_WORDS)
    return AskedRow(
        line.words,
        counted(line.times, "time"),
        MATCH_LABELS[line.mostly],
        ", ".join(results),
        ", ".join(places),
        ", ".join(map(month_words, line.months)),
        url_for("search.find", q=line.words),
        url_for("everyday_words.every", phrase=line.words) if may_edit else "",
    )


def _months() -> int:
    typed = request.args.get("months", "")
    return int(typed) if typed in map(str, _PERIODS) else MONTHS


def _is_all() -> bool:
    return request.args.get("show") == "all"


def _url(months: int, *, is_all: bool, endpoint: str = "reports_asked.every") -> str:
    wanted: dict[str, Any] = {"months": months} if months != MONTHS else {}
    if is_all:
        wanted["show"] = "all"
    return url_for(endpoint, **wanted)
