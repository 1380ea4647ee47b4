"""A hit in words: what a card of the list says."""

from datetime import date, datetime
from typing import TypedDict

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Category
from assetmap.domain.checks import freshness_text
from assetmap.domain.listings.ending import has_closed, is_finished
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.listings.location import remote
from assetmap.domain.listings.planned import planned_words
from assetmap.domain.search.facets import FACETS, language_slug
from assetmap.domain.search.results import Hit, Reach
from assetmap.domain.text import fold
from assetmap.domain.times.opening_words import opening_words
from assetmap.domain.times.schedule_words import (
    schedule_lines,
    session_words,
    usual_lines,
)
from assetmap.domain.times.school_terms import NOT_KNOWN, goes_by_school_terms, holiday_words
from assetmap.web.formatting import day_words, distance_words, long_date
from assetmap.web.presenters.pages import Card

ASK_WHERE = "Ask where"
NO_TIMES = "Ask when it is on"
NO_CATEGORY = Category("other", "Other")
_UNSAID = {name: facet.unsaid for name, facet in FACETS.items() if facet.unsaid}
_UNSAID["age"] = "what ages it is for"


def card_of(hit: Hit, borough: Borough, now: datetime, comes_to: str = "") -> Card:
    """The card of a hit, its words as of `now`; `comes_to` names the place of the question."""
    listing = hit.listing.shown
    top, label = category_of(listing, borough)
    door = open_words(hit, now)
    only_door = is_of_door(hit)
    return Card(
        id=listing.id,
        url=url_for("public.listing", listing_id=listing.id),
        name=listing.name,
        summary=listing.summary,
        category=top,
        category_label=label,
        kind=listing.kind.label,
        open="" if only_door else door,
        when=door if only_door else when_words(hit, now, borough),
        where=where_words(listing),
        distance=distance_words(hit.distance_m),
        comes_to=comes_to if hit.reach is Reach.COMES else "",
        cost=listing.cost_words,
        speaks=speaks_words(listing),
        checked=doubt_words(hit, now.date()) or checked_words(listing, borough),
        is_checked=listing.checked.on is not None,
        is_doubtful=bool(doubt_words(hit, now.date())),
        notice=notice_words(hit, now.date()),
        news=listing.notice.strip(),
        unknown=unknown_words(hit.unknown),
        outside=f"Outside {borough.name}" if hit.outside_borough else "",
        on_map=hit.listing.point is not None,
        is_sample=listing.is_sample,
        because=hit.because,
        phone=listing.public.phone,
        **_giving(hit),
    )


class _Giving(TypedDict, total=False):
    time_asked: str
    skills: str
    needed: tuple[str, ...]


def _giving(hit: Hit) -> _Giving:
    """What a card says to who wants to give: what a role asks for, or what they need."""
    listing = hit.listing.shown
    if not listing.kind.rules.only_gives:
        return {"needed": hit.needed}
    return {"time_asked": listing.time_asked, "skills": listing.skills}


def speaks_words(listing: Listing) -> str:
    """`Speaks Polish and Romanian`: the languages beside English; empty when there are none."""
    others = [each for each in listing.languages if language_slug(each) != "english"]
    if not others:
        return ""
    last = f" and {others[-1]}" if len(others) > 1 else others[-1]
    return f"Speaks {', '.join(others[:-1])}{last}"


def category_of(listing: Listing, borough: Borough) -> tuple[Category, str]:
    """The level 1 category of a listing, and the label of its primary category."""
    for slug in listing.categories:
        if slug in borough.words.category:
            return borough.words.top(slug), borough.words.category[slug].label
    return NO_CATEGORY, listing.kind.label


def when_words(hit: Hit, now: datetime, borough: Borough) -> str:
    """The next session, else the words given or when it can be hired, else how to find out.

    What is closed for now keeps its usual times: it has no next session that anybody can go to.
    """
    unknown = term_words(hit, borough, now.date())
    if hit.next is not None and not hit.listing.shown.status.is_off:
        return session_words(hit.next, now)
    lines = usual_lines(hit.listing.shown.schedule)
    usual = lines[0] if lines else hit.listing.shown.free_hours or NO_TIMES
    return f"{usual}. {unknown}" if unknown else usual


def term_words(hit: Hit, borough: Borough, today: date) -> str:
    """That nobody knows yet when it is on next, since it goes by school terms that are not set."""
    listing = hit.listing.shown
    schedule, terms = listing.schedule, borough.school_terms
    is_off = listing.status.is_off or is_finished(listing, today)
    if hit.next is not None or is_off:
        return ""
    if goes_by_school_terms(schedule.terms):
        is_known = terms.are_known_from(today) and not terms.is_on(today)
    else:
        is_known = not any(rule.details.in_terms for rule in schedule.rules)
    return "" if is_known or not schedule.rules else NOT_KNOWN


