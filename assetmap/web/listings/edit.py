"""`/work/listings/<id>/change`: staff ask for a change, or make at once what does no harm."""

from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.dates import read_date
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Status, Where
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import Action, Person, may, require
from assetmap.domain.validation import Problem
from assetmap.services.checks.checks import record_check, reveal_contact
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings import proposals, transitions
from assetmap.services.listings.edits import Incomplete, Unreadable, change_live
from assetmap.services.listings.proposals import AlreadyDecided, NothingChanged, propose
from assetmap.storage.tables import PROPOSALS
from assetmap.web.forms.lengths import long_words
from assetmap.web.forms.listing_form import DrawnField, Form, drawn, is_home, read_form
from assetmap.web.forms.questions import ALL, NEWS, PLACE, PRIVATE, WHERE, FormGroup, news_of
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.change_groups import (
    WaitingChange,
    change_groups_page,
    groups_of,
    waiting_changes,
    with_query,
)
from assetmap.web.presenters.call_words import kept_words


@dataclass(frozen=True)
class ChangeGroup:
    """One group of the form, with a place to jump to."""

    slug: str
    title: str
    lead: str
    fields: tuple[DrawnField, ...]
    home: str  # the answer to whether it is someone's home, where that is asked
    asks_home: bool


@dataclass(frozen=True)
class ChangePage:
    """`/work/listings/<id>/change`: the questions with the answers that are public now."""

    title: str
    listing: Listing
    part: str
    action: str
    groups: tuple[ChangeGroup, ...]
    news: tuple[DrawnField, ...]  # what may be changed at once; none when the person may not
    waiting: tuple[WaitingChange, ...]
    problems: tuple[Problem, ...]
    note: str
    until: str
    why: str
    places: tuple[str, ...]
    is_paused: bool
    is_planned: bool
    may_see_private: bool
    hides_place: bool
    is_call: bool = False


def change_page(
    context: Context,
    person: Person,
    listing: Listing,
    part: str,
    problems: tuple[Problem, ...] = (),
    form: Form | None = None,
    *,
    is_call: bool = False,
) -> ChangePage:
    """The page over a public listing, with what was typed. Raises NotPossible for any other."""
    if not listing.status.is_public:
        raise NotPossible("Only a published listing can be changed this way.")
    may_live = may(person, Action.CHANGE_LIVE, listing.id) and part in ("", ALL, NEWS.slug)
    groups = () if may_live and part == NEWS.slug else groups_of(part, listing, person)
    asked = dict(form or {})
    path = f"/work/listings/{listing.id}/change"
    return ChangePage(
        title=f"Change {listing.name}",
        listing=listing,
        part=part,
        action=with_query(path, "" if part == ALL else part, is_call=is_call),
        groups=tuple(_group(context, listing, group, form) for group in groups),
        news=drawn(news_of(listing), listing, context.borough, form, today=context.clock.today())
        if may_live
        else (),
        waiting=waiting_changes(context, person, listing),
        problems=problems,
        note=str(asked.get("note", "")),
        until=str(asked.get("until", "")),
        why=str(asked.get("why", "")),
        places=tuple(place.name for place in context.borough.places),
        is_paused=listing.status is Status.PAUSED,
        is_planned=listing.status is Status.PLANNED,
        may_see_private=may(person, Action.SEE_PRIVATE, listing.id),
        hides_place=bool(hidden_fields([listing.where.precision])),
        is_call=is_call,
    )


def _group(context: Context, listing: Listing, group: FormGroup, form: Form | None) -> ChangeGroup:
    return ChangeGroup(
        group.slug,
        group.title,
        group.lead,
        drawn(group, listing, context.borough, form, today=context.clock.today()),
        is_home(listing, form) if group.asks_home else "",
        group.asks_home and group.slug == WHERE.slug,
    )


_WHY_LONGEST = 200  # characters, as on the organiser's page

changing = Blueprint("changing", __name__, url_prefix="/work/listings/<listing_id>/change")


@changing.get("")
@needs(Action.PROPOSE)
def form(listing_id: str) -> str:
    """The groups of questions, each with what is public now; with `part`, one of them to change."""
    require(staff(), Action.PROPOSE, listing_id)
    if part := _part():
        return _page(listing_id, part)
    listing = context().store.get_listing(listing_id).listing
    page = change_groups_page(context(), staff(), listing, is_call=_is_call())
    return render_template("listings/change_groups.html", page=page)


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
        read = read_form(request.form, group, before, today=context().clock.today())
        values |= read.values
        problems += read.problems
    if part == PLACE.slug and values and not any(values.values()):
        problems.append(Problem("postcode", "Give the new place: its postcode, or the town."))
    problems += long_words(request.form, "note")
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
        actor = Actor(staff())
        check = record_check(context(), actor, listing_id, Method.PHONED, Outcome.CHANGED)
        flash(kept_words(check), "info")
        return redirect(url_for("calls.after", listing_id=listing_id), 303)
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
    """Put up a notice, the days that differ or what is needed, at once."""
    before = load_for_update(context(), listing_id).listing
    read = read_form(request.form, news_of(before), before, today=context().clock.today())
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
    if problems := long_words(request.form, "why", _WHY_LONGEST):
        return _page(listing_id, NEWS.slug, problems, request.form), 422
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
    """Say that it runs again, or that what was planned is open."""
    transitions.resume(context(), Actor(staff()), listing_id)
    flash("The public page no longer says that it is closed.")
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
    if part == PLACE.slug:
        where = listing.where
        return replace(listing, where=Where(where.precision, area_served=where.area_served))
    if part != PRIVATE.slug:
        return listing
    require(staff(), Action.SEE_PRIVATE, listing_id)
    reveal_contact(context(), Actor(staff()), listing_id)
    return replace(listing, private=context().store.private_contact(listing_id))
