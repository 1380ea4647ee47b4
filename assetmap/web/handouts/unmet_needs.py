"""The gap log: `/work/couldnt-find` to add to it, `/work/gaps` to read it."""

from dataclasses import dataclass

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
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.handouts import unmet_needs as log
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context, staff

gap_log = Blueprint("gap_log", __name__, url_prefix="/work")

_FIELDS = ("need", "area", "words")
_LONGEST = 1000  # characters of a field that are looked at


@dataclass(frozen=True)
class CouldntFindPage:
    """`/work/couldnt-find`: the form, with what was typed."""

    title: str
    subjects: tuple[tuple[str, str], ...]
    typed: dict[str, str]
    longest: int
    may_read: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class GapLine:
    """One note: what is missing, where, about what, when and noted by which role."""

    id: str
    words: str
    area: str
    need: str
    month: str
    by: str


@dataclass(frozen=True)
class GapsPage:
    """`/work/gaps`: notes with counts by month, area and need; each count narrows the list."""

    title: str
    lines: tuple[GapLine, ...]
    groups: tuple[tuple[str, tuple[tuple[str, int, str], ...]], ...]  # label, count, address
    chosen: tuple[tuple[str, str], ...]  # what the list is narrowed to, and the way back
    csv_url: str
    may_add: bool
    may_remove: bool


@gap_log.get("/couldnt-find")
@needs(Action.ADD_GAP)
def form() -> str:
    """I looked and couldn't find."""
    typed = {name: request.args.get(name, "")[:_LONGEST] for name in _FIELDS}
    return _form(typed)


@gap_log.post("/couldnt-find")
@needs(Action.ADD_GAP)
def add() -> ResponseReturnValue:
    """Note what could not be found; names and numbers are refused with the reason."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    try:
        log.add_gap(context(), Actor(staff()), typed["need"], typed["area"], typed["words"])
    except log.BadGap as error:
        return _form(typed, *error.problems), 422
    flash("Thank you. It is in the gap log now, for those who decide what to start next.")
    return redirect(url_for("gap_log.form"), 303)


@gap_log.get("/gaps")
@needs(Action.READ_GAPS)
def read() -> str:
    """What people looked for and could not find, with counts by month, area and need."""
    return render_template(
        "handouts/unmet_needs.html", page=gaps_page(context(), staff(), _wanted())
    )


@gap_log.get("/gaps.csv")
@needs(Action.READ_GAPS)
def as_csv() -> Response:
    """The same for a spreadsheet."""
    found = log.gaps(context(), Actor(staff()), _wanted())
    name = f"gaps-{context().clock.today()}.csv"
    return csv_answer(log.gaps_csv(context(), found), name)


@gap_log.post("/gaps/<gap_id>/remove")
@needs(Action.REVIEW)
def remove(gap_id: str) -> ResponseReturnValue:
    """Take out a note that says too much."""
    try:
        log.remove_gap(context(), Actor(staff()), gap_id)
        flash("Taken out.")
    except NotFound:
        flash("Somebody else has taken it out already.")
    return redirect(url_for("gap_log.read"), 303)


def gaps_page(context: Context, me: Person, wanted: log.GapFilter) -> GapsPage:
    """The page of the notes that are asked for."""
    found = log.gaps(context, Actor(me), wanted)
    counted = log.counts(found)
    lines = tuple(
        GapLine(
            *(gap.id, gap.words, gap.area, log.need_label(context, gap.need)),
            *(_month_words(log.month_of(gap)), gap.by.replace("-", " ")),
        )
        for gap in found
    )
    chosen = {"month": wanted.month, "area": wanted.area, "need": wanted.need}
    chosen = {name: value for name, value in chosen.items() if value}
    groups = (("month", counted.months), ("area", counted.areas), ("need", counted.needs))
    return GapsPage(
        "Looked for and not found",
        lines,
        tuple(
            (
                name.capitalize(),
                tuple(
                    (_label(context, name, value), count, _url({**chosen, name: value}))
                    for value, count in pairs
                ),
            )
            for name, pairs in groups
        ),
        tuple(
            (_label(context, name, value), _url({k: v for k, v in chosen.items() if k != name}))
            for name, value in chosen.items()
        ),
        url_for("gap_log.as_csv", **chosen),  # type: ignore[arg-type]
        may(me, Action.ADD_GAP),
        may(me, Action.REVIEW),
    )


def _form(typed: dict[str, str], *problems: Problem) -> str:
    words = context().borough.words
    subjects = [("", "Choose a subject")]
    for top in words.categories:
        subjects.append((top.slug, top.label))
        subjects += [(child.slug, f"{top.label}: {child.label}") for child in top.within]
    page = CouldntFindPage(
        "I looked and couldn’t find…",
        (*subjects, (log.OTHER, log.OTHER_LABEL)),
        typed,
        log.WORDS_LONGEST,
        may(staff(), Action.READ_GAPS),
        problems,
    )
    return render_template("handouts/unmet_need.html", page=page)


def _wanted() -> log.GapFilter:
    return log.GapFilter(*(request.args.get(name, "") for name in ("month", "area", "need")))


def _label(context: Context, name: str, value: str) -> str:
    if name == "need":
        return log.need_label(context, value)
    return _month_words(value) if name == "month" else value


def _month_words(month: str) -> str:
    """`March 2026` for `2026-03`; what is no month, as it is."""
    names = (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    )
    year, _, number = month.partition("-")
    is_month = number.isascii() and number.isdigit() and 1 <= int(number) <= len(names)
    return f"{names[int(number) - 1]} {year}" if is_month else month


def _url(parameters: dict[str, str]) -> str:
    return url_for("gap_log.read", **parameters)  # type: ignore[arg-type]
