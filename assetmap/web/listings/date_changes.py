"""`/work/listings/<id>/dates`: staff and a hub's team cancel or move one date, seen at once."""

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, may
from assetmap.domain.times.changing_dates import ComingDate
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.date_changes import (
    cancel_date,
    date_to_change,
    dates_to_change,
    meeting_at_own_hub,
    move_date,
    put_back,
)
from assetmap.web.forms.date_change_form import problems_of, read_move, read_why, typed_move
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.cards import usual_times
from assetmap.web.presenters.date_changes import (
    Frame,
    cancel_page,
    date_id,
    dates_page,
    move_page,
    read_date_id,
)

date_changes = Blueprint("date_changes", __name__, url_prefix="/work/listings/<listing_id>/dates")
hub_dates = Blueprint("hub_dates", __name__, url_prefix="/work/dates")


@dataclass(frozen=True)
class HubDatesPage:
    """`/work/dates`: name, usual times and address of what is theirs, and of what meets there."""

    title: str
    own: tuple[tuple[str, str, str], ...]
    guests: tuple[tuple[str, str, str], ...]


@hub_dates.get("")
@needs(Action.CHANGE_LIVE)
def of_hub() -> str:
    """What a hub's team may cancel or move a date of: their hub, and what meets in it."""
    listings = context().directory_cache.current().listings
    own = [listings[id_] for id_ in staff().own if id_ in listings]
    page = HubDatesPage(
        "Cancel or move a date",
        tuple(_line(each) for each in own if each.status.is_public),
        tuple(_line(each) for each in meeting_at_own_hub(context(), staff())),
    )
    return render_template("listings/hub_dates.html", page=page)


@date_changes.get("")
@needs(Action.CHANGE_LIVE)
def every(listing_id: str) -> str:
    """The coming dates of each series."""
    return _shown(listing_id)


@date_changes.get("/<date_name>/cancel")
@needs(Action.CHANGE_LIVE)
def cancel_form(listing_id: str, date_name: str) -> str:
    """Whether a date is really cancelled, and why."""
    frame, coming = _found(listing_id, date_name)
    return render_template("listings/date_cancel.html", page=cancel_page(frame, coming))


@date_changes.post("/<date_name>/cancel")
@needs(Action.CHANGE_LIVE)
def cancel(listing_id: str, date_name: str) -> ResponseReturnValue:
    """Cancel a date."""
    frame, coming = _found(listing_id, date_name)
    (why, problems), actor = read_why(request.form), Actor(staff())
    problems = problems or problems_of(
        lambda: cancel_date(context(), actor, listing_id, coming.on, coming.start, why)
    )
    if problems:
        page = cancel_page(frame, coming, problems, request.form.get("why", ""))
        return render_template("listings/date_cancel.html", page=page), 422
    return _done(frame, coming)


@date_changes.get("/<date_name>/move")
@needs(Action.CHANGE_LIVE)
def other_day_form(listing_id: str, date_name: str) -> str:
    """The new date, times and place."""
    frame, coming = _found(listing_id, date_name)
    return render_template("listings/date_move.html", page=move_page(frame, coming))


@date_changes.post("/<date_name>/move")
@needs(Action.CHANGE_LIVE)
def to_other_day(listing_id: str, date_name: str) -> ResponseReturnValue:
    """Move a date."""
    frame, coming = _found(listing_id, date_name)
    (to, problems), actor = read_move(request.form), Actor(staff())
    if to is not None:
        problems = problems_of(
            lambda: move_date(context(), actor, listing_id, coming.on, coming.start, to)
        )
    if problems:
        page = move_page(frame, coming, problems, typed_move(request.form))
        return render_template("listings/date_move.html", page=page), 422
    return _done(frame, coming)


@date_changes.post("/<date_name>/put-back")
@needs(Action.CHANGE_LIVE)
def back(listing_id: str, date_name: str) -> ResponseReturnValue:
    """Have a date be on after all, as always."""
    frame, coming = _found(listing_id, date_name)
    actor = Actor(staff())
    problems = problems_of(lambda: put_back(context(), actor, listing_id, coming.on, coming.start))
    if problems:
        return _shown(listing_id, problems), 409
    return _done(frame, coming)


def _shown(listing_id: str, problems: tuple[Problem, ...] = ()) -> str:
    frame = _frame(_listing(listing_id))
    coming = dates_to_change(context(), staff(), frame.listing)
    more, done = request.args.get("more") == "yes", request.args.get("done", "")
    page = dates_page(frame, coming, more=more, done=done, problems=problems)
    return render_template("listings/dates.html", page=page)


def _found(listing_id: str, date_name: str) -> tuple[Frame, ComingDate]:
    """What a date's pages stand on. Ends with 404 for a date that is none, or is over."""
    listing, when = _listing(listing_id), read_date_id(date_name)
    if when is None:
        abort(404)
    return _frame(listing), date_to_change(context(), staff(), listing, *when)


def _listing(listing_id: str) -> Listing:
    return context().store.get_listing(listing_id).listing


def _frame(listing: Listing) -> Frame:
    """The way back leads to the listing; for who may not see it there, to what is at their hub."""
    sees = may(staff(), Action.SEE_WORK, listing.id)
    out = (
        url_for("staff_listing.show", listing_id=listing.id)
        if sees
        else url_for("hub_dates.of_hub")
    )
    address = url_for("date_changes.every", listing_id=listing.id)
    return Frame(listing, address, out, context().clock.today())


def _done(frame: Frame, coming: ComingDate) -> ResponseReturnValue:
    return redirect(f"{frame.address}?done={date_id(coming)}", 303)


def _line(listing: Listing) -> tuple[str, str, str]:
    address = url_for("date_changes.every", listing_id=listing.id)
    return listing.name, usual_times(listing), address
