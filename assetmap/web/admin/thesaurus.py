"""`/work/words`: what people say, and what it means in the directory; editors change it here."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.people.people import Action
from assetmap.domain.validation import Problem
from assetmap.services.admin import thesaurus as words
from assetmap.services.admin.thesaurus import BadConcept, check
from assetmap.services.admin.thesaurus_trial import try_words
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound, Stale
from assetmap.web.admin.thesaurus_page import (
    added_words,
    concept_page,
    new_concept_page,
    read_concept,
    read_name,
    read_question,
    words_page,
)
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

everyday_words = Blueprint("everyday_words", __name__, url_prefix="/work/words")


@everyday_words.get("")
@needs(Action.EDIT_WORDS)
def every() -> str:
    """Every concept, and those that have some words in them."""
    urgent = request.args.get("urgent") == "yes"
    wanted = read_question(request.args.get("q", ""))
    typed = {"phrase": read_question(request.args.get("phrase", ""))}
    page = words_page(context(), wanted, urgent_only=urgent, typed=typed)
    return render_template("admin/thesaurus.html", page=page)


@everyday_words.post("")
@needs(Action.EDIT_WORDS)
def add_phrase() -> ResponseReturnValue:
    """Let one more phrase mean something."""
    phrase = read_question(request.form.get("phrase", ""))
    concept_id = request.form.get("concept", "")
    try:
        if not phrase:
            raise BadConcept(Problem("phrase", "Enter what people say."))
        words.add_phrase(context(), Actor(staff()), phrase, concept_id)
    except BadConcept as error:
        problems = tuple(_at(problem, "phrase") for problem in error.problems)
    except NotFound:
        problems = (Problem("concept", "Choose what they mean."),)
    except Stale as error:
        problems = (Problem("", str(error)),)
    else:
        flash(added_words(context(), phrase, concept_id))
        return redirect(url_for("everyday_words.show", concept_id=concept_id), 303)
    typed = {"phrase": phrase, "concept": concept_id}
    page = words_page(context(), typed=typed, problems=problems)
    return render_template("admin/thesaurus.html", page=page), 422


@everyday_words.get("/new")
@needs(Action.EDIT_WORDS)
def new() -> str:
    """The form for something that people say and the directory does not know yet."""
    page = new_concept_page(context(), Concept("", ()))
    return render_template("admin/thesaurus_concept.html", page=page)


@everyday_words.post("/new")
@needs(Action.EDIT_WORDS)
def make() -> ResponseReturnValue:
    """Keep a new concept."""
    typed_name = read_question(request.form.get("name", ""))
    concept = read_concept(request.form, read_name(typed_name))
    try:
        words.make(context(), Actor(staff()), concept)
    except BadConcept as error:
        page = new_concept_page(context(), concept, typed_name, error.problems)
        return render_template("admin/thesaurus_concept.html", page=page), 422
    flash("Kept. The search knows it from now on.")
    return redirect(url_for("everyday_words.show", concept_id=concept.id), 303)


@everyday_words.get("/<concept_id>")
@needs(Action.EDIT_WORDS)
def show(concept_id: str) -> str:
    """One concept as it is now."""
    last = words.versions(context(), concept_id)[-1]
    page = concept_page(context(), last.concept, last.number)
    return render_template("admin/thesaurus_concept.html", page=page)


@everyday_words.post("/<concept_id>")
@needs(Action.EDIT_WORDS)
def save(concept_id: str) -> ResponseReturnValue:
    """Keep a concept as it was typed, or show what that would change."""
    last = words.versions(context(), concept_id)[-1]
    concept = read_concept(request.form, concept_id)
    if request.form.get("do") == "try":
        return _tried(concept, last.concept.say)
    try:
        words.change(context(), Actor(staff()), concept, _number())
    except BadConcept as error:
        return _again(concept, *error.problems)
    except Stale as error:
        return _again(concept, Problem("versions-heading", str(error)), status=409)
    flash("Kept. The search follows at once.")
    return redirect(url_for("everyday_words.show", concept_id=concept_id), 303)


@everyday_words.post("/<concept_id>/remove")
@needs(Action.EDIT_WORDS)
def remove(concept_id: str) -> ResponseReturnValue:
    """Have a concept not count any more."""
    try:
        words.remove(context(), Actor(staff()), concept_id, _number())
        flash("Removed. It can be put back below.")
    except Stale as error:
        flash(str(error))
    return redirect(url_for("everyday_words.show", concept_id=concept_id), 303)


@everyday_words.post("/<concept_id>/restore/<int:number>")
@needs(Action.EDIT_WORDS)
def restore(concept_id: str, number: int) -> ResponseReturnValue:
    """Have an earlier version count again."""
    try:
        words.restore(context(), Actor(staff()), concept_id, number, _number())
        flash("Put back. The search follows at once.")
    except Stale as error:
        flash(str(error))
    return redirect(url_for("everyday_words.show", concept_id=concept_id), 303)


def _tried(concept: Concept, known: tuple[str, ...]) -> ResponseReturnValue:
    question = read_question(request.form.get("question", ""))
    problems: tuple[Problem, ...] = ()
    if not question:
        problems = (Problem("question", "Enter what somebody might type."),)
    try:
        check(concept, context().borough.words, known)
    except BadConcept as error:
        problems += error.problems
    trial = None if problems else try_words(context(), question, concept)
    page = concept_page(
        context(), concept, _number(), question=question, trial=trial, problems=problems
    )
    return render_template("admin/thesaurus_concept.html", page=page), 422 if problems else 200


def _again(concept: Concept, *problems: Problem, status: int = 422) -> ResponseReturnValue:
    number = words.versions(context(), concept.id)[-1].number if status == 409 else _number()
    question = read_question(request.form.get("question", ""))
    page = concept_page(context(), concept, number, question=question, problems=problems)
    return render_template("admin/thesaurus_concept.html", page=page), status


def _number() -> int:
    """The number of the version that the form was made from; -1, which none has, without one."""
    typed = request.form.get("number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _at(problem: Problem, field: str) -> Problem:
    """A problem of the whole form told at the one box of a short form."""
    return problem if problem.parameter == "concept" else Problem(field, problem.message)
