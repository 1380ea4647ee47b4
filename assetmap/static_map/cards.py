"""What a map says about one listing: the same few lines in a pin's popup and in the list."""

from dataclasses import dataclass

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.listings.schedule_text import schedule_lines


@dataclass(frozen=True)
class Card:
    """One listing in plain texts, not escaped; `facts` are pairs of a label and its lines."""

    name: str
    summary: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]


def card(listing: PublicListing) -> Card:
    """The card of a listing; what nobody has said is left out."""
    shown = listing.shown
    facts = (
        ("When", tuple(schedule_lines(shown.schedule))),
        ("Where", where_lines(shown.where)),
        ("Cost", (shown.cost.words,) if shown.cost.text.strip() else ()),
        ("Phone", (shown.public.phone,) if shown.public.phone else ()),
    )
    return Card(shown.name, shown.summary, tuple(fact for fact in facts if fact[1]))


def where_lines(where: Where) -> tuple[str, ...]:
    """Where it is, as far as it may be told; empty when nothing may."""
    match where.precision:
        case Precision.VENUE:
            parts = (where.venue, where.address, where.place, where.postcode)
            told = ", ".join(dict.fromkeys(part for part in parts if part))
            return (told,) if told else ()
        case Precision.APPROXIMATE:
            near = f"In or near {where.place}." if where.place else "Near here."
            return (f"{near} Ask them for the exact place.",)
        case _:
            return (f"For people in {where.area_served}",) if where.area_served else ()
