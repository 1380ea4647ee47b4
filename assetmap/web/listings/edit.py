"""`/work/listings/<id>/change`: staff ask for a change, or make at once what does no harm."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import Action, require
from assetmap.domain.search.query import Problem
from assetmap.services.checks.checks import reveal_contact
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings import proposals, transitions
from assetmap.services.listings.edits import Incomplete, Unreadable
from assetmap.services.listings.live_changes import change_live
from assetmap.services.listings.proposals import AlreadyDecided, NothingChanged, propose
from assetmap.storage.tables import PROPOSALS
from assetmap.web.checks.calls import changed_on_call
from assetmap.web.forms.listing_form import Form, read_form
from assetmap.web.forms.questions import NEWS
from assetmap.web.forms.values import read_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.edit_page import PRIVATE, change_page, groups_of

changing = Blueprint("changing", __name__, url_prefix="/work/listings/<listing_id>/change")


@changing.get("")
@needs(Action.PROPOSE)
def form(listing_id: str) -> str:
    """Every question with the answer that is public now; with `part`, one group of them."""
    require(staff(), Action.PROPOSE, listing_id)
    return _page(listing_id, _part())


@changing.post("")
@needs(Action.PROPOSE)
def send(listing_id: str) -> ResponseReturnValue:
    """Propose the fields that differ; with a problem, the page again as it was typed."""
    part, before = _part(), load_for_update(context(), listing_id).listing
    if part == PRIVATE.slug:
        require(staff(), Action.SEE_PRIVATE, listing_id)
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    for group in groups_of(part, before, staff()):
        read = read_form(request.form, group, before)
        values |= read.values
        problems += read.problems
    if "more" in request.form or problems:
        page = _page(listing_id, part, tuple(problems), request.form)
        return page, 422 if problems else 200
    try:
        propose(context(), Actor(staff()), listing_id, values, request.form.get("note", ""))
    except (Unreadable, Incomplete) as error:
        told = tuple(Problem(gap.field, gap.message) for gap in error.gaps)
        return _page(listing_id, part, told, request.form), 422
    except NothingChanged as error:
        return _page(listing_id, part, (Problem("", str(error)),), request.form), 422
    flash("Your change is sent to an editor. The public page stays as it is until then.")
    if _is_call():
        return redirect(changed_on_call(listing_id), 303)
    return redirect(f"/work/listings/{listing_id}", 303)


@changing.post("/withdraw/<proposal_id>")
@needs(Action.PROPOSE)
def withdraw(listing_id: str, proposal_id: str) -> ResponseReturnValue:
    """Take back a change that one asked for oneself."""
    if context().store.get(PROPOSALS, proposal_id).listing_id != listing_id:
        abort(404)
    try:
        proposals.withdraw(context(), Actor(staff()), proposal_id)
    except AlreadyDecided:
        flash("An editor has decided on it already, so it cannot be taken back.")
    else:
        flash("Your change is taken back.")
    return redirect(url_for("changing.form", listing_id=listing_id), 303)


@changing.post("/live")
@needs(Action.CHANGE_LIVE)
def live(listing_id: str) -> ResponseReturnValue:
    """Put up a notice or the days it is closed, at once."""
    before = load_for_update(context(), listing_id).listing
    read = read_form(request.form, NEWS, before)
    if read.problems:
        return _page(listing_id, NEWS.slug, read.problems, request.form), 422
    change_live(context(), Actor(staff()), listing_id, read.values)
    flash("The public page is changed.")
    return redirect(url_for("changing.form", listing_id=listing_id), 303)


@changing.post("/pause")
@needs(Action.CHANGE_LIVE)
def pause(listing_id: str) -> ResponseReturnValue:
    """Say on the public page that it is closed for now."""
    typed = request.form.get("until", "").strip()
    until: date | None = read_date(typed) if typed else None
    try:
        if typed and until is None:
            raise ValueError("Write the day like 25 December 2026, or leave it empty.")
        transitions.pause(context(), Actor(staff()), listing_id, until, request.form.get("why", ""))
    except ValueError as error:
        return _page(listing_id, NEWS.slug, (Problem("until", str(error)),), request.form), 422
    flash("The public page says that it is closed for now.")
    return redirect(url_for("changing.form", listing_id=listing_id), 303)


@changing.post("/resume")
@needs(Action.CHANGE_LIVE)
def resume(listing_id: str) -> ResponseReturnValue:
    """Say that it runs again."""
    transitions.resume(context(), Actor(staff()), listing_id)
    flash("The public page says that it runs again.")
    return redirect(url_for("changing.form", listing_id=listing_id), 303)


def _is_call() -> bool:
    """Whether they came from the call list, where "Something changed" was pressed."""
    return request.args.get("from") == "call"


def _part() -> str:
    return request.args.get("part", "")


def _page(
    listing_id: str,
    part: str,
    problems: tuple[Problem, ...] = (),
    typed: Form | None = None,
) -> str:
    listing = _shown(listing_id, part)
    page = change_page(context(), staff(), listing, part, problems, typed, is_call=_is_call())
    return render_template("listings/edit.html", page=page)


def _shown(listing_id: str, part: str) -> Listing:
    """The listing, with its private contact where that is asked for: this is written down."""
    listing = context().store.get_listing(listing_id).listing
    if part != PRIVATE.slug:
        return listing
    require(staff(), Action.SEE_PRIVATE, listing_id)
    reveal_contact(context(), Actor(staff()), listing_id)
    return load_for_update(context(), listing_id).listing
