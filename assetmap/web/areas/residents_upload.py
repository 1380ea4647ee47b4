"""`/work/areas/<set>/residents`: an admin says how many people live in each area of a set."""

from dataclasses import dataclass, replace

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from assetmap.domain.areas.area_file import BadAreas
from assetmap.domain.areas.area_set import AreaSet
from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.areas.sent_file import take_in_sent_residents
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.web.formatting import counted
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

residents_upload = Blueprint("residents_upload", __name__, url_prefix="/work/areas")

_LARGEST_MB = 20
_LARGEST = (_LARGEST_MB + 1) * 1024 * 1024


@dataclass(frozen=True)
class ResidentsPage:
    """The form, with what was typed."""

    title: str
    set_id: str
    set_name: str
    year: str = ""
    most: str = f"{_LARGEST_MB} MB"
    problems: tuple[Problem, ...] = ()


@residents_upload.url_value_preprocessor
def allow_uploads(endpoint: str | None, _values: object) -> None:
    """Let a large file in; it comes before the form's token is looked for."""
    if endpoint == "residents_upload.take":
        request.max_content_length = _LARGEST


@residents_upload.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """Back to the form, which says why."""
    set_id = (request.view_args or {}).get("set_id", "")
    return redirect(url_for("residents_upload.ask", set_id=set_id, large="yes"), 303)


@residents_upload.get("/<set_id>/residents")
@needs(Action.SET_UP)
def ask(set_id: str) -> str:
    """The form for a file of residents."""
    words = f"This file is too large. The most is {_LARGEST_MB} MB."
    told = (Problem("file", words),) if request.args.get("large") else ()
    return render_template("areas/residents.html", page=replace(_empty(set_id), problems=told))


@residents_upload.post("/<set_id>/residents")
@needs(Action.SET_UP)
def take(set_id: str) -> ResponseReturnValue:
    """Keep the residents of the file, or say what is wrong."""
    page = replace(_empty(set_id), year=clean(request.form.get("year", "")).strip())
    sent = request.files.get("file")
    problems = [] if sent and sent.filename else [Problem("file", "Choose a file.")]
    if page.year and not (page.year.isascii() and page.year.isdecimal() and len(page.year) == 4):
        problems.append(Problem("year", "Enter the year in four digits, such as 2021."))
    if problems or sent is None:
        return _again(page, *problems)
    try:
        report = take_in_sent_residents(
            context(), Actor(staff()), set_id, sent.stream.read(), int(page.year or 0)
        )
    except BadAreas as error:
        return _again(page, Problem("file", f"{error} Nothing has changed."))
    flash(f"We have the residents of {counted(report.areas, 'area')}: {report.total:,} people.")
    for note in report.notes:
        flash(note)
    return redirect(url_for("staff_areas.one_set", set_id=set_id), 303)


def _empty(set_id: str) -> ResidentsPage:
    area_set = _set(set_id)
    return ResidentsPage("How many people live there", set_id, area_set.name)


def _set(set_id: str) -> AreaSet:
    found = next((each for each in context().areas.sets() if each.id == set_id), None)
    if found is None:
        raise NotFound(f"there is no set of areas {set_id}")
    return found


def _again(page: ResidentsPage, *problems: Problem) -> ResponseReturnValue:
    page = replace(page, problems=problems)
    return render_template("areas/residents.html", page=page), 422
