"""`/work/people-data`: what is held about somebody, given to them or erased.

Whom it is about is only ever sent in a form, so that no address or log says it.
"""

import json
from dataclasses import dataclass, replace

from flask import Blueprint, Response, flash, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action
from assetmap.domain.privacy.data_subject import SubjectNotFound
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.erasure import erase
from assetmap.services.privacy.personal_data import Mention, held_about
from assetmap.services.privacy.personal_export import erased_words, export_person, held_lines
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

people_data = Blueprint("people_data", __name__, url_prefix="/work/people-data")

_LONGEST = 254


@dataclass(frozen=True)
class PeopleDataPage:
    """`/work/people-data`: the form that asks for somebody."""

    title: str
    who: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class HeldPage:
    """What is held about somebody: a line for each thing, and the texts to be looked at."""

    title: str
    who: str
    lines: tuple[str, ...]
    mentions: tuple[Mention, ...]
    is_on_do_not_list: bool
    is_empty: bool
    problems: tuple[Problem, ...] = ()


@people_data.get("")
@needs(Action.ERASE)
def ask() -> str:
    """Ask whose it is."""
    page = PeopleDataPage("What we hold about somebody")
    return render_template("privacy/data_subjects.html", page=page)


@people_data.post("")
@needs(Action.ERASE)
def look() -> ResponseReturnValue:
    """Show what is held; nothing is changed by it."""
    try:
        return render_template("privacy/data_subject.html", page=_held_page(_who()))
    except SubjectNotFound as error:
        return _ask_again(error)


@people_data.post("/export")
@needs(Action.ERASE)
def export() -> ResponseReturnValue:
    """All of it as a JSON file, to be given to them."""
    try:
        held = export_person(context(), Actor(staff()), _who())
    except SubjectNotFound as error:
        return _ask_again(error)
    response: Response = make_response(json.dumps(held, ensure_ascii=False, indent=2))
    response.mimetype = "application/json"
    response.headers["Content-Disposition"] = 'attachment; filename="held-about-you.json"'
    return response


@people_data.post("/erase")
@needs(Action.ERASE)
def erase_all() -> ResponseReturnValue:
    """Erase it for good, once somebody has said that they mean it."""
    try:
        page = _held_page(_who())
        if not page.lines:
            return _held(page)
        if request.form.get("sure") != "yes":
            return _held(page, Problem("sure", "Tick the box if you mean to erase it.")), 422
        erased = erase(context(), Actor(staff()), page.who)
    except SubjectNotFound as error:
        return _ask_again(error)
    except NotPossible as error:
        return _held(page, Problem("", str(error))), 409
    flash(f"Erased: {erased_words(erased)}.")
    if erased.mentions:
        flash("Some texts still name them. Look them up again to see which.")
    if not erased.is_scrubbed:
        flash("The file was in use, so it may still hold some of it. Erase once more in a moment.")
    return redirect("/work/people-data", 303)


def _who() -> str:
    return request.form.get("who", "").strip()[:_LONGEST]


def _held_page(who: str) -> HeldPage:
    held = held_about(context(), Actor(staff()), who)
    return HeldPage(
        "What we hold about them",
        who,
        held_lines(held),
        held.mentions,
        held.is_on_do_not_list,
        held.is_empty,
    )


def _held(page: HeldPage, *problems: Problem) -> str:
    return render_template("privacy/data_subject.html", page=replace(page, problems=problems))


def _ask_again(error: SubjectNotFound) -> ResponseReturnValue:
    problems = (Problem("who", str(error)),)
    page = PeopleDataPage("What we hold about somebody", _who(), problems)
    return render_template("privacy/data_subjects.html", page=page), 422
