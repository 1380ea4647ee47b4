"""`/work/borough`: an admin changes what belongs to the borough, and puts it back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.borough.editing import (
    Path,
    content_of,
    moved_entry,
    value_at,
    with_entry,
    with_values,
    without_entry,
)
from assetmap.domain.people.people import Action
from assetmap.services.borough.borough_files import (
    digest_of,
    put_back,
    save_text,
    shipped_text,
    text_of,
    tried,
    versions,
)
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import PEOPLE
from assetmap.web.borough.answers import Answers, fields_of, read_answers
from assetmap.web.borough.differences import difference_lines
from assetmap.web.borough.new_entry import new_entry
from assetmap.web.borough.parts import part_called
from assetmap.web.borough.preview import preview_of
from assetmap.web.borough.questions import Entries, Part, Question
from assetmap.web.borough.refusal import REFUSED, Refused, refusal_of
from assetmap.web.borough.setting_up_page import (
    HistoryPage,
    PartPage,
    part_page,
    parts_page,
    path_of,
    title_of,
    version_line,
    with_article,
)
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

_SHOWN = 20  # of the newest changes: each is worked out from two whole texts

setting_up = Blueprint("setting_up", __name__, url_prefix="/work/borough")


@setting_up.get("")
@needs(Action.SET_UP)
def every() -> str:
    """Every part of the borough that can be changed."""
    return render_template("borough/parts.html", page=parts_page())


@setting_up.get("/<name>")
@needs(Action.SET_UP)
def part(name: str) -> str:
    """One part: its questions, and its list."""
    found = _part(name)
    page = part_page(found, text_of(context(), found.file), context().borough)
    return render_template("borough/part.html", page=page)


@setting_up.post("/<name>")
@needs(Action.SET_UP)
def change(name: str) -> ResponseReturnValue:
    """Keep the answers, or show what they would change."""
    found = _part(name)
    text = text_of(context(), found.file)
    page = part_page(found, text, context().borough)
    return _answered(
        page,
        found.questions,
        content_of(text),
        lambda answers: with_values(text, (), answers.values),
    )


@setting_up.get("/<name>/add")
@setting_up.get("/<name>/<place>/add", endpoint="form_within")
@needs(Action.SET_UP)
def form(name: str, place: str = "") -> str:
    """A form for one more entry."""
    page, _, _ = _new_entry(_part(name), place)
    return render_template("borough/part.html", page=page)


@setting_up.post("/<name>/add")
@setting_up.post("/<name>/<place>/add", endpoint="add_within")
@needs(Action.SET_UP)
def add(name: str, place: str = "") -> ResponseReturnValue:
    """Put one more entry at the end of the list."""
    page, at, entries = _new_entry(_part(name), place)
    text = text_of(context(), page.part.file)

    def added(answers: Answers) -> str:
        entry = new_entry(entries, answers.values, content_of(text), at)
        return with_entry(text, at, entry)

    return _answered(page, entries.questions, {}, added)


@setting_up.get("/<name>/<place>")
@needs(Action.SET_UP)
def entry(name: str, place: str) -> str:
    """One entry of a list."""
    page, _, _ = _entry(_part(name), place)
    return render_template("borough/part.html", page=page)


@setting_up.post("/<name>/<place>")
@needs(Action.SET_UP)
def change_entry(name: str, place: str) -> ResponseReturnValue:
    """Keep what was changed about an entry, move it, or take it out."""
    page, at, entries = _entry(_part(name), place)
    text = text_of(context(), page.part.file)
    questions = tuple(each for each in entries.questions if not each.once)
    edits: Mapping[str, Callable[[], str]] = {
        "up": lambda: moved_entry(text, at, -1),
        "down": lambda: moved_entry(text, at, 1),
        "remove": lambda: without_entry(text, at),
    }
    do = request.form.get("do", "")
    if do in edits:
        return _kept(page, edits[do](), f"{_DONE[do]} {page.title}")
    content = value_at(content_of(text), at)
    return _answered(
        page, questions, content, lambda answers: with_values(text, at, answers.values)
    )


@setting_up.get("/<name>/<place>/remove")
@needs(Action.SET_UP)
def ask_removal(name: str, place: str) -> str:
    """Ask once more before an entry is taken out."""
    page, _, _ = _entry(_part(name), place)
    return render_template("borough/remove.html", page=page)


_DONE = {"up": "moved up", "down": "moved down", "remove": "took out"}


@setting_up.get("/<name>/history")
@needs(Action.SET_UP)
def history(name: str) -> str:
    """Every change of the part's file on a page, with a way back from each."""
    return render_template("borough/history.html", page=_history(_part(name)))


