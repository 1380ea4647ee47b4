"""`/work/listings`: every listing in any status, and all that staff know of one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.checks.report import ReportState
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.suggestion import LONGEST
from assetmap.domain.people.people import Action, require
from assetmap.domain.validation import Problem
from assetmap.services.checks.reports import AlreadySettled, settle
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.hidden_places import reveal_place
from assetmap.services.listings.history import add_note
from assetmap.services.listings.staff_search import look_up
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.staff_listing_page import staff_listing_page
from assetmap.web.listings.staff_listings_page import listings_page, read_listing_filter

staff_listing = Blueprint("staff_listing", __name__, url_prefix="/work/listings")


@staff_listing.get("")
@needs(Action.SEE_WORK)
def every() -> str:
    """Those that fit what was asked for, by name."""
    wanted = read_listing_filter(request.args)
    found = look_up(context(), Actor(staff()), wanted)
    page = listings_page(context(), staff(), wanted, found, read_number(request.args, "page", 1))
    return render_template("listings/staff_listings.html", page=page)


@staff_listing.get("/<listing_id>")
@needs(Action.SEE_WORK)
def show(listing_id: str) -> str:
    """All that staff know of a listing."""
    return shown(listing_of(listing_id))


@staff_listing.post("/<listing_id>/notes")
@needs(Action.WRITE_NOTES)
def note(listing_id: str) -> ResponseReturnValue:
    """Leave a note for the other staff."""
    words = request.form.get("note", "")
    try:
        add_note(context(), Actor(staff()), listing_id, words)
    except ValueError as error:
        return shown(listing_of(listing_id), (Problem("note", str(error)),), words), 422
    flash("Your note is kept.")
    return redirect(url_for("staff_listing.show", listing_id=listing_id, _anchor="notes"), 303)


@staff_listing.post("/<listing_id>/reports/<report_id>")
@needs(Action.CONFIRM)
def settle_report(listing_id: str, report_id: str) -> ResponseReturnValue:
    """Close a report: it was so and is put right, or it was not so."""
    was_so = request.form.get("was") == "right"
    state = ReportState.RIGHT if was_so else ReportState.UNFOUNDED
    try:
        settle(context(), Actor(staff()), report_id, state)
    except AlreadySettled as error:
        return shown(listing_of(listing_id), (Problem("", str(error)),)), 409
    flash("The report is closed.")
    return redirect(url_for("staff_listing.show", listing_id=listing_id, _anchor="reports"), 303)


@staff_listing.post("/<listing_id>/place")
@needs(Action.SEE_WORK)
def place(listing_id: str) -> str:
    """The same page with the place that is hidden, this once; that somebody looked is kept."""
    listing = listing_of(listing_id)
    found = reveal_place(context(), Actor(staff()), listing_id)
    page = staff_listing_page(context(), staff(), listing, place=found.lines)
    return render_template("listings/staff_listing.html", page=page, note_longest=LONGEST)


def listing_of(listing_id: str) -> Listing:
    """A listing in any status that the person may work on. Raises NotFound, NotAllowed."""
    require(staff(), Action.SEE_WORK, listing_id)
    return context().store.get_listing(listing_id).listing


def shown(listing: Listing, problems: tuple[Problem, ...] = (), note: str = "") -> str:
    """The page of a listing."""
    page = staff_listing_page(context(), staff(), listing, problems, note)
    return render_template("listings/staff_listing.html", page=page, note_longest=LONGEST)
