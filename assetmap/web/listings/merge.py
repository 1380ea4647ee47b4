"""`/work/listings/<id>/merge`: make one listing of two that are the same thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.lifecycle import ArchiveReason, NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import HIDDEN
from assetmap.domain.people.people import Action, Person, may, require
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings import archiving
from assetmap.services.listings.duplicates import Candidate, candidates
from assetmap.services.listings.proposals import propose_archive
from assetmap.services.listings.staff_search import ListingFilter, look_up
from assetmap.services.listings.stewards import named
from assetmap.services.privacy.redaction import hidden_of
from assetmap.storage.store import NotFound
from assetmap.web.forms.lengths import long_words
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff
from assetmap.web.listings.staff_listing import listing_of
from assetmap.web.presenters.cards import where_words
from assetmap.web.presenters.field_values import field_words

_FOUND_MOST = 20
_NOT_COMPARED = frozenset(("checked", "merged_into", "archived_because", "point"))


@dataclass(frozen=True)
class Other:
    """A listing that may be the same thing: why it is shown, and where the two are compared."""

    name: str
    status: str
    where: str
    says: str
    url: str


@dataclass(frozen=True)
class ChoosePage:
    """`/work/listings/<id>/merge`: which other listing is the same thing."""

    title: str
    listing: Listing
    alike: tuple[Other, ...]
    words: str  # what was looked for by name
    found: tuple[Other, ...]
    is_asking: bool  # an editor decides
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class SideLine:
    """One field of both; `differs` where they do not say the same."""

    label: str
    one: str
    other: str
    differs: bool


@dataclass(frozen=True)
class SidesPage:
    """`/work/listings/<id>/merge/<other>`: the two side by side, and which of them stays."""

    title: str
    one: Listing
    other: Listing
    lines: tuple[SideLine, ...]
    choices: tuple[tuple[str, str, str], ...]
    keep: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class ConfirmPage:
    """`/work/listings/<id>/merge/<other>/confirm`: what will happen, before it does."""

    title: str
    kept: Listing
    gone: Listing
    back: tuple[str, str]  # the two ids in the order of the page before
    is_asking: bool
    is_public: bool  # whether the one that goes was public, so that its address leads on
    note: str = ""
    problems: tuple[Problem, ...] = ()


def choose_page(
    context: Context,
    person: Person,
    listing: Listing,
    words: str,
    found: Iterable[Listing],
) -> ChoosePage:
    """The listings that may be the same, and those of a name that was looked for.

    A hub team is shown its own alone.
    """
    every = candidates(context, listing)
    alike = [each for each in every if may(person, Action.PROPOSE_ARCHIVE, each.listing.id)]
    others = [each for each in found if each.id != listing.id and not each.merged_into]
    shown = tuple(_other(listing, each) for each in others[:_FOUND_MOST])
    nothing = Problem("q", f"We found no other listing for “{words}”.")
    return ChoosePage(
        title="Merge with another listing",
        listing=listing,
        alike=tuple(_alike(listing, each) for each in alike),
        words=words,
        found=shown,
        is_asking=not may(person, Action.ARCHIVE, listing.id),
        problems=(nothing,) if words and not shown else (),
    )


def sides_page(
    context: Context, person: Person, one: Listing, other: Listing, *problems: Problem
) -> SidesPage:
    """The two listings side by side; the one that is more likely to stay is chosen already."""
    able = [each for each in (one, other) if each.status.is_public]
    newest = max(able, key=lambda each: each.checked.on or date.min, default=one)
    return SidesPage(
        title="Which of the two stays?",
        one=one,
        other=other,
        lines=_lines(context, one, other, hidden_of(person, one, other)),
        choices=tuple((each.id, each.name, _stays_hint(each)) for each in (one, other)),
        keep=newest.id,
        problems=problems,
    )


def _lines(
    context: Context, one: Listing, other: Listing, hidden: frozenset[str]
) -> tuple[SideLine, ...]:
    lines = []
    for name, field in FIELDS.items():
        if field.private or name in _NOT_COMPARED:
            continue
        values = [
            field_words(name, named(context, name, field.read(each)), context.borough)
            for each in (one, other)
        ]
        if any(values):
            mine, theirs = (HIDDEN if text and name in hidden else text for text in values)
            lines.append(SideLine(field.label, mine, theirs, values[0] != values[1]))
    return tuple(lines)


def _stays_hint(listing: Listing) -> str:
    return "" if listing.status.is_public else "It is not published, so it cannot be the one."


def _other(listing: Listing, other: Listing, says: str = "") -> Other:
    return Other(
        name=other.name or "No name yet",
        status=other.status.label,
        where=where_words(other),
        says=says,
        url=f"/work/listings/{listing.id}/merge/{other.id}",
    )


def _alike(listing: Listing, candidate: Candidate) -> Other:
    return _other(listing, candidate.listing, ", ".join(candidate.reasons))


merging = Blueprint("merging", __name__, url_prefix="/work/listings/<listing_id>/merge")


@merging.get("")
@needs(Action.PROPOSE_ARCHIVE)
def choose(listing_id: str) -> str:
    """Which other listing it is the same as."""
    listing = _listing(listing_id)
    words = request.args.get("q", "").strip()
    found = look_up(context(), Actor(staff()), ListingFilter(words=words)) if words else []
    page = choose_page(context(), staff(), listing, words, found)
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
    if problems := long_words(request.form, "note"):
        return _confirm(one, other, keep, note, problems)
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


def _confirm(
    one: Listing, other: Listing, keep: str, note: str = "", problems: tuple[Problem, ...] = ()
) -> ResponseReturnValue:
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
        note=note,
        problems=problems,
    )
    return render_template("listings/merge_confirm.html", page=page), 422 if problems else 200
