"""A listing's fields by name, each as a form shows it: the one list that forms, proposals,
revisions and the audit share.

A value is a text, or several texts where the field holds a list. `write` reads a value back and
raises ValueError with a plain sentence when it cannot.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from assetmap.domain.cost import Cost
from assetmap.domain.listing import Contact, Kind, Listing, Picture, Precision
from assetmap.domain.place import Point
from assetmap.domain.proposal import FieldChange, Value
from assetmap.domain.schedule import Schedule
from assetmap.domain.schedule_words import notation, parse_schedule

OLDEST = 120


@dataclass(frozen=True)
class ListingField:
    """One field. `personal` values can be erased; `private` ones are never public.

    `low_risk` ones may be changed at once by whoever may; the rest go to review.
    """

    name: str
    label: str
    read: Callable[[Listing], Value]
    write: Callable[[Listing, Value], Listing] | None = None
    personal: bool = False
    private: bool = False
    low_risk: bool = False


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


def _one(value: Value) -> str:
    return (value if isinstance(value, str) else "; ".join(value)).strip()


def _several(value: Value) -> tuple[str, ...]:
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _text(name: str, label: str, **marks: bool) -> ListingField:
    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: _one(value)}
        return replace(listing, **changed)

    return ListingField(name, label, lambda listing: str(getattr(listing, name)), write, **marks)


def _texts(name: str, label: str) -> ListingField:
    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: _several(value)}
        return replace(listing, **changed)

    return ListingField(name, label, lambda listing: tuple(getattr(listing, name)), write)


def _age(name: str, label: str) -> ListingField:
    def read(listing: Listing) -> Value:
        age = getattr(listing, name)
        return "" if age is None else str(age)

    def write(listing: Listing, value: Value) -> Listing:
        text = _one(value)
        is_number = text.isdecimal() and text.isascii() and len(text) < 9
        if text and not (is_number and int(text) <= OLDEST):
            raise ValueError(f"An age is a number from 0 to {OLDEST}.")
        changed: dict[str, Any] = {name: int(text) if text else None}
        return replace(listing, **changed)

    return ListingField(name, label, read, write)


def _where(name: str, label: str) -> ListingField:
    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: _one(value)}
        return replace(listing, where=replace(listing.where, **changed))

    return ListingField(name, label, lambda listing: str(getattr(listing.where, name)), write)


def _contact(name: str, side: str, label: str) -> ListingField:
    """A way to get in touch, on the `public` or the `private` side."""

    def read(listing: Listing) -> Value:
        contact: Contact = getattr(listing, side)
        return str(getattr(contact, name))

    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: _one(value)}
        sides: dict[str, Any] = {side: replace(getattr(listing, side), **changed)}
        return replace(listing, **sides)

    private = side == "private"
    field_name = f"private_{name}" if private else {"name": "contact_name"}.get(name, name)
    return ListingField(
        field_name, label, read, write, personal=private or name != "website", private=private
    )


def _write_kind(listing: Listing, value: Value) -> Listing:
    try:
        return replace(listing, kind=Kind(_one(value)))
    except ValueError:
        raise ValueError("Choose what sort of thing it is.") from None


def _write_precision(listing: Listing, value: Value) -> Listing:
    try:
        precision = Precision(_one(value))
    except ValueError:
        raise ValueError("Choose how much of where it is may be shown.") from None
    return replace(listing, where=replace(listing.where, precision=precision))


def _read_point(listing: Listing) -> Value:
    point = listing.where.point
    return f"{point.lat:.6f}, {point.lon:.6f}" if point else ""


def _write_point(listing: Listing, value: Value) -> Listing:
    text = _one(value)
    try:
        lat, lon = (float(part) for part in text.split(",")) if text else (None, None)
        point = Point(lat, lon) if lat is not None and lon is not None else None
    except ValueError:
        raise ValueError("Write the place as two numbers, such as 51.463432, 0.359608.") from None
    if point and not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
        raise ValueError("The first number is from -90 to 90, the second from -180 to 180.")
    return replace(listing, where=replace(listing.where, point=point))


def _read_when(listing: Listing) -> Value:
    return (*(notation(rule) for rule in listing.schedule.rules), *listing.schedule.words)


def _write_when(listing: Listing, value: Value) -> Listing:
    kept: Schedule = listing.schedule
    return replace(listing, schedule=parse_schedule(_several(value), kept.terms, kept.closed))


def _write_terms(listing: Listing, value: Value) -> Listing:
    return replace(listing, schedule=replace(listing.schedule, terms=_one(value)))


def _read_closed(listing: Listing) -> Value:
    return tuple(on.isoformat() for on in sorted(listing.schedule.closed))


def _write_closed(listing: Listing, value: Value) -> Listing:
    try:
        closed = frozenset(date.fromisoformat(part) for part in _several(value))
    except ValueError:
        raise ValueError("Write each day as year-month-day, such as 2026-12-25.") from None
    return replace(listing, schedule=replace(listing.schedule, closed=closed))


def _write_cost(listing: Listing, value: Value) -> Listing:
    return replace(listing, cost=Cost(_one(value)))


def _read_pictures(listing: Listing) -> Value:
    return tuple(f"{picture.name} {picture.alt}" for picture in listing.pictures)


def _write_pictures(listing: Listing, value: Value) -> Listing:
    # The words may hold any sign, so this list is never split: only whole entries are read.
    entries = (value,) if isinstance(value, str) else value
    pairs = (entry.partition(" ") for entry in entries if entry.strip())
    return replace(listing, pictures=tuple(Picture(name, alt) for name, _, alt in pairs))


def _read_checked(listing: Listing) -> Value:
    checked = listing.checked
    on = checked.on.isoformat() if checked.on else ""
    return " ".join(filter(None, (on, checked.by, checked.how)))


def _read_evidence(listing: Listing) -> Value:
    return tuple(
        f"{evidence.words}, holds until {evidence.expires}" if evidence.expires else evidence.words
        for evidence in listing.evidence
    )


_ALL = (
    _text("name", "Name"),
    ListingField("kind", "What sort of thing it is", lambda x: str(x.kind), _write_kind),
    _text("summary", "In one sentence"),
    _text("description", "More about it"),
    _texts("also_known_as", "Other names"),
    _texts("categories", "Categories"),
    _texts("audience", "Who it suits"),
    _age("min_age", "Youngest age"),
    _age("max_age", "Oldest age"),
    ListingField(
        "precision", "What may be shown", lambda x: str(x.where.precision), _write_precision
    ),
    _where("venue", "Building"),
    _where("address", "Street"),
    _where("place", "Town or village"),
    _where("postcode", "Postcode"),
    ListingField("point", "Place on the map", _read_point, _write_point),
    _where("area_served", "Area it covers"),
    ListingField("when", "Days and times", _read_when, _write_when),
    ListingField("terms", "Dates and terms", lambda x: x.schedule.terms, _write_terms),
    ListingField("closed_dates", "Closed on", _read_closed, _write_closed, low_risk=True),
    ListingField("cost", "Cost", lambda x: x.cost.text, _write_cost),
    _text("join", "How to join"),
    _text("join_note", "More about joining"),
    _texts("access", "Access"),
    _texts("languages", "Languages"),
    _text("first_visit", "The first visit"),
    _text("getting_there", "Getting there"),
    _text("time_asked", "Time asked for"),
    _text("skills", "Skills"),
    ListingField("pictures", "Pictures", _read_pictures, _write_pictures),
    _text("notice", "Notice", low_risk=True),
    _contact("name", "public", "Public contact name"),
    _contact("phone", "public", "Public phone number"),
    _contact("email", "public", "Public email address"),
    _contact("website", "public", "Website"),
    _contact("name", "private", "Private contact name"),
    _contact("phone", "private", "Private phone number"),
    _contact("email", "private", "Private email address"),
    _contact("website", "private", "Private website"),
    _text("steward", "Who will check it"),
    _text("consent", "Who agreed to the listing", personal=True),
    ListingField("status", "Status", lambda x: str(x.status)),
    ListingField("archived_because", "Why it is no longer listed", lambda x: x.archived_because),
    ListingField("merged_into", "Merged into", lambda x: x.merged_into),
    ListingField(
        "paused_until",
        "Closed for now until",
        lambda x: x.paused_until.isoformat() if x.paused_until else "",
    ),
    ListingField("checked", "Last checked", _read_checked),
    ListingField("evidence", "Proof seen", _read_evidence),
)
FIELDS: dict[str, ListingField] = {field.name: field for field in _ALL}


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """The labels of some fields, in their order."""
    return tuple(FIELDS[name].label for name in names)
