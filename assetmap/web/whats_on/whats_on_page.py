"""The page of what is on in words: heading, days, and the ways to other days."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.agenda import Agenda
from assetmap.domain.search.query import PER_PAGE, Search
from assetmap.domain.times.days_asked import DaysAsked, week_of
from assetmap.domain.times.schedule_words import date_words, full_date
from assetmap.domain.validation import Problem
from assetmap.web.formatting import long_date, within_words
from assetmap.web.framework.query import address
from assetmap.web.presenters.occurrence_cards import daily_card_of, day_of
from assetmap.web.presenters.occurrence_pages import PAPER_SIZES, OccurrenceCard, OccurrenceDay
from assetmap.web.presenters.pages import Chip, FindPage
from assetmap.web.presenters.subscribing import SubscribeBox, subscribe_box
from assetmap.web.search.find_page import find_page
from assetmap.web.search.map_view import Views

PATH, PAPER_PATH, FEED_PATH = "/whats-on", "/whats-on.pdf", "/whats-on.ics"
_FIND = "/find"
SOME_OF_IT = "Nothing on these days fits all that you asked for. These fit some of it."


@dataclass(frozen=True)
class WeekLink:
    """A way to other days: its words, its address, and whether these are the days shown."""

    label: str
    url: str
    is_this: bool = False


@dataclass(frozen=True)
class WhatsOnPage:
    """What stands on `/whats-on` beside the question, which the find page's own parts show."""

    days: tuple[OccurrenceDay, ...]
    every_day: tuple[OccurrenceCard, ...]
    choices: tuple[WeekLink, ...]  # today, tomorrow, the weekend, this week
    previous: WeekLink | None
    next: WeekLink | None
    jumps: bool  # whether there are days to lead to within the page
    notes: tuple[str, ...]
    nothing: str  # in place of days that are over, or of which nothing is known
    find_url: str  # the same question on whatever day
    previous_page: str
    next_page: str
    page: int
    pages: int
    printed_on: str
    hub: str = ""  # the name of the hub whose week it is; usually empty
    hub_url: str = ""
    paper: tuple[WeekLink, ...] = ()  # the hub's week to print
    subscribe: SubscribeBox | None = None  # the calendar of the same question


@dataclass(frozen=True)
class Asked:
    """What is asked beside the question: the days, and the id of the hub whose they are, if any."""

    days: DaysAsked
    hub_id: str = ""

    def parameters(self) -> list[tuple[str, str]]:
        """The same as parameters of an address."""
        return [*([("hub", self.hub_id)] if self.hub_id else []), *self.days.parameters()]


def address_on(search: Search, asked: Asked, path: str = PATH) -> str:
    """The address of a question on some days, at a hub if one was asked for."""
    query = urlencode([*asked.parameters(), *search.parameters()])
    return f"{path}?{query}" if query else path


def whats_on_page(
    agenda: Agenda,
    borough: Borough,
    now: datetime,
    typed: dict[str, str],
    problems: tuple[Problem, ...],
) -> tuple[FindPage, WhatsOnPage]:
    """The page of an agenda: the parts of the question, and the days."""
    asked = Asked(agenda.asked, agenda.venue.id if agenda.venue else "")
    found = find_page(agenda.answer, borough, now, typed, problems)
    return _question(found, agenda, asked, borough), _week_page(agenda, asked, borough, now)


def _question(found: FindPage, agenda: Agenda, asked: Asked, borough: Borough) -> FindPage:
    """The find page's own parts of the question, leading to this page and keeping its days."""

    def here(url: str) -> str:
        return _led_here(url, asked)

    heading = _heading(agenda, borough)
    parts = [pair for pair in found.hidden if pair[0] not in ("sort", "per_page")]
    return replace(
        found,
        title=heading,
        heading=heading,
        status=_count(agenda.total),
        question=found.question or "Everything",
        chips=_led(found.chips, here),
        meant=_led(found.meant, here),
        mended_url=here(found.mended_url),
        exact_url=here(found.exact_url),
        clear_url=address_on(Search(), asked),
        hidden=(*asked.parameters(), *parts),
        map_url="" if agenda.venue else _map_url(found.map_url, agenda.asked),
        older="",
        suggestions=(),
        whats_on_url="",
        other_parts=(*asked.parameters(), *found.other_parts),
    )


def _week_page(agenda: Agenda, asked: Asked, borough: Borough, now: datetime) -> WhatsOnPage:
    search, days = agenda.answer.search, agenda.asked
    venue = agenda.venue.shown.name if agenda.venue else ""
    shown = agenda.days if days.known else ()
    return WhatsOnPage(
        days=tuple(
            day_of(each, borough, now, venue, _one_day(search, asked, each.on)) for each in shown
        ),
        every_day=tuple(daily_card_of(each, borough, now, venue) for each in agenda.every_day),
        choices=_choices(search, asked),
        previous=_week(search, asked, -1, "Previous week"),
        next=_week(search, asked, 1, "Next week"),
        jumps=len(agenda.days) > 1 and agenda.total > 0,
        notes=_notes(agenda),
        nothing=_nothing(days),
        find_url=address(replace(search, view="list", page=1)),
        previous_page=_page(agenda, agenda.page - 1),
        next_page=_page(agenda, agenda.page + 1),
        page=agenda.page,
        pages=agenda.pages,
        printed_on=f"Printed {long_date(now.date())}",
        hub=venue,
        hub_url=url_for("public.listing", listing_id=asked.hub_id) if venue else "",
        paper=paper_links(asked) if venue and days.is_week and days.known else (),
        subscribe=_subscribe(search, asked, venue),
    )


