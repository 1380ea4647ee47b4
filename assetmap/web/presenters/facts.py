"""The facts of a listing as its pages say them: in the order and with the labels of the table.

A field says its value as it is, a line each; those that say it otherwise are named in `_TOLD`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.field_type import ListingField
from assetmap.domain.listings.fields import FACTS
from assetmap.domain.listings.listing import JOIN_WORDS, Listing, Precision
from assetmap.domain.listings.location import remote
from assetmap.domain.search.results import Hit
from assetmap.domain.times.schedule_words import (
    bank_holiday_words,
    change_words,
    full_date,
    rule_lines,
    schedule_lines,
)
from assetmap.web.presenters.cards import ASK_WHERE
from assetmap.web.presenters.field_values import field_words
from assetmap.web.presenters.pages import ShownFact


@dataclass(frozen=True)
class _About:
    """What a fact is told from."""

    hit: Hit
    borough: Borough

    @property
    def listing(self) -> Listing:
        """The public side of the listing."""
        return self.hit.listing.shown


def facts_of(hit: Hit, borough: Borough, now: datetime) -> tuple[ShownFact, ...]:
    """What there is to know, each with its label; what a listing does not say is left out."""
    about = _About(hit, borough)
    told = (
        ShownFact(
            field.name,
            fact.label,
            _lines(about, field),
            closed=_closed(about.listing, now.date()) if field.name == "when" else (),
            is_ticked=field.name == "access",
        )
        for field, fact in FACTS
    )
    return tuple(fact for fact in told if fact.lines or fact.closed)


def _lines(about: _About, field: ListingField) -> tuple[str, ...]:
    tell = _TOLD.get(field.name)
    if tell:
        return tell(about)
    lines = field_words(field.name, field.read(about.listing), about.borough).split("\n")
    return tuple(line for line in lines if line.strip())


def days_that_differ(listing: Listing, today: date) -> list[tuple[date, str]]:
    """The days to come on which it is closed, or something else differs: until when each is to
    come, and it in words, in order.
    """
    schedule = listing.schedule
    closed = [(on, on, f"{full_date(on)}: closed") for on in schedule.closed]
    changes = [(c.on, max(c.last or c.on, c.to or c.on), change_words(c)) for c in schedule.changes]
    return [(until, words) for _, until, words in sorted(closed + changes) if until >= today]


def _closed(listing: Listing, today: date) -> tuple[str, ...]:
    return tuple(words for _, words in days_that_differ(listing, today))


def _when(about: _About) -> tuple[str, ...]:
    return tuple(schedule_lines(about.listing.schedule))


def _open(about: _About) -> tuple[str, ...]:
    return tuple(rule_lines(about.listing.schedule.opening))


def _phone_hours(about: _About) -> tuple[str, ...]:
    return tuple(rule_lines(about.listing.schedule.phone))


def _bank_holidays(about: _About) -> tuple[str, ...]:
    words = bank_holiday_words(about.listing.schedule.bank_holidays)
    return (words,) if words else ()


def _cost(about: _About) -> tuple[str, ...]:
    words = about.listing.cost_words
    return (words,) if words else ()


def _join(about: _About) -> tuple[str, ...]:
    listing = about.listing
    return tuple(filter(None, (JOIN_WORDS.get(listing.join, listing.join), listing.join_note)))


def _languages(about: _About) -> tuple[str, ...]:
    named = ", ".join(about.listing.languages)
    return (named,) if named else ()


def _who(about: _About) -> tuple[str, ...]:
    listing, borough = about.listing, about.borough
    labels = [
        borough.words.audience[s].label for s in listing.audience if s in borough.words.audience
    ]
    lines = [f"For {', '.join(_lower(label) for label in labels)}"] if labels else []
    low, high = listing.min_age, listing.max_age
    if low is not None and high is not None:
        lines.append(f"Ages {low} to {high}")
    elif low is not None:
        lines.append(f"Age {low} and over")
    elif high is not None:
        lines.append(f"Up to age {high}")
    return tuple(lines)


def _lower(label: str) -> str:
    """A label inside a sentence: capitals stay where the word is a name."""
    return label if label[:5].isupper() else label[0].lower() + label[1:]


def _where(about: _About) -> tuple[str, ...]:
    hit = about.hit
    where = hit.listing.where
    match where.precision:
        case Precision.WITHHELD:
            lines = ["Location not shown for safety"]
        case Precision.AREA:
            lines = _area_lines(about.listing)
        case Precision.APPROXIMATE:
            lines = [f"Around {where.place}" if where.place else "In this neighbourhood"]
            lines.append("The map shows the neighbourhood. Ask for the address.")
        case Precision.VENUE:
            lines = list(dict.fromkeys((where.venue, where.address, where.place, where.postcode)))
    if hit.outside_borough:
        lines.append(f"This is outside {about.borough.name}.")
    return tuple(filter(None, lines))


def _area_lines(listing: Listing) -> list[str]:
    """Where something is that has no pin. Nobody is told that there is no address: who knows."""
    area, way = listing.where.area_served, remote(listing)
    if area:
        way_lines = [str(way)] if way else []
        return [f"Covers {area}", *way_lines, "We show only the area, so it is not on the map."]
    if way:
        return [str(way), "You do not need to go anywhere, so it is not on the map."]
    return [ASK_WHERE, "We do not know a place, so it is not on the map."]


def _access(about: _About) -> tuple[str, ...]:
    known = about.borough.words.access_feature
    features = [known[slug] for slug in about.listing.access if slug in known]
    return tuple(
        f"{term.label}: {_lower(term.hint)}" if term.hint else term.label for term in features
    )


_TOLD: dict[str, Callable[[_About], tuple[str, ...]]] = {
    "audience": _who,
    "opening_hours": _open,
    "when": _when,
    "phone_hours": _phone_hours,
    "bank_holidays": _bank_holidays,
    "precision": _where,
    "cost": _cost,
    "join": _join,
    "access": _access,
    "languages": _languages,
}
