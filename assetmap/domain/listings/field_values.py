"""Fields by how a listing holds their value: as a text, as several, or as a part of something.

A maker gives a ListingField that reads the value as a form shows it and reads it back; what is
declared beside that is handed on. Writers raise ValueError with a plain sentence when a value
cannot be read.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Unpack

from assetmap.domain.dates import read_date
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.field_type import Declared, ListingField
from assetmap.domain.listings.listing import Contact, Kind, Listing, Picture, Precision
from assetmap.domain.listings.proposal import Value
from assetmap.domain.place import Point

OLDEST = 120


def text(
    name: str, label: str, *, personal: bool = False, **declared: Unpack[Declared]
) -> ListingField:
    """A text that stands in the listing's attribute of the same name."""

    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: one(value)}
        return replace(listing, **changed)

    return ListingField(
        name=name,
        label=label,
        read=lambda listing: str(getattr(listing, name)),
        write=write,
        attribute=name,
        personal=personal,
        **declared,
    )


def texts(name: str, label: str, **declared: Unpack[Declared]) -> ListingField:
    """Several texts, in the listing's attribute of the same name."""

    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: several(value)}
        return replace(listing, **changed)

    return ListingField(
        name=name,
        label=label,
        read=lambda listing: tuple(getattr(listing, name)),
        write=write,
        attribute=name,
        **declared,
    )


def age(name: str, label: str, **declared: Unpack[Declared]) -> ListingField:
    """A whole number of years, or nothing."""
    return number(name, label, most=OLDEST, told="An age is a number", **declared)


def number(
    name: str,
    label: str,
    *,
    most: int,
    told: str = "Write a whole number",
    **declared: Unpack[Declared],
) -> ListingField:
    """A whole number from 0 to `most`, or nothing; `told` begins what is said of anything else."""

    def read(listing: Listing) -> Value:
        kept = getattr(listing, name)
        return "" if kept is None else str(kept)

    def write(listing: Listing, value: Value) -> Listing:
        typed = one(value)
        is_number = typed.isdecimal() and typed.isascii() and len(typed) < 9
        if typed and not (is_number and int(typed) <= most):
            raise ValueError(f"{told} from 0 to {most:,}.")
        changed: dict[str, Any] = {name: int(typed) if typed else None}
        return replace(listing, **changed)

    return ListingField(name=name, label=label, read=read, write=write, **declared)


def day(name: str, label: str, **declared: Unpack[Declared]) -> ListingField:
    """One date, or nothing; its value is the ISO date, and any way of writing a date is read."""

    def read(listing: Listing) -> Value:
        on = getattr(listing, name)
        return "" if on is None else str(on.isoformat())

    def write(listing: Listing, value: Value) -> Listing:
        typed = one(value)
        on = read_date(typed) if typed else None
        if typed and on is None:
            raise ValueError(f"“{typed[:40]}” is not a date. Write it like 31 July 2026.")
        changed: dict[str, Any] = {name: on}
        return replace(listing, **changed)

    return ListingField(name=name, label=label, read=read, write=write, **declared)


def where(name: str, label: str, **declared: Unpack[Declared]) -> ListingField:
    """A text of where a listing is."""

    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {name: one(value)}
        return replace(listing, where=replace(listing.where, **changed))

    return ListingField(
        name=name,
        label=label,
        read=lambda listing: str(getattr(listing.where, name)),
        write=write,
        **declared,
    )


def contact(name: str, part: str, label: str, **declared: Unpack[Declared]) -> ListingField:
    """A way to get in touch: `part` of the private contact for a `private_` name, else the public.

    A website is the group's; the rest of a public contact is somebody's, and all of a private one.
    """
    private = name.startswith("private_")
    side = "private" if private else "public"

    def read(listing: Listing) -> Value:
        card: Contact = getattr(listing, side)
        return str(getattr(card, part))

    def write(listing: Listing, value: Value) -> Listing:
        changed: dict[str, Any] = {part: one(value)}
        sides: dict[str, Any] = {side: replace(getattr(listing, side), **changed)}
        return replace(listing, **sides)

    return ListingField(
        name=name,
        label=label,
        read=read,
        write=write,
        personal=private or part != "website",
        private=private,
        **declared,
    )


def made(
    name: str,
    label: str,
    read: Callable[[Listing], Value],
    write: Callable[[Listing, Value], Listing] | None = None,
    **declared: Unpack[Declared],
) -> ListingField:
    """A field that is read and written in a way of its own; one without `write` is not typed."""
    return ListingField(name=name, label=label, read=read, write=write, **declared)


def write_kind(listing: Listing, value: Value) -> Listing:
    """The listing as one of another kind."""
    try:
        return replace(listing, kind=Kind(one(value)))
    except ValueError:
        raise ValueError("Choose what sort of thing it is.") from None


def write_precision(listing: Listing, value: Value) -> Listing:
    """The listing with more or less of where it is shown."""
    try:
        precision = Precision(one(value))
    except ValueError:
        raise ValueError("Choose how much of where it is may be shown.") from None
    return replace(listing, where=replace(listing.where, precision=precision))


def read_point(listing: Listing) -> Value:
    """Latitude and longitude with a comma between them."""
    point = listing.where.point
    return f"{point.lat:.6f}, {point.lon:.6f}" if point else ""


def write_point(listing: Listing, value: Value) -> Listing:
    """The listing at another point."""
    typed = one(value)
    try:
        lat, lon = (float(part) for part in typed.split(",")) if typed else (None, None)
        point = Point(lat, lon) if lat is not None and lon is not None else None
    except ValueError:
        raise ValueError("Write the place as two numbers, such as 51.463432, 0.359608.") from None
    if point and not (-90 <= point.lat <= 90 and -180 <= point.lon <= 180):
        raise ValueError("The first number is from -90 to 90, the second from -180 to 180.")
    return replace(listing, where=replace(listing.where, point=point))


def write_cost(listing: Listing, value: Value) -> Listing:
    """The listing with another cost."""
    return replace(listing, cost=Cost(one(value)))


def read_pictures(listing: Listing) -> Value:
    """Each picture as its name and its words."""
    return tuple(f"{picture.name} {picture.alt}" for picture in listing.pictures)


def write_pictures(listing: Listing, value: Value) -> Listing:
    """The listing with other pictures."""
    # The words may hold any sign, so this list is never split: only whole entries are read.
    entries = (value,) if isinstance(value, str) else value
    pairs = (entry.partition(" ") for entry in entries if entry.strip())
    return replace(listing, pictures=tuple(Picture(name, alt) for name, _, alt in pairs))


def read_paused_until(listing: Listing) -> Value:
    """The day as an ISO date."""
    return listing.paused_until.isoformat() if listing.paused_until else ""


def read_checked(listing: Listing) -> Value:
    """When it was checked last, by whom and how."""
    checked = listing.checked
    on = checked.on.isoformat() if checked.on else ""
    return " ".join(filter(None, (on, checked.by, checked.how)))


def read_evidence(listing: Listing) -> Value:
    """The proofs in words."""
    return tuple(
        f"{evidence.words}, holds until {evidence.expires}" if evidence.expires else evidence.words
        for evidence in listing.evidence
    )


def one(value: Value) -> str:
    """The value as one text."""
    return (value if isinstance(value, str) else "; ".join(value)).strip()


def several(value: Value) -> tuple[str, ...]:
    """The texts of a value that is a list, each once; a text is cut at its semicolons."""
    parts = value.split(";") if isinstance(value, str) else value
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
