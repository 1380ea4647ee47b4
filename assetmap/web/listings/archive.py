"""What staff do with a listing's life: archive it, and restore one that was archived."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, may, require
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.listings import archiving
from assetmap.services.listings.proposals import propose_archive
from assetmap.web.forms.lengths import long_words
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.staff_listing import listing_of, shown
from assetmap.web.presenters.field_values import REASON_WORDS

staff_moves = Blueprint("staff_moves", __name__, url_prefix="/work/listings/<listing_id>")

# A merge has a page of its own, and only a suggestion is rejected.
ARCHIVE_CHOICES = tuple(
    (str(reason), REASON_WORDS[reason], "")
    for reason in ArchiveReason
    if reason not in (ArchiveReason.MERGED, ArchiveReason.REJECTED)
)


@dataclass(frozen=True)
class ArchivePage:
    """`/work/listings/<id>/archive`: why it is to be listed no longer."""

    title: str
    listing: Listing
    is_asking: bool  # an editor decides
    because: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()
    choices: tuple[tuple[str, str, str], ...] = ARCHIVE_CHOICES


@staff_moves.get("/archive")
@needs(Action.PROPOSE_ARCHIVE)
def archive_form(listing_id: str) -> str:
    """Asks why."""
    return _archive_page(listing_of(listing_id))


@staff_moves.post("/archive")
@needs(Action.PROPOSE_ARCHIVE)
def archive(listing_id: str) -> ResponseReturnValue:
    """An editor archives it at once; anybody else asks an editor to."""
    listing, because = listing_of(listing_id), request.form.get("because", "")
    note = request.form.get("note", "")
    if because not in {value for value, _, _ in ARCHIVE_CHOICES}:
        problem = Problem("because", "Choose why it is to be listed no longer.")
        return _archive_page(listing, because, note, problem), 422
    if not may(staff(), Action.ARCHIVE, listing_id):
        if problems := long_words(request.form, "note"):
            return _archive_page(listing, because, note, *problems), 422
        propose_archive(context(), Actor(staff()), listing_id, because, note)
        flash("Sent to an editor. The listing stays as it is until they decide.")
        return _back(listing_id)
    try:
        archiving.archive(context(), Actor(staff()), listing_id, because)
    except NotPossible as error:
        return _archive_page(listing, because, note, Problem("", str(error))), 409
    flash("Archived. Its page says that it is no longer listed.")
    return _back(listing_id)


@staff_moves.post("/restore")
@needs(Action.ARCHIVE)
def restore(listing_id: str) -> ResponseReturnValue:
    """Make an archived listing a draft again."""
    try:
        archiving.restore(context(), Actor(staff()), listing_id)
    except NotPossible as error:
        return shown(listing_of(listing_id), (Problem("", str(error)),)), 409
    flash("It is a draft again. Send it for review when it is right.")
    return _back(listing_id)


def _archive_page(listing: Listing, because: str = "", note: str = "", *problems: Problem) -> str:
    require(staff(), Action.PROPOSE_ARCHIVE, listing.id)
    is_asking = not may(staff(), Action.ARCHIVE, listing.id)
    page = ArchivePage("Archive this listing", listing, is_asking, because, note, problems)
    return render_template("listings/archive.html", page=page)


def _back(listing_id: str) -> ResponseReturnValue:
    return redirect(url_for("staff_listing.show", listing_id=listing_id), 303)
