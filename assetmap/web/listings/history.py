"""`/work/listings/<id>/history`: what was done to a listing, its revisions, and its audit."""

from dataclasses import dataclass

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
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import FieldChange
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.validation import Problem
from assetmap.exchange.csv_files import write_table
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import (
    AUDIT_HEADINGS,
    Comparison,
    Step,
    audit_rows,
    compare,
    history_of,
    person_name,
)
from assetmap.services.listings.stewards import with_name
from assetmap.services.listings.transitions import restore_revision
from assetmap.web.formatting import moment_words
from assetmap.web.forms.values import read_number
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.change_page import ChangeLine, change_lines
from assetmap.web.listings.staff_listing import listing_of
from assetmap.web.listings.step_lines import StepLine, asked_words, step_lines

LINES_A_PAGE = 50
_ORIGINS = {
    "link": "by the link in an email",
    "import": "from a file",
    "command line": "on the command line",
    "upkeep": "in the daily work of the directory",
}


@dataclass(frozen=True)
class HistoryPage:
    """`/work/listings/<id>/history`: everything that was done, newest first."""

    title: str
    listing: Listing
    steps: tuple[StepLine, ...]
    others: dict[str, str]  # the names of the listings that were merged into it, by id
    total: int
    number: int
    pages: int
    previous_url: str
    next_url: str
    can_export: bool


@dataclass(frozen=True)
class RevisionPage:
    """`/work/listings/<id>/history/<number>`: what one revision changed, and what has since."""

    title: str
    listing: Listing
    number: int
    newest: int
    who: str
    when: str
    what: str
    asked: str  # whose words they are, where somebody else asked for them
    since_before: tuple[ChangeLine, ...]
    until_now: tuple[ChangeLine, ...]
    can_restore: bool
    never_approved: bool  # it was a draft, and the listing is public today
    problems: tuple[Problem, ...] = ()


def history_page(
    context: Context, person: Person, listing: Listing, steps: list[Step], number: int
) -> HistoryPage:
    """One page of the history; a page beyond the last is the last."""
    pages = max(1, -(-len(steps) // LINES_A_PAGE))
    number = min(max(number, 1), pages)
    shown = steps[(number - 1) * LINES_A_PAGE : number * LINES_A_PAGE]
    listings = context.directory_cache.current().listings
    ids = {step.listing_id for step in steps} - {listing.id}
    return HistoryPage(
        title=f"History of {listing.name}",
        listing=listing,
        steps=step_lines(context, shown),
        others={each: listings[each].name for each in ids if each in listings},
        total=len(steps),
        number=number,
        pages=pages,
        previous_url=_history_url(listing, number - 1) if number > 1 else "",
        next_url=_history_url(listing, number + 1) if number < pages else "",
        can_export=may(person, Action.EXPORT_AUDIT),
    )


def _lines(context: Context, changes: tuple[FieldChange, ...]) -> tuple[ChangeLine, ...]:
    return change_lines((with_name(context, each) for each in changes), context.borough)


def revision_page(
    context: Context, person: Person, listing: Listing, found: Comparison, *problems: Problem
) -> RevisionPage:
    """The page of one revision."""
    revision = found.revision
    was_public = revision.listing.status.is_public
    differs = [each for each in found.until_now if each.field not in _NOT_BROUGHT_BACK]
    return RevisionPage(
        title=f"Revision {revision.number} of {listing.name}",
        listing=listing,
        number=revision.number,
        newest=found.newest,
        who=person_name(context, revision.by),
        when=moment_words(revision.at),
        what=revision.what,
        asked=asked_words(context, revision.what, revision.by, revision.asked_by),
        since_before=_lines(context, found.since_before),
        until_now=_lines(context, found.until_now),
        can_restore=bool(differs) and may(person, Action.ARCHIVE, listing.id),
        never_approved=listing.status.is_public and not was_public,
        problems=problems,
    )


# What a restored revision leaves as it is today: see services/listings/transitions.py.
_NOT_BROUGHT_BACK = frozenset(
    ("status", "checked", "evidence", "merged_into", "archived_because", "paused_until")
)


def _history_url(listing: Listing, number: int) -> str:
    page = number if number > 1 else None
    return url_for("staff_history.history", listing_id=listing.id, page=page)


staff_history = Blueprint("staff_history", __name__, url_prefix="/work/listings/<listing_id>")


@staff_history.get("/history")
@needs(Action.SEE_AUDIT)
def history(listing_id: str) -> str:
    """Everything that was done to a listing, newest first."""
    listing = listing_of(listing_id)
    steps = history_of(context(), Actor(staff()), listing_id)
    number = read_number(request.args, "page", 1)
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
