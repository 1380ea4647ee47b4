"""`/work/collections`: listings that staff keep together, copied to a sheet or hung on a wall."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import Action
from assetmap.domain.search.query import Problem
from assetmap.services.handouts.collections import (
    add_listing,
    delete_collection,
    read_collection,
    remove_listing,
    rename_collection,
    start_collection,
)
from assetmap.services.listing_repository import Actor
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.handouts.collections_page import (
    collection_page,
    collections_page,
    poster_page,
)

collections = Blueprint("collections", __name__, url_prefix="/work/collections")


@collections.get("")
@needs(Action.SEE_NOTES)
def every() -> str:
    """Every collection, with its owner and how many of its listings are overdue."""
    return render_template("handouts/collections.html", page=collections_page(context(), staff()))


@collections.post("")
@needs(Action.WRITE_NOTES)
def start() -> ResponseReturnValue:
    """Make a collection."""
    name = request.form.get("name", "")
    try:
        made = start_collection(context(), Actor(staff()), name)
    except ValueError as error:
        page = collections_page(context(), staff(), (Problem("name", str(error)),), name)
        return render_template("handouts/collections.html", page=page), 422
    flash("The collection is made. Add listings to it from their pages.")
    return _to(made.id)


@collections.get("/<collection_id>")
@needs(Action.SEE_NOTES)
def show(collection_id: str) -> str:
    """One collection, with the notes of staff."""
    return _shown(collection_id)


@collections.post("/<collection_id>/name")
@needs(Action.WRITE_NOTES)
def rename(collection_id: str) -> ResponseReturnValue:
    """Give one's own collection another name."""
    name = request.form.get("name", "")
    try:
        rename_collection(context(), Actor(staff()), collection_id, name)
    except ValueError as error:
        return _shown(collection_id, Problem("name", str(error)), name), 422
    flash("The collection has its new name.")
    return _to(collection_id)


@collections.post("/<collection_id>/delete")
@needs(Action.WRITE_NOTES)
def delete(collection_id: str) -> ResponseReturnValue:
    """Delete one's own collection."""
    delete_collection(context(), Actor(staff()), collection_id)
    flash("The collection is deleted. Its listings are as they were.")
    return redirect(url_for("collections.every"), 303)


@collections.post("/add")
@needs(Action.WRITE_NOTES)
def add() -> ResponseReturnValue:
    """Put a listing into a collection."""
    collection_id, listing_id = request.form.get("collection", ""), request.form.get("listing", "")
    try:
        changed = add_listing(context(), Actor(staff()), collection_id, listing_id)
    except ValueError as error:
        return _shown(collection_id, Problem("", str(error))), 422
    flash(f"It is in the collection {changed.name}.")
    return redirect(url_for("staff_listing.show", listing_id=listing_id, _anchor="collect"), 303)


@collections.post("/<collection_id>/remove")
@needs(Action.WRITE_NOTES)
def remove(collection_id: str) -> ResponseReturnValue:
    """Take a listing out of a collection."""
    remove_listing(context(), Actor(staff()), collection_id, request.form.get("listing", ""))
    flash("It is no longer in this collection.")
    return _to(collection_id)


@collections.get("/<collection_id>/poster")
@needs(Action.SEE_NOTES)
def poster(collection_id: str) -> str:
    """One collection to print for a wall, without the notes of staff."""
    kept = read_collection(context(), Actor(staff()), collection_id)
    return render_template("handouts/poster.html", page=poster_page(context(), staff(), kept))


def _shown(collection_id: str, problem: Problem | None = None, name: str = "") -> str:
    kept = read_collection(context(), Actor(staff()), collection_id)
    problems = (problem,) if problem else ()
    page = collection_page(context(), staff(), kept, problems, name)
    return render_template("handouts/collection.html", page=page)


def _to(collection_id: str) -> ResponseReturnValue:
    return redirect(url_for("collections.show", collection_id=collection_id), 303)
