"""The page of one listing, in words."""

from datetime import date, datetime

from flask import url_for

from assetmap.domain.answer import Hit
from assetmap.domain.borough import Borough
from assetmap.domain.evidence import NOT_CHECKED
from assetmap.domain.listing import JOIN_WORDS, Kind, Listing, Precision, Status
from assetmap.domain.phone import tel_link
from assetmap.domain.schedule_words import date_words, schedule_lines, session_words
from assetmap.exchange.calendar import has_dates
from assetmap.services.listings.picturing import ShownPicture
from assetmap.services.search.map_points import is_soft
from assetmap.web.pages import Counted, ListingPage
from assetmap.web.search.cards import card_of, checked_words, doubt_words, long_date


def listing_page(
    hit: Hit, borough: Borough, now: datetime, pictures: tuple[ShownPicture, ...] = ()
) -> ListingPage:
    """Everything the listing's page says."""
    listing = hit.listing.shown
    point = hit.listing.point
    phone = listing.public.phone
    is_paused = listing.status is Status.PAUSED
    return ListingPage(
        title=listing.name,
        pictures=pictures,
        listing=listing,
        card=card_of(hit, borough, now),
        categories=_categories(listing, borough),
        who=_who(listing, borough),
        next=session_words(hit.next, now) if hit.next and not is_paused else "",
        times=tuple(schedule_lines(listing.schedule)),
        closed=tuple(
            f"{date_words(on)} {on.year}: closed"
            for on in sorted(listing.schedule.closed)
            if on >= now.date()
        ),
        where=_where(hit, borough),
        cost=listing.cost.words,
        join=tuple(filter(None, (JOIN_WORDS.get(listing.join, listing.join), listing.join_note))),
        access=_access(listing, borough),
        languages=", ".join(listing.languages),
        checked=checked_words(listing.checked, borough),
        seen=seen_words(listing, now.date()),
        doubt=doubt_words(hit, now.date()),
        tel=tel_link(phone),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        soft=is_soft(hit.listing),
        wrong_url=url_for("telling.report_form", listing_id=listing.id),
        calendar_url=url_for("sheet.listing_calendar", listing_id=listing.id)
        if has_dates(hit.listing, now)
        else "",
        printed_on=f"Printed {long_date(now.date())}",
    )


def _categories(listing: Listing, borough: Borough) -> tuple[Counted, ...]:
    known = [borough.words.category[s] for s in listing.categories if s in borough.words.category]
    return tuple(
        Counted(
            label=category.label,
            count=0,
            url=url_for("public.find", category=category.slug),
            icon=category.icon,
            colour=category.colour,
        )
        for category in known
    )


def _who(listing: Listing, borough: Borough) -> tuple[str, ...]:
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


def _where(hit: Hit, borough: Borough) -> tuple[str, ...]:
    where = hit.listing.where
    match where.precision:
        case Precision.WITHHELD:
            lines = ["Location not shown for safety"]
        case Precision.AREA:
            lines = [f"Covers {where.area_served}" if where.area_served else "Ask where"]
            lines.append("There is no address to visit, so it is not on the map.")
        case Precision.APPROXIMATE:
            lines = [f"Around {where.place}" if where.place else "In this neighbourhood"]
            lines.append("The map shows the neighbourhood. Ask for the address.")
        case Precision.VENUE:
            lines = list(dict.fromkeys((where.venue, where.address, where.place, where.postcode)))
    if hit.outside_borough:
        lines.append(f"This is outside {borough.name}.")
    return tuple(filter(None, lines))


def seen_words(listing: Listing, today: date) -> tuple[str, ...]:
    """The proofs that hold; of somebody who works alone, that there is none, is said as well."""
    seen = tuple(proof.words for proof in listing.evidence if proof.holds(today))
    return seen or ((NOT_CHECKED,) if listing.kind is Kind.MICRO_ENTERPRISE else ())


def _access(listing: Listing, borough: Borough) -> tuple[str, ...]:
    features = [
        borough.words.access_feature[s] for s in listing.access if s in borough.words.access_feature
    ]
    return tuple(
        f"{term.label}: {_lower(term.hint)}" if term.hint else term.label for term in features
    )
