"""`/work/listings/<id>/merge`: make one listing of two that are the same thing."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Action, may, require
from assetmap.domain.search.query import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.listings import archiving
from assetmap.services.listings.proposals import propose_archive
from assetmap.services.listings.staff_search import ListingFilter, look_up
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.merge_page import ConfirmPage, choose_page, sides_page
from assetmap.web.listings.staff_listing import listing_of

merging = Blueprint("merging", __name__, url_prefix="/work/listings/<listing_id>/merge")


@merging.get("")
@needs(Action.PROPOSE_ARCHIVE)
def choose(listing_id: str) -> str:
    """Which other listing it is the same as."""
    listing = _listing(listing_id)
    words = request.args.get("q", "").strip()
    found = look_up(context(), Actor(staff()), ListingFilter(words=words)) if words else []
    page = choose_page(
        context(), listing, words, found, not may(staff(), Action.ARCHIVE, listing_id)
    )
    return render_template("listings/merge.html", page=page)


@merging.get("/<other_id>")
@needs(Action.PROPOSE_ARCHIVE)
def sides(listing_id: str, other_id: str) -> str:
    """The two side by side."""
    return _sides(*_two(listing_id, other_id))


@merging.get("/<other_id>/confirm")
@needs(Action.PROPOSE_ARCHIVE)
def confirm(listing_id: str, other_id: str) -> ResponseReturnValue:
    """What will happen, before it does."""
    one, other = _two(listing_id, other_id)
    return _confirm(one, other, request.args.get("keep", ""))


@merging.post("/<other_id>/confirm")
@needs(Action.PROPOSE_ARCHIVE)
def merge(listing_id: str, other_id: str) -> ResponseReturnValue:
    """An editor merges the two at once; anybody else asks an editor to."""
    one, other = _two(listing_id, other_id)
    keep, note = request.form.get("keep", ""), request.form.get("note", "")
    if keep not in (one.id, other.id):
        return _confirm(one, other, keep)
    kept, gone = (one, other) if keep == one.id else (other, one)
    by = Actor(staff())
    try:
        if may(staff(), Action.ARCHIVE, gone.id):
            archiving.merge(context(), by, gone.id, kept.id)
            flash(f"Merged. The address of “{gone.name}” leads here now.")
        else:
            merged = str(ArchiveReason.MERGED)
            propose_archive(context(), by, gone.id, merged, note, into=kept.id)
            flash("Sent to an editor. Both listings stay as they are until they decide.")
    except NotPossible as error:
        return _sides(one, other, Problem("keep", str(error))), 409
    return redirect(url_for("staff_listing.show", listing_id=kept.id), 303)


def _listing(listing_id: str) -> Listing:
    require(staff(), Action.PROPOSE_ARCHIVE, listing_id)
    return listing_of(listing_id)


def _two(listing_id: str, other_id: str) -> tuple[Listing, Listing]:
    if listing_id == other_id:
        raise NotFound("a listing is not compared with itself")
    return _listing(listing_id), _listing(other_id)


def _sides(one: Listing, other: Listing, *problems: Problem) -> str:
    page = sides_page(context(), staff(), one, other, *problems)
    return render_template("listings/merge_sides.html", page=page)


def _confirm(one: Listing, other: Listing, keep: str) -> ResponseReturnValue:
    if keep not in (one.id, other.id):
        return _sides(one, other, Problem("keep", "Choose which of the two stays.")), 422
    kept, gone = (one, other) if keep == one.id else (other, one)
    if not kept.status.is_public:
        problem = Problem("keep", "Choose the one that is published. The other can go.")
        return _sides(one, other, problem), 422
    page = ConfirmPage(
        title="Merge these two listings",
        kept=kept,
        gone=gone,
        back=(one.id, other.id),
        is_asking=not may(staff(), Action.ARCHIVE, gone.id),
        is_public=gone.status.is_public,
    )
    return render_template("listings/merge_confirm.html", page=page)
