"""The page of one listing, in words."""

from dataclasses import replace
from datetime import date, datetime

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.ending import closes_on, has_closed, is_finished, last_date
from assetmap.domain.listings.evidence import NOT_CHECKED
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.needs import needs_of
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.agenda import Agenda
from assetmap.domain.search.results import Hit
from assetmap.domain.times.schedule_words import full_date, session_words
from assetmap.services.listings.images import ShownPicture
from assetmap.services.search.hosting import HostedHere
from assetmap.services.search.map_points import is_soft
from assetmap.web.formatting import long_date
from assetmap.web.presenters.cards import (
    card_of,
    checked_words,
    doubt_words,
    open_words,
    term_words,
)
from assetmap.web.presenters.directions import directions_to
from assetmap.web.presenters.facts import facts_of
from assetmap.web.presenters.hosted_here import also_here_of, transfer_box_of
from assetmap.web.presenters.occurrence_cards import venue_week
from assetmap.web.presenters.pages import Counted, ListingPage, ShownFact


def listing_page(
    hit: Hit,
    borough: Borough,
    now: datetime,
    pictures: tuple[ShownPicture, ...] = (),
    hosted: tuple[HostedHere, ...] = (),
    week: Agenda | None = None,
    instead: tuple[Hit, ...] = (),
    group: PublicListing | None = None,
) -> ListingPage:
    """Everything the listing's page says; `hosted` is what else is at its venue, `week` what is on
    there, of a hub, `instead` what is like it if it has finished, `group` what a role is with.
    """
    listing, point = hit.listing.shown, hit.listing.point
    dangers = borough.danger.shown_with("", listing.categories)
    page = ListingPage(
        title=listing.name,
        pictures=pictures,
        listing=listing,
        card=card_of(hit, borough, now),
        categories=_categories(listing, borough),
        facts=tuple(_leading_to(group, fact) for fact in facts_of(hit, borough, now)),
        next="",
        checked=checked_words(listing, borough),
        seen=seen_words(listing, now.date()),
        doubt=doubt_words(hit, now.date()),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        soft=is_soft(hit.listing),
        wrong_url=url_for("telling.report_form", listing_id=listing.id),
        printed_on=f"Printed {long_date(now.date())}",
        urgent=borough.urgent_lines(dangers) if dangers else (),
        leave_url=borough.leave_url(dangers),
        also_here=also_here_of(listing, hosted),
        transfer=transfer_box_of(listing, borough),
        directions=directions_to(hit.listing, borough),
        needs=needs_of(listing, now.date()),
    )
    instead_cards = tuple(card_of(each, borough, now) for each in instead)
    return replace(_with_times(page, hit, borough, now, week), instead=instead_cards)


def _with_times(
    page: ListingPage, hit: Hit, borough: Borough, now: datetime, week: Agenda | None
) -> ListingPage:
    """The page with when it is on next, how its door stands, or why there is nothing to come."""
    return replace(
        page,
        open=open_words(hit, now),
        week=venue_week(week, borough, now) if week else None,
        next=_next(hit, now, page.card.when),
        finished=finished_words(page.listing, now.date()),
        term_dates=term_words(hit, borough, now.date()),
    )


def finished_words(listing: Listing, today: date) -> str:
    """That it has closed, or its last date has passed, and when; empty while it goes on."""
    closed = closes_on(listing)
    if closed is not None and has_closed(listing, today):
        return f"This has closed. Its closing date was {full_date(closed)}."
    if not is_finished(listing, today):
        return ""
    last = last_date(listing)
    return f"This has finished. Its last date was {full_date(last)}." if last else ""


def _next(hit: Hit, now: datetime, said: str) -> str:
    """The next session; empty where its card has `said` no more than how its door stands."""
    if hit.next is None or hit.listing.shown.status.is_off:
        return ""
    return "" if said == open_words(hit, now) else session_words(hit.next, now)


def _leading_to(group: PublicListing | None, fact: ShownFact) -> ShownFact:
    """A fact, with the way to the group or hub that a role is with."""
    if group is None or fact.field != "with_group":
        return fact
    url = url_for("public.listing", listing_id=group.id)
    return replace(fact, lines=(group.shown.name,), url=url)


def _categories(listing: Listing, borough: Borough) -> tuple[Counted, ...]:
    known = [borough.words.category[s] for s in listing.categories if s in borough.words.category]
    return tuple(
        Counted(
            label=category.label,
            count=0,
            url=url_for("search.find", category=category.slug),
            icon=category.icon,
            colour=category.colour,
        )
        for category in known
    )


def seen_words(listing: Listing, today: date) -> tuple[str, ...]:
    """The proofs that hold; of somebody who works alone, that there is none, is said as well."""
    seen = tuple(proof.words for proof in listing.evidence if proof.holds(today))
    return seen or ((NOT_CHECKED,) if listing.kind.rules.works_alone else ())