def open_words(hit: Hit, now: datetime) -> str:
    """`Open now until 4pm`, or when it opens next; empty of what keeps no hours."""
    if hit.opening is None:
        return ""
    has_phone = bool(hit.listing.shown.public.phone)
    return opening_words(hit.opening, now, has_phone=has_phone)


def is_of_door(hit: Hit) -> bool:
    """Whether its next time is none but that of its door, of which there is a line already."""
    opening, following = hit.opening, hit.next
    if opening is None:
        return False
    if following is None:
        return not schedule_lines(hit.listing.shown.schedule)
    is_unsure = bool(opening.unsure and following.unsure)
    return is_unsure or following.end == opening.until or following.start == opening.opens


def usual_times(listing: Listing) -> str:
    """Its first usual time, and that there are more: for where there is little room."""
    lines = usual_lines(listing.schedule)
    if not lines:
        return NO_TIMES
    return f"{lines[0]} and at other times" if len(lines) > 1 else lines[0]


def where_words(listing: Listing) -> str:
    """The venue and place, or the area served, online or by phone, or that it is kept secret."""
    where = listing.where
    if where.precision is Precision.WITHHELD:
        return "Location not shown for safety"
    if where.precision is Precision.AREA:
        return f"Covers {where.area_served}" if where.area_served else remote(listing) or ASK_WHERE
    named = dict.fromkeys(filter(None, (where.venue, where.place)))
    if where.precision is Precision.APPROXIMATE:
        return f"Around {where.place}" if where.place else "Somewhere near here"
    return ", ".join(named) or where.address or where.postcode


def address_words(listing: Listing) -> str:
    """Where it is for a reader who has nothing else: venue, street, place and postcode, once each.

    Only of a venue: of what is kept approximate or secret no more than `where_words` says.
    """
    where = listing.where
    if where.precision is not Precision.VENUE:
        return where_words(listing)
    parts = [where.venue]
    parts += [each for each in (where.address, where.place) if not _says(parts, each)]
    said = ", ".join(filter(None, parts))
    postcode = "" if _says([said], where.postcode) else where.postcode
    return " ".join(filter(None, (said, postcode))) or remote(listing) or ASK_WHERE


def _says(parts: list[str], words: str) -> bool:
    """Whether any of some parts has some words already."""
    return any(f" {fold(words)} " in f" {fold(part)} " for part in parts if part)


def where_beside_name(listing: Listing) -> str:
    """Where it is, as a card says it under its name: the venue only if the name lacks it."""
    where = where_words(listing)
    venue = listing.where.venue
    if venue and f" {fold(venue)} " in f" {fold(listing.name)} ":
        return where.removeprefix(f"{venue}, ")
    return where


def is_for_an_hour(listing: Listing) -> bool:
    """Whether it costs no money and an hour is given for an hour, which is no duty to pay."""
    return bool(listing.kind.rules.invite) and listing.cost.is_time


def checked_words(listing: Listing, borough: Borough) -> str:
    """`Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser`, or that nobody has."""
    checked = listing.checked
    if checked.on is None:
        first = "ring" if listing.public.phone else "get in touch"
        return f"Not checked by us yet. Please {first} before you go."
    how = f" – {checked.how}" if checked.how else ""
    return f"Checked by {checked.by or borough.body} on {long_date(checked.on)}{how}"


def doubt_words(hit: Hit, today: date) -> str:
    """`Not confirmed since August – please ring first`; empty while its last check holds."""
    return freshness_text.doubt_words(hit.listing.shown, hit.freshness, today)


def notice_words(hit: Hit, today: date) -> str:
    """What to know before anything else about a listing that is not simply running."""
    listing = hit.listing.shown
    if is_finished(listing, today):
        return "Has closed" if has_closed(listing, today) else "Has finished"
    if planned := planned_words(listing, today):
        return planned
    if listing.status is Status.PAUSED:
        until = listing.paused_until
        if until is None or until <= today:
            return "Closed for now"
        return f"Closed for now, until {day_words(until, today)}"
    if not hit.is_on_holiday:
        return ""
    return holiday_words(listing.schedule.terms, has_phone=bool(listing.public.phone))


def unknown_words(unknown: tuple[str, ...]) -> str:
    """What the listing does not say, of what was asked for."""
    said = [_UNSAID[name] for name in unknown if name in _UNSAID]
    return f"Does not say {' or '.join(said)}" if said else ""
