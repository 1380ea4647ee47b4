"""A listing's fields by name: the one table that everything reads which goes through them.

A new field is declared in three places: as an attribute of `Listing`; as an entry of the table, in
the one of `fields_about`, `fields_when`, `fields_joining`, `fields_kinds` and `fields_record`
that it belongs to; and in the group
of `web/forms/questions.py` whose page asks for it. What its entry says is what happens: the words
of the form, the column in files, where it is searched, its place among the facts of a page (with
no signal too), and whether it is looked through for a person.

A value is a text, or several texts where the field holds a list.
"""

from collections.abc import Iterable, Mapping

from assetmap.domain.listings.field_type import Column, Fact, ListingField
from assetmap.domain.listings.fields_about import WHAT, WHERE
from assetmap.domain.listings.fields_joining import JOINING
from assetmap.domain.listings.fields_kinds import FOR_KINDS
from assetmap.domain.listings.fields_record import CONTACT, RECORD
from assetmap.domain.listings.fields_when import WHEN
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import FieldChange, Value

FIELDS: dict[str, ListingField] = {
    field.name: field for field in (*WHAT, *WHERE, *WHEN, *JOINING, *FOR_KINDS, *CONTACT, *RECORD)
}
# Those among the facts of a listing's page, in their order there.
FACTS: tuple[tuple[ListingField, Fact], ...] = tuple(
    sorted(
        ((field, field.fact) for field in FIELDS.values() if field.fact),
        key=lambda each: each[1].position,
    )
)
# Every column of a field in files, with its field.
COLUMNS: dict[str, tuple[Column, ListingField]] = {
    column.name: (column, field) for field in FIELDS.values() for column in field.columns
}


def fields_of(listing: Listing, *, private: bool = True) -> dict[str, Value]:
    """Every field's value by name; without the private ones on request."""
    return {
        name: field.read(listing) for name, field in FIELDS.items() if private or not field.private
    }


def with_fields(listing: Listing, values: Mapping[str, Value]) -> Listing:
    """The listing with some fields changed; a value that stands already changes nothing at all.

    Raises KeyError for a field that is not there or cannot be written, ValueError for a value
    that cannot be read.
    """
    for name, value in values.items():
        write = FIELDS[name].write
        if write is None:
            raise KeyError(f"{name} cannot be changed by hand")
        if value != FIELDS[name].read(listing):
            listing = write(listing, value)
    return listing


def differences(
    before: Listing, after: Listing, *, private: bool = True
) -> tuple[FieldChange, ...]:
    """The fields that differ between two listings, in the order of FIELDS."""
    old, new = fields_of(before, private=private), fields_of(after, private=private)
    return tuple(FieldChange(name, old[name], new[name]) for name in old if old[name] != new[name])


def value_words(value: Value) -> str:
    """A value on one line, as history and the audit show it."""
    return value if isinstance(value, str) else "; ".join(value)


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """The labels of some fields, in their order."""
    return tuple(FIELDS[name].label for name in names)