@setting_up.post("/<name>/history")
@needs(Action.SET_UP)
def restore(name: str) -> ResponseReturnValue:
    """Have the file say what it said before a change."""
    found = _part(name)
    number = request.form.get("number", "")
    if not (number.isdecimal() and number.isascii() and len(number) < 10):
        abort(404)
    digest = request.form.get("digest", "")
    try:
        put_back(context(), Actor(staff()), found.file, int(number), made_from=digest)
    except REFUSED as error:
        page = replace(_history(found), refusal=refusal_of(error))
        return render_template("borough/history.html", page=page), 422
    flash("We have put it back.")
    return redirect(url_for("setting_up.history", name=name), 303)


def _part(name: str) -> Part:
    return part_called(name) or abort(404)


def _entry(found: Part, place: str) -> tuple[PartPage, Path, Entries]:
    """The page of an entry, where it stands, and what it is. 404 where there is none."""
    text = text_of(context(), found.file)
    at, entries = path_of(found, place) or abort(404)
    content = value_at(content_of(text), at) or abort(404)
    questions = tuple(each for each in entries.questions if not each.once)
    fields = fields_of(questions, content, context().borough)
    title = title_of(entries, content)
    within = entries.within.one if entries.within else ""
    page = PartPage(title, found, digest_of(text), fields, place=place, one_within=within)
    return page, at, entries


def _new_entry(found: Part, place: str) -> tuple[PartPage, Path, Entries]:
    """The page for one more entry, the list that it goes to, and what it is."""
    text = text_of(context(), found.file)
    entries, at = found.entries, Path()
    if place:
        at, above = path_of(found, place) or abort(404)
        value_at(content_of(text), at) or abort(404)
        entries = above.within
    if entries is None:
        abort(404)
    fields = fields_of(entries.questions, {}, context().borough)
    title = f"Add {with_article(entries.one)}"
    page = PartPage(title, found, digest_of(text), fields, place=place, is_new=True)
    return page, (*at, entries.key), entries


def _answered(
    page: PartPage,
    questions: tuple[Question, ...],
    content: Mapping[str, Any],
    changed: Callable[[Answers], str],
) -> ResponseReturnValue:
    """What follows from a form: kept, or shown again with what it would change or what is wrong."""
    answers = read_answers(questions, request.form, content, context().borough)
    page = replace(page, fields=answers.fields, problems=answers.problems)
    if page.problems:
        return render_template("borough/part.html", page=page), 422
    text = changed(answers)
    if request.form.get("do") == "preview":
        return _previewed(page, text)
    return _kept(page, text, f"added to {page.part.title}" if page.is_new else page.title)


def _previewed(page: PartPage, text: str) -> ResponseReturnValue:
    try:
        borough = tried(context(), page.part.file, text)
    except REFUSED as error:
        return _refused(page, error)
    file = page.part.file
    found = difference_lines(file, text_of(context(), file), text, borough)
    shown = replace(page, differences=found, preview=preview_of(page.part, page.place, borough))
    return render_template("borough/part.html", page=shown)


def _kept(page: PartPage, text: str, what: str) -> ResponseReturnValue:
    made_from = request.form.get("digest", "")
    actor, file = Actor(staff()), page.part.file
    try:
        save_text(context(), actor, file, text, made_from=made_from, what=what)
    except REFUSED as error:
        return _refused(page, error)
    flash("We have saved it. Every page says so now.")
    return redirect(url_for("setting_up.part", name=page.part.slug), 303)


def _refused(page: PartPage, error: Refused) -> ResponseReturnValue:
    refusal = refusal_of(error, tuple(each.name for each in page.fields))
    page = replace(page, problems=refusal.problems, refusal=refusal)
    return render_template("borough/part.html", page=page), 422


def _history(found: Part) -> HistoryPage:
    names = {each.id: each.name for each in context().store.find(PEOPLE)}
    text = text_of(context(), found.file)
    shipped, every = shipped_text(found.file), versions(context(), found.file)
    lines = tuple(
        version_line(
            each,
            names.get(each.by, "somebody who has left"),
            difference_lines(
                found.file,
                shipped if each.before is None else each.before,
                shipped if each.after is None else each.after,
                context().borough,
            ),
        )
        for each in every[:_SHOWN]
    )
    older = len(every) - len(lines)
    return HistoryPage(f"Changes: {found.title}", found, digest_of(text), lines, older)
