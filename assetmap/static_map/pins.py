"""What a map says about each listing, and listings sorted into its layers."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.times.schedule_words import usual_lines


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
        ("When", tuple(usual_lines(shown.schedule))),
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


_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_OTHER = Category("other", "Other")
_SAME_SPOT = 5  # decimals of a degree: about a metre
_APART = 17  # pixels between neighbours of pins that stand on one spot
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))  # turns that never line up, as in a sunflower


@dataclass(frozen=True)
class Pin:
    """A card's place on the map. `aside` is how many pixels right and down it stands from it.

    `near` when the point is a neighbourhood's middle rather than the place itself.
    """

    card: Card
    lat: float
    lon: float
    near: bool
    aside: tuple[int, int]


@dataclass(frozen=True)
class Layer:
    """The pins of one level 1 category, by name, and their colour."""

    label: str
    colour: str
    pins: tuple[Pin, ...]


@dataclass(frozen=True)
class Sorted:
    """All layers in the borough's order, and the cards of what has no pin."""

    layers: tuple[Layer, ...]
    unplaced: tuple[Card, ...]

    @property
    def spots(self) -> list[tuple[float, float]]:
        """Where every pin is, as (lat, lon)."""
        return [(pin.lat, pin.lon) for layer in self.layers for pin in layer.pins]


def sort_listings(listings: Iterable[PublicListing], words: Vocabulary) -> Sorted:
    """The listings by level 1 category of their primary one, by name within each."""
    ordered = sorted(listings, key=lambda listing: (listing.shown.name.casefold(), listing.id))
    crowd = _Crowd()
    layers = []
    for top in (*words.categories, _OTHER):
        own = [listing for listing in ordered if _top(listing, words) == top.slug]
        placed = [listing for listing in own if listing.point]
        if placed:
            colour = top.colour if _COLOUR.fullmatch(top.colour) else _OTHER.colour
            pins = tuple(_pin(listing, crowd) for listing in placed)
            layers.append(Layer(top.label, colour, pins))
    unplaced = (card(listing) for listing in ordered if not listing.point)
    return Sorted(tuple(layers), tuple(unplaced))


def _top(listing: PublicListing, words: Vocabulary) -> str:
    categories = listing.shown.categories
    top = categories[0].partition("/")[0] if categories else ""
    return top if top in words.category else _OTHER.slug


class _Crowd:
    """Keeps pins on one spot apart, so that each can be seen and reached."""

    def __init__(self) -> None:
        self._standing: dict[tuple[float, float], int] = {}

    def step_aside(self, lat: float, lon: float) -> tuple[int, int]:
        """How many pixels right and down the next pin on this spot stands from it."""
        spot = (round(lat, _SAME_SPOT), round(lon, _SAME_SPOT))
        before = self._standing.get(spot, 0)
        self._standing[spot] = before + 1
        far, turn = _APART * math.sqrt(before), before * _GOLDEN_ANGLE
        return round(far * math.cos(turn)), round(far * math.sin(turn))


def _pin(listing: PublicListing, crowd: _Crowd) -> Pin:
    assert listing.point is not None
    lat, lon = round(listing.point.lat, 6), round(listing.point.lon, 6)
    near = listing.where.precision is Precision.APPROXIMATE
    return Pin(card(listing), lat, lon, near, crowd.step_aside(lat, lon))
