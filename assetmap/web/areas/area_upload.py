"""`/work/areas/new/file`: an admin brings in a set of areas, such as the council's new wards."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from assetmap.domain.areas.area_file import BadAreas
from assetmap.domain.areas.area_set import AreaKind, set_id_of
from assetmap.domain.people.people import Action
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.areas.importing import AreaReport, AreaTerms
from assetmap.services.areas.sent_file import take_in_sent
from assetmap.services.listing_repository import Actor
from assetmap.web.forms.values import BadDate, read_boxes, typed_boxes
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

area_upload = Blueprint("area_upload", __name__, url_prefix="/work/areas/new")

_LARGEST_MB = 20
_LARGEST = (_LARGEST_MB + 1) * 1024 * 1024
_NAME_LONGEST = 80
_KINDS = tuple((kind.value, kind.label) for kind in AreaKind)


@dataclass(frozen=True)
class AreaUploadPage:
    """The form, with what was typed."""

    title: str
    name: str = ""
    kind: str = AreaKind.WARD.value
    first: tuple[str, str, str] = ("", "", "")
    source: str = ""
    licence: str = ""
    replaces: bool = False
    kinds: tuple[tuple[str, str], ...] = _KINDS
    most: str = f"{_LARGEST_MB} MB"
    problems: tuple[Problem, ...] = ()


@area_upload.url_value_preprocessor
def allow_uploads(endpoint: str | None, _values: object) -> None:
    """Let a large file in; it comes before the form's token is looked for."""
    if endpoint == "area_upload.take":
        request.max_content_length = _LARGEST


@area_upload.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """Back to the form, which says why."""
    return redirect(url_for("area_upload.ask", large="yes"), 303)


@area_upload.get("/file")
@needs(Action.SET_UP)
def ask() -> str:
    """The form for a file of areas."""
    words = f"This file is too large. The most is {_LARGEST_MB} MB."
    told = (Problem("file", words),) if request.args.get("large") else ()
    return render_template("areas/upload.html", page=replace(_empty(), problems=told))


@area_upload.post("/file")
@needs(Action.SET_UP)
def take() -> ResponseReturnValue:
    """Keep the areas of the file as a set, or say what is wrong."""
    page = _typed()
    sent = request.files.get("file")
    data = sent.stream.read() if sent else b""
    name = PurePosixPath((sent.filename or "").replace("\\", "/")).name if sent else ""
    first, problems = _checked(page, name)
    if problems or first is None:
        return _again(page, *problems)
    terms = AreaTerms(
        page.name,
        AreaKind(page.kind),
        first,
        source=page.source,
        licence=page.licence,
        replace=page.replaces,
    )
    try:
        report = take_in_sent(context(), Actor(staff()), name, data, terms)
    except BadAreas as error:
        return _again(page, Problem("file", f"{error} Nothing has changed."))
    _tell(report)
    return redirect(url_for("staff_areas.one_set", set_id=report.area_set.id), 303)


def _empty() -> AreaUploadPage:
    return AreaUploadPage("Bring in areas")


def _typed() -> AreaUploadPage:
    day, month, year = typed_boxes(request.form, "first")
    kind = request.form.get("kind", "")
    return replace(
        _empty(),
        name=" ".join(clean(request.form.get("name", "")).split()),
        kind=kind if kind in dict(_KINDS) else AreaKind.WARD.value,
        first=(day, month, year),
        source=clean(request.form.get("source", "")),
        licence=clean(request.form.get("licence", "")),
        replaces=request.form.get("replaces") == "yes",
    )


def _checked(page: AreaUploadPage, file: str) -> tuple[date | None, list[Problem]]:
    """The first day, and what is wrong with the answers, in the order of the form."""
    problems = [] if file else [Problem("file", "Choose a file.")]
    first = None
    set_id = set_id_of(page.name)
    if not set_id or len(page.name) > _NAME_LONGEST:
        words = f"Enter a name for the areas, of at most {_NAME_LONGEST} characters."
        problems.append(Problem("name", words))
    elif not page.replaces and any(each.id == set_id for each in context().areas.sets()):
        words = (
            f"There are areas called {page.name} already. Give another name, or tick the box below."
        )
        problems.append(Problem("name", words))
    try:
        first = read_boxes(page.first)
        if first is None:
            problems.append(Problem("first", "Enter the first day."))
    except BadDate as error:
        problems.append(Problem("first", str(error)))
    return first, problems


def _tell(report: AreaReport) -> None:
    did = "replaced" if report.replaced else "brought in"
    count = report.area_set.areas
    flash(f"We have {did} {count:,} {'area' if count == 1 else 'areas'}.")
    for note in report.notes:
        flash(note)


def _again(page: AreaUploadPage, *problems: Problem) -> ResponseReturnValue:
    page = replace(page, problems=problems)
    return render_template("areas/upload.html", page=page), 422
