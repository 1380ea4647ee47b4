"""`/reports/usability`: a kit for tests with people: sheet to print, results, what we changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action, may
from assetmap.domain.reports.usability_tasks import UsabilityTask
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.usability_rounds import (
    WAYS,
    BadRound,
    add_round,
    rounds,
    take_out_round,
    tasks,
)
from assetmap.storage.store import NotFound
from assetmap.web.formatting import long_date
from assetmap.web.forms.values import Boxes, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.reports.figure_words import NONE

reports_usability = Blueprint("reports_usability", __name__, url_prefix="/reports/usability")

_LONGEST = 3_000
_WAY_WORDS = dict(zip(WAYS, ("Did it alone", "With help", "Did not"), strict=True))


@dataclass(frozen=True)
class RoundLine:
    """One round: its heading, a row for each task, and what was changed after it."""

    id: str
    heading: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    changed: str


@dataclass(frozen=True)
class UsabilityPage:
    """`/reports/usability`: every round."""

    title: str
    ways: tuple[str, ...]
    rounds: tuple[RoundLine, ...]
    may_keep: bool


@dataclass(frozen=True)
class TaskSheetPage:
    """`/reports/usability/sheet`: what is read out, and boxes to tick."""

    title: str
    tasks: tuple[UsabilityTask, ...]
    ways: tuple[str, ...]


@dataclass(frozen=True)
class RoundForm:
    """`/reports/usability/new`: the form as it was typed."""

    title: str
    typed: Mapping[str, str]
    on: Boxes
    tasks: tuple[UsabilityTask, ...]
    ways: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@reports_usability.get("")
@needs(Action.SEE_REPORTS)
def every() -> str:
    """Every round of tests."""
    return render_template("reports/usability.html", page=_page(context()))


@reports_usability.get("/sheet")
@needs(Action.SEE_REPORTS)
def task_sheet() -> str:
    """The sheet to print: tasks to read out, and where to tick how it went."""
    page = TaskSheetPage("Tasks to try with people", tasks(context()), tuple(_WAY_WORDS.values()))
    return render_template("reports/usability_sheet.html", page=page)


@reports_usability.get("/new")
@needs(Action.KEEP_REPORTS)
def new() -> str:
    """The form for how a test went."""
    return _form({}, ("", "", ""))


@reports_usability.post("/new")
@needs(Action.KEEP_REPORTS)
def add() -> ResponseReturnValue:
    """Keep a round; one that cannot be kept is shown again as it was typed."""
    typed = {name: request.form[name].strip()[:_LONGEST] for name in request.form}
    on = typed_boxes(request.form, "on")
    where, changed = typed.get("where", ""), typed.get("changed", "")
    try:
        add_round(context(), Actor(staff()), read_boxes(on), where, typed, changed)
    except BadRound as error:
        return _form(typed, on, *error.problems), 422
    flash("Kept.")
    return redirect(url_for("reports_usability.every"), 303)


@reports_usability.post("/<round_id>/take-out")
@needs(Action.KEEP_REPORTS)
def take_out(round_id: str) -> ResponseReturnValue:
    """Take a round out."""
    try:
        take_out_round(context(), Actor(staff()), round_id)
        flash("Taken out.")
    except NotFound:
        flash("Somebody else has taken it out already.")
    return redirect(url_for("reports_usability.every"), 303)


def _page(context: Context) -> UsabilityPage:
    words = {task.key: task.words for task in tasks(context)}
    lines = tuple(
        RoundLine(
            each.id,
            ", ".join(filter(None, (long_date(date.fromisoformat(each.on)), each.where))),
            tuple(
                (words.get(x.task, x.task), tuple(map(_number, (x.alone, x.helped, x.not_done))))
                for x in each.results
            ),
            each.changed,
        )
        for each in rounds(context)
    )
    may_keep = may(staff(), Action.KEEP_REPORTS)
    return UsabilityPage("Tests with people", tuple(_WAY_WORDS.values()), lines, may_keep)


def _number(count: int) -> str:
    return str(count) if count else NONE


def _form(typed: Mapping[str, str], on: Boxes, *problems: Problem) -> str:
    page = RoundForm("How a test went", typed, on, tasks(context()), _WAY_WORDS, problems)
    return render_template("reports/usability_new.html", page=page)
