"""What is on, by day, in words: headings, times, and what is said of a session that differs."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache, partial
from urllib.parse import quote

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.agenda import Agenda, AgendaDay, AgendaEntry, DailyEntry
from assetmap.domain.search.results import Hit
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.dated_changes import DatedChange
from assetmap.domain.times.occurrences import (
    DAY,
    Occurrence,
    State,
    moment_of,
    place_of_its_own,
)
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule_words import date_words, day_words, hours_words, time_words
from assetmap.web.formatting import distance_words
from assetmap.web.presenters.cards import (
    category_of,
    doubt_words,
    unknown_words,
    where_beside_name,
)
from assetmap.web.presenters.occurrence_pages import (
    PAPER_SIZES,
    CardTime,
    OccurrenceCard,
    OccurrenceDay,
    VenueWeek,
)

_quoted = lru_cache(8192)(partial(quote, safe=""))

NOTHING, NOT_KNOWN = "Nothing listed", "We do not know so far ahead yet"
CLOSED = "Closed all day"
OVER, NOW = "Over", "On now"
DAY_OVER = "This day is over."


def venue_week(week: Agenda, borough: Borough, now: datetime) -> VenueWeek | None:
    """The week at a hub in words; None of a hub at which nothing is on."""
    if not week.total or week.venue is None:
        return None
    hub = week.venue
    return VenueWeek(
        tuple(day_of(each, borough, now, hub.shown.name) for each in week.days),
        tuple(daily_card_of(each, borough, now, hub.shown.name) for each in week.every_day),
        url_for("whats_on.page", hub=hub.id),
        tuple(
            (size, url_for("whats_on.printed_week", hub=hub.id, size=size)) for size in PAPER_SIZES
        ),
    )


def day_of(
    day: AgendaDay, borough: Borough, now: datetime, venue: str = "", more_url: str = ""
) -> OccurrenceDay:
    """A day in words as of `now` (aware, in London). At a `venue` that it is there is not said."""
    today = now.date()
    return OccurrenceDay(
        f"day-{day.on.isoformat()}",
        day_heading(day.on, day.holiday, today),
        (f"{day.on:%a}", str(day.on.day)),
        day.on == today,
        cards_on(day.entries, borough, now, venue),
        cards_on(day.over, borough, now, venue),
        _over_words(day, today),
        _words(day, today),
        f"Show {day.left_out:,} more on {date_words(day.on)}" if day.left_out else "",
        more_url if day.left_out else "",
    )


def day_heading(on: date, holiday: str, today: date) -> str:
    """`Friday 3 April: Good Friday`, with the year when it is not this one."""
    said = date_words(on) if on.year == today.year else f"{date_words(on)} {on.year}"
    return f"{said}: {holiday}" if holiday else said


def _words(day: AgendaDay, today: date) -> str:
    if day.entries or day.left_out:
        return ""
    if not day.is_known:
        return NOT_KNOWN
    if day.closed_for:
        return CLOSED
    if day.over:
        return "" if day.on < today else "Nothing more today."
    return NOTHING


def _over_words(day: AgendaDay, today: date) -> str:
    if not day.over:
        return ""
    if day.on == today:
        return f"Show {len(day.over):,} from earlier today"
    things = "thing that was" if len(day.over) == 1 else "things that were"
    return f"{DAY_OVER} Show {len(day.over):,} {things} on"


def cards_on(
    entries: Iterable[AgendaEntry], borough: Borough, now: datetime, venue: str = ""
) -> tuple[OccurrenceCard, ...]:
    """Entries in words, in their order."""
    return tuple(occurrence_card_of(each, borough, now, venue) for each in entries)


def occurrence_card_of(
    entry: AgendaEntry, borough: Borough, now: datetime, venue: str = ""
) -> OccurrenceCard:
    """An entry in words."""
    holidays = borough.calendar.bank_holidays
    times = tuple(_time_of(entry.listing, each, now, holidays) for each in entry.times)
    return _card(entry.hit, entry.name, times, _where(entry, venue), borough, now.date())


def daily_card_of(
    entry: DailyEntry, borough: Borough, now: datetime, venue: str = ""
) -> OccurrenceCard:
    """What is on every day, once: its times, by the days that share them where they differ."""
    days: dict[tuple[Hours, ...], list[int]] = {}
    for each in entry.by_day:
        days.setdefault(tuple(map(_hours, each.times)), []).append(each.on.weekday())
    times = tuple(
        CardTime(
            f"{hours_words(hours)}" if len(days) == 1 else f"{day_words(on)}, {hours_words(hours)}",
            "",
        )
        for several, on in days.items()
        for hours in several
    )
    where = _where(entry.by_day[0], venue)
    return _card(entry.hit, entry.name, times, where, borough, now.date())


def _card(
    hit: Hit,
    name: str,
    times: tuple[CardTime, ...],
    where: str,
    borough: Borough,
    today: date,
) -> OccurrenceCard:
    listing = hit.listing.shown
    top, label = category_of(listing, borough)
    return OccurrenceCard(
        listing.id,
        f"/listing/{_quoted(listing.id)}",  # hundreds on a page: too many for `url_for`
        name or listing.name,
        listing.name if name else "",
        times,
        where,
        distance_words(hit.distance_m),
        listing.cost_words,
        top,
        label,
        tuple(
            filter(
                None,
                (doubt_words(hit, today), listing.notice.strip(), unknown_words(hit.unknown)),
            )
        ),
        f"Outside {borough.name}" if hit.outside_borough else "",
        listing.is_sample,
    )


def _where(entry: AgendaEntry, venue: str) -> str:
    """Where it is: where the session itself is, else its listing; nothing at the `venue` itself."""
    listing = entry.listing.shown
    own = (place_of_its_own(listing.schedule, each) for each in entry.times if each.is_on)
    at = next(filter(None, own), "")
    return "" if venue else at or where_beside_name(listing)


def _change(listing: Listing, each: Occurrence) -> DatedChange | None:
    return listing.schedule.changes[each.change] if each.change >= 0 else None


_moment_of = lru_cache(8)(moment_of)  # now, for each of some hundred times on a page


def _time_of(
    listing: PublicListing, each: Occurrence, now: datetime, holidays: BankHolidays
) -> CardTime:
    at = _moment_of(now)
    is_over = each.end <= at
    said = state_words(listing.shown, each, holidays)
    if each.is_on and not said:
        said = OVER if is_over else NOW if each.start <= at else ""
    return _card_time(each.start, each.end, said, not each.is_on, is_over and each.is_on)


# Many things have the same hours, and a page shows some two hundred.
@lru_cache(4096)
def _card_time(start: int, end: int, said: str, is_off: bool, is_over: bool) -> CardTime:
    hour, minute = divmod(start % DAY, 60)
    began = f"{_day(start).isoformat()}T{hour:02}:{minute:02}"
    words = hours_words(Hours(start % DAY, end % DAY or DAY))
    return CardTime(words, began, said, is_off, is_over, said == NOW)


def state_words(listing: Listing, each: Occurrence, holidays: BankHolidays) -> str:
    """What is different of a session: `Cancelled: no hall`, `Moved to Wednesday 8 April, 2pm`."""
    change = _change(listing, each)
    why = f": {change.why}" if change and change.why else ""
    match each.state:
        case State.CANCELLED:
            return f"Cancelled{why}"
        case State.MOVED_AWAY:
            return f"Moved to {_moved_to(change, each)}{why}" if change else "Moved"
        case State.MOVED_HERE:
            return f"Moved from {_usual(each)}{why}"
        case State.UNSURE:
            holiday = holidays.name_of(_day(each.start))
            return f"{holiday or 'Bank holiday'}: check that it is on"
    return ""


def _moved_to(change: DatedChange, each: Occurrence) -> str:
    parts = [date_words(change.to) if change.to and change.to != _day(each.start) else ""]
    parts.append(hours_words(change.hours) if change.hours else "")
    parts.append(f"at {change.at}" if change.at else "")
    return ", ".join(filter(None, parts))


def _usual(each: Occurrence) -> str:
    """When it would have been: the day, or on the same day the time."""
    if _day(each.original) != _day(each.start):
        return date_words(_day(each.original))
    if each.original != each.start:
        return time_words(each.original % DAY)
    return "its usual place"


def _hours(each: Occurrence) -> Hours:
    return Hours(each.start % DAY, each.end % DAY or DAY)


def _day(at: int) -> date:
    return date.fromordinal(at // DAY)
