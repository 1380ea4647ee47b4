"""`/work/do-not-list`: those who asked not to be listed."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import person_name
from assetmap.services.privacy import do_not_list as register
from assetmap.storage.store import NotFound
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

do_not_list = Blueprint("do_not_list", __name__, url_prefix="/work/do-not-list")

_LONGEST = 200  # characters of a field
_FIELDS = ("name", "phone", "email", "website")


@dataclass(frozen=True)
class RefusedLine:
    """One entry: the name as it is compared, how many ways to get in touch, when and by whom."""

    id: str
    name: str
    marks: int
    on: str
    by: str


@dataclass(frozen=True)
class DoNotListPage:
    """`/work/do-not-list`: the entries, and a form for another; `typed` is what stands in it."""

    title: str
    lines: tuple[RefusedLine, ...]
    can_remove: bool
    typed: dict[str, str]
    problems: tuple[Problem, ...] = ()


@do_not_list.get("")
@needs(Action.ARCHIVE)
def every() -> str:
    """Everyone who asked not to be listed, the newest first."""
    return _page(dict.fromkeys(_FIELDS, ""))


@do_not_list.post("")
@needs(Action.ARCHIVE)
def add() -> ResponseReturnValue:
    """Note that somebody asked not to be listed."""
    typed = {name: request.form.get(name, "").strip()[:_LONGEST] for name in _FIELDS}
    contact = Contact(typed["phone"], typed["email"], typed["website"])
    try:
        register.add(context(), Actor(staff()), typed["name"], contact)
    except register.NothingToKnowBy as error:
        return _page(typed, Problem("name", str(error))), 422
    flash("They are on the list now. Nobody can add or import them without being told.")
    return redirect(url_for("do_not_list.every"), 303)


@do_not_list.post("/<entry_id>/remove")
@needs(Action.ERASE)
def remove(entry_id: str) -> ResponseReturnValue:
    """Take an entry out, so that they can be listed again."""
    try:
        register.remove(context(), Actor(staff()), entry_id)
        flash("Taken off the list. They can be listed again.")
    except NotFound:
        flash("Somebody else has taken them off the list already.")
    return redirect(url_for("do_not_list.every"), 303)


def do_not_list_page(context: Context, person: Person, typed: dict[str, str]) -> DoNotListPage:
    """The page for somebody, with what they typed."""
    lines = tuple(
        RefusedLine(
            each.id,
            each.name,
            len(each.marks),
            long_date(each.at.date()),
            person_name(context, each.by),
        )
        for each in register.entries(context)
    )
    return DoNotListPage("Asked not to be listed", lines, may(person, Action.ERASE), typed)


def _page(typed: dict[str, str], *problems: Problem) -> str:
    page = do_not_list_page(context(), staff(), typed)
    if problems:
        page = DoNotListPage(page.title, page.lines, page.can_remove, typed, problems)
    return render_template("privacy/do_not_list.html", page=page)
