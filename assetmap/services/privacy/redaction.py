"""What of a listing a member of staff may not read: ways to get in touch, and hidden places."""

from collections.abc import Iterable

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.people.people import Action, Person, may

_PERSONAL = frozenset(name for name, field in FIELDS.items() if field.personal or field.private)


def fields_kept_from(person: Person, precisions: Iterable[Precision]) -> frozenset[str]:
    """The fields that history keeps from somebody.

    `precisions` are those that the listing has and has had: a place that was ever kept back stays
    so, also in the history of a listing that shows another one today.
    """
    if may(person, Action.REVIEW):
        return frozenset()
    return _PERSONAL | hidden_fields(precisions)


def hidden_everywhere(person: Person | None) -> frozenset[str]:
    """The fields that a list of many listings' history keeps from somebody, or from anybody."""
    return fields_kept_from(person or Person("anybody"), Precision)


def hidden_of(person: Person, *listings: Listing) -> frozenset[str]:
    """The fields of these listings that somebody may not read."""
    return fields_kept_from(person, (listing.where.precision for listing in listings))
