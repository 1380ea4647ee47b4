"""`/work/collections`: listings that staff keep together, copied to a sheet or hung on a wall."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.handouts.collection import Collection
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.times.schedule_words import usual_lines
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.handouts.collections import (
    StoredCollection,
    add_listing,
    delete_collection,
    every_collection,
    read_collection,
    remove_listing,
    rename_collection,
    start_collection,
)
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import notes_of, person_name
from assetmap.services.search.reading import hit_of
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.handouts.conversation_page import sheet_url
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.pages import Card

SHEET_MOST = 12


@dataclass(frozen=True)
class CollectionLine:
    """One collection of the list."""

    name: str
    url: str
    owner: str
    standing: str  # `2 of 9 overdue`


@dataclass(frozen=True)
class CollectionsPage:
    """`/work/collections`: every collection, and a form for a new one."""

    title: str
    lines: tuple[CollectionLine, ...]
    can_write: bool
    problems: tuple[Problem, ...] = ()
    name: str = ""  # what was typed


@dataclass(frozen=True)
class CollectedListing:
    """One listing of a collection, with the notes of staff where they are shown."""

    card: Card
    first_visit: str
    phone: str
    other_way: str  # for paper, where there is no phone: their email address or website
    times: tuple[str, ...]  # the regular times, which hold for longer than the next date
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class CollectionPage:
    """`/work/collections/<id>`, and its poster, which has no notes."""

    title: str
    id: str
    owner: str
    standing: str
    listings: tuple[CollectedListing, ...]
    gone: tuple[str, ...]  # ids of those no longer listed
    is_own: bool
    can_write: bool
    sheet_url: str  # empty when there is nothing to put on a sheet
    sheet_note: str  # that a sheet holds only so many; usually empty
    made_on: str
    problems: tuple[Problem, ...] = ()
    name: str = ""


def collections_page(
    context: Context, person: Person, problems: tuple[Problem, ...] = (), name: str = ""
) -> CollectionsPage:
    """All collections, for the person who looks at them."""
    kept = every_collection(context, Actor(person))
    return CollectionsPage(
        title="Collections",
        lines=tuple(_line(context, each) for each in kept),
        can_write=may(person, Action.WRITE_NOTES),
        problems=problems,
        name=name,
    )


def collection_page(
    context: Context,
    person: Person,
    kept: StoredCollection,
    problems: tuple[Problem, ...] = (),
    name: str = "",
) -> CollectionPage:
    """One collection with the notes of staff on its listings."""
    notes = {
        listing.id: tuple(note.words for note in notes_of(context, Actor(person), listing.id))
        for listing in kept.listings
    }
    return _page(context, person, kept, notes, problems, name)


def poster_page(context: Context, person: Person, kept: StoredCollection) -> CollectionPage:
    """One collection for a wall: nothing that staff alone may read."""
    return _page(context, person, kept, {}, (), "")


def standing_words(kept: StoredCollection) -> str:
    """`2 of 9 overdue`, `9 listings, none overdue`, or that it is empty."""
    count = len(kept.listings)
    if not count:
        return "No listings yet"
    if kept.overdue:
        return f"{kept.overdue} of {count} overdue"
    return f"{count} {'listing' if count == 1 else 'listings'}, none overdue"


def _line(context: Context, kept: StoredCollection) -> CollectionLine:
    return CollectionLine(
        name=kept.collection.name,
        url=_url(kept.collection),
        owner=person_name(context, kept.collection.by),
        standing=standing_words(kept),
    )


def _url(collection: Collection) -> str:
    return url_for("collections.show", collection_id=collection.id)


def _page(
    context: Context,
    person: Person,
    kept: StoredCollection,
    notes: dict[str, tuple[str, ...]],
    problems: tuple[Problem, ...],
    name: str,
) -> CollectionPage:
    ids = tuple(listing.id for listing in kept.listings)
    is_long = len(ids) > SHEET_MOST
    can_write = may(person, Action.WRITE_NOTES)
    return CollectionPage(
        title=kept.collection.name,
        id=kept.collection.id,
        owner=person_name(context, kept.collection.by),
        standing=standing_words(kept),
        listings=tuple(_listed(context, each, notes.get(each.id, ())) for each in kept.listings),
        gone=kept.gone,
        is_own=can_write and kept.collection.by == person.id,
        can_write=can_write,
        sheet_url=sheet_url(ids[:SHEET_MOST]),
        sheet_note=f"A sheet holds {SHEET_MOST}: these are the first." if is_long else "",
        made_on=long_date(context.clock.today()),
        problems=problems,
        name=name or kept.collection.name,
    )


def _listed(context: Context, listing: Listing, notes: tuple[str, ...]) -> CollectedListing:
    """A listing by its public side alone, for staff too."""
    hit = hit_of(context, public_view(listing))
    shown = hit.listing.shown
    card = card_of(hit, context.borough, context.clock.now())
    return CollectedListing(
        card=card,
        first_visit=shown.first_visit,
        phone=shown.public.phone,
        other_way=shown.public.email or shown.public.website.partition("://")[2].rstrip("/"),
        times=tuple(usual_lines(shown.schedule)) or (card.when,),
        notes=notes,
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
