"""A listing with some fields typed again: read, placed, looked over; and changes made live."""

from collections.abc import Mapping
from dataclasses import replace

from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.listings.requirements import MissingField, missing_for_publishing
from assetmap.domain.people.people import Action, Person, is_person_id, require
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.listings.geocoding import replaced
from assetmap.services.listings.stewards import is_possible

_GROUND = ("postcode", "place", "precision", "point")


class Unreadable(Exception):
    """Some values cannot be read; `gaps` say which and why, `listing` has all the others."""

    def __init__(self, gaps: tuple[MissingField, ...], listing: Listing) -> None:
        super().__init__("; ".join(gap.message for gap in gaps))
        self.gaps, self.listing = gaps, listing


class Incomplete(Exception):
    """The listing would lack something that it must have; `gaps` say what."""

    def __init__(self, gaps: tuple[MissingField, ...]) -> None:
        super().__init__("; ".join(gap.message for gap in gaps))
        self.gaps = gaps


def edited(
    context: Context, person: Person, listing: Listing, values: Mapping[str, Value]
) -> Listing:
    """The listing with the values of some fields, its point looked up when its place changed.

    Raises Unreadable, NotAllowed for private contact that the person may not see, and KeyError
    for a field that nobody types.
    """
    if any(FIELDS[name].private for name in values):
        require(person, Action.SEE_PRIVATE, listing.id)
    after, gaps = listing, []
    for name, value in values.items():
        try:
            after = with_fields(after, {name: value})
        except ValueError as error:
            gaps.append(MissingField(name, str(error)))
    unknown = _unknown_words(context, after, values) + _unknown_steward(context, listing, after)
    for gap in unknown:
        after = with_fields(after, {gap.field: FIELDS[gap.field].read(listing)})
        gaps.append(gap)
    if any(_changed(listing, after, name) for name in _GROUND):
        after = _found(context, listing, after)
    if gaps:
        raise Unreadable(tuple(gaps), after)
    return after


def new_gaps(before: Listing, after: Listing) -> tuple[MissingField, ...]:
    """What a change would take away that a published listing must have.

    What was missing before stays missing: nobody is kept from mending a time because an old
    record never said who agreed to it.
    """
    known = set(missing_for_publishing(before))
    return tuple(gap for gap in missing_for_publishing(after) if gap not in known)


def _found(context: Context, before: Listing, after: Listing) -> Listing:
    """The point follows the postcode or place, unless it was itself set again."""
    moved = _changed(before, after, "postcode") or _changed(before, after, "place")
    if moved and not _changed(before, after, "point"):
        after = replace(after, where=replace(after.where, point=None))
    return replaced(context.gazetteer, after)


def _changed(before: Listing, after: Listing, name: str) -> bool:
    return FIELDS[name].read(before) != FIELDS[name].read(after)


def _unknown_words(
    context: Context, listing: Listing, values: Mapping[str, Value]
) -> list[MissingField]:
    """Words that the borough does not sort by: a form made by hand could send anything."""
    words = context.borough.words
    known = {
        "categories": set(words.category),
        "audience": set(words.audience),
        "access": set(words.access_feature),
    }
    return [
        MissingField(name, "Choose from the list.")
        for name, slugs in known.items()
        if name in values and not slugs.issuperset(FIELDS[name].read(listing))
    ]


def _unknown_steward(context: Context, before: Listing, after: Listing) -> list[MissingField]:
    """Somebody who is not here, or may check nothing; whoever it was before may stay."""
    steward = after.steward
    if steward == before.steward or not is_person_id(steward) or is_possible(context, steward):
        return []
    return [MissingField("steward", "Choose somebody from the list.")]


def change_live(
    context: Context, actor: Actor, listing_id: str, values: Mapping[str, Value]
) -> Listing:
    """Change low-risk fields of a public listing at once; gives it as kept.

    Raises NotAllowed, Unreadable, NotFound, and NotPossible for any other field or a listing that
    is not public: those changes go to an editor.
    """
    require(actor.person, Action.CHANGE_LIVE, listing_id)
    if any(not FIELDS[name].low_risk for name in values):
        raise NotPossible("Only a notice, days that differ and what they need can change at once.")
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        if not before.listing.status.is_public:
            raise NotPossible("Only a published listing can be changed this way.")
        after = edited(context, actor.person, before.listing, values)
        return save_change(context, uow, actor, before, after, "changed at once")
