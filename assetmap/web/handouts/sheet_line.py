"""One item of a sheet in words, as they stay true on paper: no `today`, no `on now`.

What a listing does not say is asked: the reader has nothing else to look at.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.place import FURTHEST_WALK, miles, walk_minutes
from assetmap.domain.search.results import Hit, PlaceMatch
from assetmap.domain.text import fold
from assetmap.domain.times.schedule import Session
from assetmap.domain.times.schedule_words import besides_words, date_words, time_words, usual_lines
from assetmap.services.handouts.sheets import SheetItem
from assetmap.web.handouts.easy_rows import EasyFacts, EasyRow, easy_rows
from assetmap.web.presenters.cards import (
    ASK_WHERE,
    address_words,
    category_of,
    checked_words,
    doubt_words,
    is_for_an_hour,
    notice_words,
    where_words,
)


@dataclass(frozen=True)
class SheetLine:
    """One item of a sheet in words; of one that is no longer listed only `is_gone`."""

    id: str
    is_gone: bool = False
    name: str = ""
    url: str = ""
    icon: str = ""  # of its level 1 category, whose picture the easy format shows
    category: str = ""
    shut: str = ""  # `Closed for now`; usually empty
    notices: tuple[str, ...] = ()  # what to know first, `shut` among it; usually none
    when: str = ""  # `Tuesday 17 March, 12 noon to 2pm`; empty when nobody knows
    usual: str = ""  # its usual times, or that one has to ask
    where: str = ""  # with street and postcode where it is a public address
    place: str = ""  # the same in short, for a text message
    travel: tuple[str, ...] = ()  # how far on foot, and how to get there
    cost: str = ""
    phone: str = ""
    whose: str = ""  # whose number it is, when it is not the listing's own
    first_visit: str = ""
    checked: str = ""
    easy: tuple[EasyRow, ...] = ()  # all of it with pictures, in lines of at most twelve words
    up_url: str = ""
    down_url: str = ""
    remove_url: str = ""


def sheet_line(
    item: SheetItem,
    borough: Borough,
    now: datetime,
    place: PlaceMatch | None = None,
    moves: tuple[str, str, str] = ("", "", ""),
) -> SheetLine:
    """One item in words; `moves` are the addresses that move it up, down and off the sheet."""
    up, down, remove = moves
    if item.hit is None:
        return SheetLine(item.id, is_gone=True, up_url=up, down_url=down, remove_url=remove)
    listing = item.hit.listing.shown
    top, label = category_of(listing, borough)
    when = _when(item.hit, now)
    line = SheetLine(
        id=item.id,
        name=listing.name,
        url=url_for("public.listing", listing_id=item.id),
        icon=top.icon,
        category=label,
        shut=(shut := notice_words(item.hit, now.date())),
        notices=_notices(shut, item.hit, now.date()),
        when=when,
        usual="; ".join(usual_lines(listing.schedule)) or ("" if when else "Ask when it is on"),
        where=address_words(listing),
        place=short_place(listing),
        travel=travel_lines(item.hit, place),
        cost=cost_words(listing),
        phone=listing.public.phone or borough.help.phone,
        whose="" if listing.public.phone else borough.body,
        first_visit=" ".join(listing.first_visit.split()) or "Ask who will meet you.",
        checked=checked_words(listing, borough),
        up_url=up,
        down_url=down,
        remove_url=remove,
    )
    return replace(line, easy=easy_rows(listing, _easy_facts(line)))


def _easy_facts(line: SheetLine) -> EasyFacts:
    return EasyFacts(
        icon=line.icon,
        category=line.category,
        notices=line.notices,
        when=line.when or line.usual,
        where=line.where,
        travel=line.travel,
        cost=line.cost,
        phone=line.phone,
        whose=line.whose,
        first_visit=line.first_visit,
        checked=line.checked,
    )


def cost_words(listing: Listing) -> str:
    """What it costs; of an hour for an hour that no duty is owed."""
    return listing.kind.rules.invite if is_for_an_hour(listing) else listing.cost_words


def short_place(listing: Listing) -> str:
    """Where it is for a text message: `Dock Road Hall RM18 7TB`; else to ask.

    Under a name that says the venue it is the street instead.
    """
    where = listing.where
    match where.precision:
        case Precision.VENUE:
            is_said = f" {fold(where.venue)} " in f" {fold(listing.name)} "
            at = ("" if is_said else where.venue) or where.address or where.place
            rest = where.postcode or (where.place if where.place != at else "")
            return f"{at} {rest}".strip() or ASK_WHERE.lower()
        case Precision.WITHHELD:
            return ASK_WHERE.lower()
    return where_words(listing)


def _notices(shut: str, hit: Hit, today: date) -> tuple[str, ...]:
    news = " ".join(hit.listing.shown.notice.split())
    return tuple(filter(None, (shut, doubt_words(hit, today), news)))


def _when(hit: Hit, now: datetime) -> str:
    """The next session; what is closed for now, or not open yet, has none to go to."""
    is_open = hit.listing.shown.status is Status.PUBLISHED
    return dated_words(hit.next, now) if hit.next and is_open else ""


def dated_words(session: Session, now: datetime) -> str:
    """`Tuesday 17 March, 12 noon to 2pm at The Annexe`, with the year when it is not this one's."""
    start, end = session.start, session.end
    on = date_words(start.date()) + (f" {start.year}" if start.year != now.year else "")
    hours = (time_words(each.hour * 60 + each.minute) for each in (start, end))
    return f"{on}, {' to '.join(hours)}{besides_words(session)}"


def travel_lines(hit: Hit, place: PlaceMatch | None) -> tuple[str, ...]:
    """How far from the place that was named, how long on foot, and the listing's own words.

    Where neither tells how to get there, to ask.
    """
    own = [line.strip() for line in hit.listing.shown.getting_there.split("\n") if line.strip()]
    ask = [] if own else [_ask_the_way(hit)]
    if place is None or hit.distance_m is None:
        return (*own, *ask)
    far = f"{max(0.1, miles(hit.distance_m)):.1f}".removesuffix(".0")
    words = f"About {far} {'mile' if far == '1' else 'miles'} from {place.label}"
    minutes = walk_minutes(hit.distance_m)
    if minutes > FURTHEST_WALK:
        return (f"{words}.", *own, *ask)
    return (f"{words}: about {minutes} minutes on foot.", *own)


def _ask_the_way(hit: Hit) -> str:
    return "Ask them how to get there." if hit.listing.point else "Ask whether they come to you."
