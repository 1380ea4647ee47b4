"""`/reports/use`: whether listings can be trusted, how the directory is used, how easy it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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

from assetmap.domain.people.people import Action, may
from assetmap.domain.reports.use_counts import Ease, UseChannel
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.trust import TARGET, WORKING_DAYS, trust
from assetmap.services.reports.use_counts import (
    LEAST,
    BadFeedback,
    ease_share,
    keep_yearly_figure,
    key_in,
    months_to_key_in,
    uses,
    yearly_figures,
)
from assetmap.web.formatting import counted
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.reports.figure_words import NONE, month_words, percent

reports_use = Blueprint("reports_use", __name__)

_WHAT = {
    "sheet:a4": "Lists printed, A4",
    "sheet:large": "Lists printed, large print",
    "sheet:easy": "Lists printed, easy read",
    "sheet:noticeboard": "Lists printed, for a noticeboard",
    "noticeboard": "Noticeboard pages of a surgery",
    "map": "Maps printed",
    "week": "A hub’s week printed",
}
_FIELDS = ("month", "channel", *map(str, Ease))
_FIGURE_FIELDS = ("year", "percent", "source")
_LONGEST = 200


@dataclass(frozen=True)
class Figure:
    """One figure: what it is, how much, and what exactly is counted."""

    label: str
    words: str
    definition: str
    url: str = ""


@dataclass(frozen=True)
class UsePage:
    """`/reports/use`: the figures, the table of use, and the council's own figures."""

    title: str
    trust: tuple[Figure, ...]
    overdue: tuple[tuple[str, int], ...]
    ease: tuple[Figure, ...]
    yearly: tuple[tuple[str, str, str], ...]
    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]
    may_keep: bool
    may_add: bool
    csv_url: str
    typed: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class FeedbackPage:
    """`/work/feedback`: answers that came on paper or by phone."""

    title: str
    typed: Mapping[str, str]
    months: tuple[tuple[str, str], ...]
    channels: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    problems: tuple[Problem, ...] = ()


@reports_use.get("/reports/use")
@needs(Action.SEE_REPORTS)
def figures() -> str:
    """Trust and use."""
    return render_template("reports/use.html", page=use_page(context()))


@reports_use.get("/reports/use.csv")
@needs(Action.SEE_REPORTS)
def as_csv() -> Response:
    """The table of use as a file."""
    page = use_page(context())
    rows = ((label, *cells, total) for label, cells, total in page.rows)
    name = f"use-{context().clock.today()}.csv"
    return csv_answer(write_table(("what", *page.months, "in all"), rows), name)


@reports_use.post("/reports/use")
@needs(Action.KEEP_REPORTS)
def keep_figure() -> ResponseReturnValue:
    """Keep the council's own figure of a year."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in _FIGURE_FIELDS}
    try:
        keep_yearly_figure(context(), Actor(staff()), *typed.values())
    except BadFeedback as error:
        page = use_page(context(), typed, error.problems)
        return render_template("reports/use.html", page=page), 422
    flash(f"The figure of {typed['year']} is kept.")
    return redirect(url_for("reports_use.figures"), 303)


@reports_use.get("/work/feedback")
@needs(Action.ADD_FEEDBACK)
def feedback() -> str:
    """The form for answers that came on paper or by phone."""
    return _feedback({})


@reports_use.post("/work/feedback")
@needs(Action.ADD_FEEDBACK)
def add_feedback() -> ResponseReturnValue:
    """Count answers that came on paper or by phone."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    channels = {str(each): each for each in UseChannel}
    channel = channels.get(typed["channel"], UseChannel.PAGE)
    answers = {each: typed[each] for each in Ease}
    try:
        number = key_in(context(), Actor(staff()), typed["month"], channel, answers)
    except BadFeedback as error:
        return _feedback(typed, *error.problems), 422
    flash(f"{counted(number, 'answer')} counted. Thank you.")
    return redirect(url_for("reports_use.feedback"), 303)


def use_page(
    context: Context,
    typed: Mapping[str, str] | None = None,
    problems: tuple[Problem, ...] = (),
) -> UsePage:
    """The page of today; with what was typed of a yearly figure and what is wrong with it."""
    found, used = trust(context), uses(context)
    months = sorted({month for counts in used.values() for month in counts})
    return UsePage(
        "Trust and use",
        _trust_figures(context),
        found.overdue_by,
        _ease_figures(context),
        tuple((x.id, f"{x.percent:g}%", x.source) for x in yearly_figures(context)),
        tuple(map(month_words, months)),
        tuple(
            (
                _WHAT.get(what, what),
                tuple(str(counts[month]) if counts[month] else NONE for month in months),
                str(counts.total()),
            )
            for what, counts in used.items()
        ),
        may(staff(), Action.KEEP_REPORTS),
        may(staff(), Action.ADD_FEEDBACK),
        url_for("reports_use.as_csv"),
        typed or dict.fromkeys(_FIGURE_FIELDS, ""),
        problems,
    )


def _trust_figures(context: Context) -> tuple[Figure, ...]:
    found = trust(context)
    age = "-" if found.median_age is None else counted(found.median_age, "day")
    return (
        Figure(
            "Checked in time",
            _part(found.share_in_time, len(found.in_time), found.total),
            f"Listings on the find page whose check is not due yet. We aim for {TARGET:.0%}.",
        ),
        Figure("Since the last check", age, "Half of the checked listings were checked later."),
        Figure(
            f"Reports dealt with within {WORKING_DAYS} working days",
            _part(found.share_closed, found.closed_in_time, found.closed),
            "Of what people told us was wrong, and we dealt with in the last 12 months.",
        ),
        Figure("Reports that wait", str(found.waiting) if found.waiting else NONE, "Open today."),
    )


def _part(share: float | None, count: int, total: int) -> str:
    return f"{percent(share)} ({count} of {total})" if total else percent(share)


def _ease_figures(context: Context) -> tuple[Figure, ...]:
    found = ease_share(context)
    number = (
        counted(found.total, "answer") if found.total >= LEAST else f"Fewer than {LEAST} answers"
    )
    asked = f"{number} in the last 12 months."
    few = "" if found.share is not None else " A share is told once there are enough of each."
    lines = [Figure("Found it easy", percent(found.share), f"“{Ease.EASY.label}”. {asked}{few}")]
    for channel, answers in found.by_channel.items():
        words = ", ".join(f"{ease.label}: {answers.get(ease) or NONE}" for ease in Ease)
        lines.append(Figure(channel.label, counted(sum(answers.values()), "answer"), words))
    return tuple(lines)


def _feedback(typed: Mapping[str, str], *problems: Problem) -> str:
    months = months_to_key_in(context())
    page = FeedbackPage(
        "Was it easy? Answers on paper or by phone",
        dict.fromkeys(_FIELDS, "") | {"month": months[0]} | dict(typed),
        tuple((month, month_words(month)) for month in months),
        tuple((str(x), x.label) for x in UseChannel if x is not UseChannel.PAGE),
        tuple((str(each), each.label) for each in Ease),
        problems,
    )
    return render_template("reports/feedback.html", page=page)