def _subscribe(search: Search, asked: Asked, venue: str) -> SubscribeBox:
    """The calendar of a question, whatever the days, or of all that is on at a hub."""
    if venue:
        return subscribe_box(f"/hub/{asked.hub_id}.ics", "everything that is on here")
    query = urlencode([*replace(search, view="list", page=1).parameters()])
    path = f"{FEED_PATH}?{query}" if query else FEED_PATH
    return subscribe_box(path, "these dates" if query else "all of these dates")


def _led(chips: tuple[Chip, ...], here: Callable[[str], str]) -> tuple[Chip, ...]:
    return tuple(Chip(chip.label, here(chip.remove_url)) for chip in chips)


def _led_here(url: str, asked: Asked) -> str:
    """The address of a question on the find page as one of this page, with its days."""
    path, _, query = url.partition("?")
    if path != _FIND:
        return url
    whole = "&".join(filter(None, (urlencode(asked.parameters()), query)))
    return f"{PATH}?{whole}" if whole else PATH


def _map_url(url: str, days: DaysAsked) -> str:
    """Where the map's pins are: those of the days, which are told even of this week."""
    path, _, query = url.partition("?")
    told = list(days.parameters()) or [("week-of", days.first.isoformat())]
    return f"{path}?{'&'.join(filter(None, (urlencode(told), query)))}"


def _heading(agenda: Agenda, borough: Borough) -> str:
    search, understood = agenda.answer.search, agenda.answer.understood
    parts = [f"What is on {_days_words(agenda.asked)}"]
    if understood.said.strip():
        parts.append(f"for “{understood.said.strip()}”")
    if search.need:
        parts.append(f"about {_lower(borough.words.need[search.need].label)}")
    if understood.place is not None:
        within = f"within {within_words(search.within)} of" if search.within else "near"
        within = "in" if understood.place.whole_area else within
        parts.append(f"{within} {understood.place.label}")
    if agenda.venue:
        parts.append(f"at {agenda.venue.shown.name}")
    return " ".join(parts)


def _days_words(days: DaysAsked) -> str:
    """`this week`, `next week`, `today`, `from 30 March to 5 April 2026`, `on Tuesday 17 March`."""
    if days.when:
        return "this weekend" if days.when == "weekend" else days.when
    if not days.is_week:
        is_this_year = days.first.year == days.today.year
        return f"on {date_words(days.first) if is_this_year else full_date(days.first)}"
    if days.is_this_week:
        return "this week"
    if days.first == week_of(days.today, days.today).first + timedelta(days=7):
        return "next week"
    first, last = days.first, days.last
    begins = f"{first.day} {first:%B}" + (f" {first.year}" if first.year != last.year else "")
    return f"from {begins} to {long_date(last)}"


def _lower(label: str) -> str:
    return label[0].lower() + label[1:]


def _count(total: int) -> str:
    return "1 thing on" if total == 1 else f"{total:,} things on"


def _choices(search: Search, asked: Asked) -> tuple[WeekLink, ...]:
    first, days, today = _first_page(search), asked.days, asked.days.today
    this_week = week_of(today, today)
    named = (
        ("Today", DaysAsked(today, today, today, "today")),
        ("Tomorrow", DaysAsked(today, today, today, "tomorrow")),
        ("Weekend", DaysAsked(today, today, today, "weekend")),
        ("This week", this_week),
    )
    return tuple(
        WeekLink(
            label,
            address_on(first, replace(asked, days=each)),
            days.is_this_week if each is this_week else bool(each.when) and days.when == each.when,
        )
        for label, each in named
    )


def _week(search: Search, asked: Asked, weeks: int, label: str) -> WeekLink | None:
    days = asked.days
    found = days.week_at(weeks) if days.is_week and days.known else None
    if found is None:
        return None
    return WeekLink(label, address_on(_first_page(search), replace(asked, days=found)))


def _one_day(search: Search, asked: Asked, on: date) -> str:
    day = replace(asked.days, first=on, last=on, when="")
    return address_on(_first_page(search), replace(asked, days=day))


def _page(agenda: Agenda, number: int) -> str:
    if not 1 <= number <= agenda.pages:
        return ""
    asked = Asked(agenda.asked, agenda.venue.id if agenda.venue else "")
    return address_on(replace(agenda.answer.search, page=number), asked)


def _first_page(search: Search) -> Search:
    return replace(search, page=1, per_page=PER_PAGE)


def _notes(agenda: Agenda) -> tuple[str, ...]:
    notes = []
    if not agenda.fits_it_all and agenda.total:
        notes.append(SOME_OF_IT)
    if any(day.left_out for day in agenda.days):
        notes.append(
            f"There are {agenda.total:,} things on. Each day here shows the first of them: choose "
            "a day, or narrow it by subject or place."
        )
    return tuple(notes)


def _nothing(days: DaysAsked) -> str:
    """What to say in place of days of which nothing is listed because of when they are."""
    if days.is_beyond:
        return (
            f"We do not know so far ahead yet. We list what is on until "
            f"{long_date(days.known_until)}."
        )
    if days.is_past:
        return "This week is over." if days.is_week else "This day is over."
    return ""


def views_on(search: Search, asked: Asked) -> Views:
    """The addresses of a question on some days as a list and on the map."""
    first = _first_page(search)
    return Views(
        address_on(replace(first, view="list"), asked),
        address_on(replace(first, view="map"), asked),
    )


def paper_links(asked: Asked) -> tuple[WeekLink, ...]:
    """The week of a hub on one page to print, for each size of paper."""
    return tuple(
        WeekLink(size, address_on(Search(), asked, PAPER_PATH) + f"&size={size}")
        for size in PAPER_SIZES
    )
