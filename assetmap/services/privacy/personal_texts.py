"""Where in a listing and its changes a person can stand, and taking them out there."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from assetmap.domain.listings.field_type import ListingField
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.hidden_place import without_hidden
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.proposal import FieldChange, Value

# How the parts of a contact are named among a listing's fields, on either side. A public website
# is the group's, not a person's.
SIDES = {
    "public": {"name": "contact_name", "phone": "phone", "email": "email"},
    "private": {"name": "private_name", "phone": "private_phone", "email": "private_email"},
}
PARTS = tuple(SIDES["public"])
CONTACT_FIELDS = frozenset(name for side in SIDES.values() for name in side.values())
# What is theirs too in a listing whose contact they are.
BELONGINGS = frozenset(("private_website", "consent"))
_FREE = tuple(field for field in FIELDS.values() if field.is_free)
_TIMES = "when"
_NAME_SHORTEST = 3


def free_texts(listing: Listing) -> Iterator[tuple[str, str]]:
    """What of a listing is typed freely, each with the label of its field."""
    for field in _FREE:
        for text in texts_of(_free_value(listing, field)):
            yield field.label, text


def with_free_texts(listing: Listing, change: Callable[[str], str]) -> Listing:
    """A listing with everything that is typed freely changed."""
    for field in _FREE:
        value = _free_value(listing, field)
        after = change(value) if isinstance(value, str) else tuple(change(text) for text in value)
        if after != value:
            listing = _with_free_value(listing, field, after)
    return listing


def _free_value(listing: Listing, field: ListingField) -> Value:
    """A field's value, of the times only those in words: the others are no text of anybody's."""
    return listing.schedule.words if field.name == _TIMES else field.read(listing)


def _with_free_value(listing: Listing, field: ListingField, value: Value) -> Listing:
    if field.name == _TIMES:
        return replace(listing, schedule=replace(listing.schedule, words=tuple(value)))
    return field.write(listing, value) if field.write else listing


def values_in(cards: Iterable[Contact]) -> set[str]:
    """Every name, number and address in some contacts."""
    return {str(getattr(card, part)) for card in cards for part in PARTS} - {""}


def without_values(listing: Listing, values: Collection[str]) -> Listing:
    """A listing with these values taken out of its contacts."""
    return replace(
        listing,
        public=_card_without(listing.public, values),
        private=_card_without(listing.private, values),
    )


def without_belongings(listing: Listing) -> Listing:
    """A listing without the hidden place, the private website and the words of the consent."""
    private = replace(listing.private, website="")
    where = without_hidden(listing.where)
    return replace(listing, private=private, where=where, consent="")


def touches(change: FieldChange, values: Collection[str]) -> bool:
    """Whether a change of a listing in which these are a person's values is about the person."""
    texts = (*texts_of(change.before), *texts_of(change.after))
    is_contact = change.field in CONTACT_FIELDS and any(text in values for text in texts)
    return is_contact or (bool(values) and change.field in BELONGINGS)


def texts_of(value: Value) -> tuple[str, ...]:
    """A field's value as the texts that it is made of; none when it is blank."""
    return ((value,) if value else ()) if isinstance(value, str) else value


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether a text holds one of some names as whole words."""
    return any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)


def is_name(value: str) -> bool:
    """Whether a value of a contact is a name that is worth looking for in a text."""
    return len(value) >= _NAME_SHORTEST and not any(ch in value for ch in "@0123456789")


def is_full_name(value: str) -> bool:
    """Whether it is one that can only mean one person, so that it is looked for everywhere."""
    return is_name(value) and " " in value.strip()


def _card_without(card: Contact, values: Collection[str]) -> Contact:
    blank: dict[str, Any] = {part: "" for part in PARTS if getattr(card, part) in values}
    return replace(card, **blank)
