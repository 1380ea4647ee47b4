"""`/work/listings/<id>/history`: what was done to a listing, its revisions, and its audit."""

from flask import (
    Blueprint,
    Response,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action
from assetmap.domain.search.query import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import AUDIT_HEADINGS, audit_rows, compare, history_of
from assetmap.services.listings.transitions import restore_revision
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.history_page import history_page, revision_page
from assetmap.web.listings.staff_listing import listing_of

staff_history = Blueprint("staff_history", __name__, url_prefix="/work/listings/<listing_id>")


@staff_history.get("/history")
@needs(Action.SEE_AUDIT)
def history(listing_id: str) -> str:
    """Everything that was done to a listing, newest first."""
    listing = listing_of(listing_id)
    steps = history_of(context(), Actor(staff()), listing_id)
    number = request.args.get("page", 1, type=int)
    page = history_page(context(), staff(), listing, steps, number)
    return render_template("listings/history.html", page=page)


@staff_history.get("/history/<int:number>")
@needs(Action.SEE_AUDIT)
def revision(listing_id: str, number: int) -> str:
    """One revision beside the one before it, and beside the listing of today."""
    return _revision(listing_id, number)


@staff_history.post("/history/<int:number>/restore")
@needs(Action.ARCHIVE)
def restore(listing_id: str, number: int) -> ResponseReturnValue:
    """Give the listing the fields that it had."""
    try:
        restore_revision(context(), Actor(staff()), listing_id, number)
    except NotPossible as error:
        return _revision(listing_id, number, Problem("", str(error))), 409
    flash(f"Revision {number} is back. Its status and its checks stay as they were.")
    return redirect(url_for("staff_listing.show", listing_id=listing_id), 303)


@staff_history.get("/audit.csv")
@needs(Action.EXPORT_AUDIT)
def audit_csv(listing_id: str) -> Response:
    """The same history for a spreadsheet."""
    listing_of(listing_id)
    lines = write_table(AUDIT_HEADINGS, audit_rows(context(), Actor(staff()), listing_id))
    response = make_response("".join(lines))
    response.mimetype = "text/csv"
    name = f"audit-{listing_id}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _revision(listing_id: str, number: int, *problems: Problem) -> str:
    listing = listing_of(listing_id)
    found = compare(context(), Actor(staff()), listing_id, number)
    page = revision_page(context(), staff(), listing, found, *problems)
    return render_template("listings/revision.html", page=page)
