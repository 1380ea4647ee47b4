"""`/organiser/<token>/<id>/dates`: an organiser cancels or moves one date, seen at once.

The link stays open: that a date is off says nothing of whether all the rest is still correct.
"""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.times.changing_dates import ComingDate
from assetmap.domain.validation import Problem
from assetmap.services.checks.organiser_links import LinkRefused, OpenLink, mark_seen, open_link
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.date_changes import (
    Along,
    cancel_date,
    date_to_change,
    dates_to_change,
    move_date,
    put_back,
)
from assetmap.web.checks.organiser import (
    GUARD,
    keep_to_themselves,
    link_form_token,
    refused,
    timing_problem,
)
from assetmap.web.forms.date_change_form import problems_of, read_move, read_why, typed_move
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.rate_limit import PER_VISITOR, rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.date_changes import (
    Frame,
    cancel_page,
    date_id,
    dates_page,
    move_page,
    read_date_id,
)

organiser_dates = Blueprint(
    "organiser_dates", __name__, url_prefix="/organiser/<token>/<listing_id>/dates"
)
organiser_dates.after_request(keep_to_themselves)
organiser_dates.register_error_handler(LinkRefused, refused)


@organiser_dates.get("")
@open_to_all()
def every(token: str, listing_id: str) -> str:
    """The coming dates of each series."""
    return _shown(token, open_link(context(), token), listing_id)


@organiser_dates.get("/<date_name>/cancel")
@open_to_all()
def cancel_form(token: str, listing_id: str, date_name: str) -> str:
    """Whether a date is really cancelled, and why."""
    _, frame, coming = _found(token, listing_id, date_name)
    return render_template("listings/date_cancel.html", page=cancel_page(frame, coming))


@organiser_dates.post("/<date_name>/cancel")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def cancel(token: str, listing_id: str, date_name: str) -> ResponseReturnValue:
    """Cancel a date."""
    opened, frame, coming = _found(token, listing_id, date_name)
    why, problems = read_why(request.form)
    problems = (
        problems
        or _timing(opened)
        or problems_of(
            lambda: cancel_date(
                *(context(), _by(opened), listing_id, coming.on, coming.start, why),
                along=_staying_open(opened, listing_id),
            )
        )
    )
    if problems:
        page = cancel_page(frame, coming, problems, request.form.get("why", ""))
        return render_template("listings/date_cancel.html", page=page), 400
    return _done(frame, coming)


@organiser_dates.get("/<date_name>/move")
@open_to_all()
def other_day_form(token: str, listing_id: str, date_name: str) -> str:
    """The new date, times and place."""
    _, frame, coming = _found(token, listing_id, date_name)
    return render_template("listings/date_move.html", page=move_page(frame, coming))


@organiser_dates.post("/<date_name>/move")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def to_other_day(token: str, listing_id: str, date_name: str) -> ResponseReturnValue:
    """Move a date."""
    opened, frame, coming = _found(token, listing_id, date_name)
    to, problems = read_move(request.form)
    problems += _timing(opened)
    if to is not None and not problems:
        problems = problems_of(
            lambda: move_date(
                *(context(), _by(opened), listing_id, coming.on, coming.start, to),
                along=_staying_open(opened, listing_id),
            )
        )
    if problems:
        page = move_page(frame, coming, problems, typed_move(request.form))
        return render_template("listings/date_move.html", page=page), 400
    return _done(frame, coming)


@organiser_dates.post("/<date_name>/put-back")
@open_to_all(csrf=GUARD)
@rate_limited(PER_VISITOR)
def back(token: str, listing_id: str, date_name: str) -> ResponseReturnValue:
    """Have a date be on after all, as always."""
    opened, frame, coming = _found(token, listing_id, date_name)
    problems = _timing(opened) or problems_of(
        lambda: put_back(
            *(context(), _by(opened), listing_id, coming.on, coming.start),
            along=_staying_open(opened, listing_id),
        )
    )
    return (_shown(token, opened, listing_id, problems), 400) if problems else _done(frame, coming)


def _shown(
    token: str, opened: OpenLink, listing_id: str, problems: tuple[Problem, ...] = ()
) -> str:
    frame = _frame(token, opened, listing_id)
    coming = dates_to_change(context(), opened.person, frame.listing)
    more, done = request.args.get("more") == "yes", request.args.get("done", "")
    page = dates_page(frame, coming, more=more, done=done, problems=problems)
    return render_template("listings/dates.html", page=page)


def _found(token: str, listing_id: str, date_name: str) -> tuple[OpenLink, Frame, ComingDate]:
    """What a date's pages stand on. Ends with 404 for a date that is none, or is over."""
    opened, when = open_link(context(), token), read_date_id(date_name)
    frame = _frame(token, opened, listing_id)
    if when is None:
        abort(404)
    return opened, frame, date_to_change(context(), opened.person, frame.listing, *when)


def _frame(token: str, opened: OpenLink, listing_id: str) -> Frame:
    return Frame(
        opened.listing(listing_id),
        url_for(".every", token=token, listing_id=listing_id),
        url_for("organiser.show", token=token),
        context().clock.today(),
        link_form_token(opened),
    )


def _staying_open(opened: OpenLink, listing_id: str) -> Along:
    return lambda uow: mark_seen(context(), uow, opened.link.id, listing_id)


def _timing(opened: OpenLink) -> tuple[Problem, ...]:
    problem = timing_problem(opened)
    return (problem,) if problem else ()


def _by(opened: OpenLink) -> Actor:
    return Actor(opened.person, "link")


def _done(frame: Frame, coming: ComingDate) -> ResponseReturnValue:
    return redirect(f"{frame.address}?done={date_id(coming)}", 303)
