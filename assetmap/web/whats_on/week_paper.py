"""A hub's week on one page of paper: days side by side where they fit, else one below the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from flask import render_template
from markupsafe import Markup

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.agenda import Agenda, AgendaDay
from assetmap.domain.search.query import Search
from assetmap.domain.times.schedule_words import date_words, rule_lines
from assetmap.paths import STATIC
from assetmap.pdf.document import make_one_page_pdf
from assetmap.pdf.qr_code import qr_code
from assetmap.web.formatting import long_date
from assetmap.web.presenters.occurrence_cards import daily_card_of, day_of
from assetmap.web.presenters.occurrence_pages import PAPER_SIZES, OccurrenceCard, OccurrenceDay
from assetmap.web.whats_on.whats_on_page import Asked, address_on

_SHEETS = (STATIC / "css/whats_on/week-paper.css",)
# How it is laid out, roomiest first, with the size of the letters (see week-paper.css).
_LAYOUTS = (
    ("columns", "biggest"),
    *(("columns", "big"), ("columns", "middling"), ("list", "big"), ("list", "middling")),
    *(("list", "small"), ("columns", "small"), ("list", "least")),
)


@dataclass(frozen=True)
class WeekPaper:
    """A hub's week as it is printed."""

    title: str
    hub: str
    where: str
    week: str  # `Monday 16 March to Sunday 22 March 2026`
    days: tuple[OccurrenceDay, ...]
    every_day: tuple[OccurrenceCard, ...]
    printed_on: str
    address: str  # as somebody types it
    square: str  # SVG
    phone: str  # the hub's own number; empty when there is none
    hours: tuple[str, ...]  # when its door is open: `Monday to Friday, 9am to 4pm`
    size: str  # one of PAPER_SIZES
    layout: str = "columns"
    letters: str = "big"


def week_pdf(agenda: Agenda, borough: Borough, now: datetime, site: str, size: str) -> bytes:
    """The week of `agenda.venue` as a PDF on one page of paper of a size, all of it; over more than
    one only where the smallest letters do not fit on it. Raises NoPdf or Busy.
    """
    paper = week_paper(agenda, borough, now, site, size)
    return make_one_page_pdf(_laid_out(paper), _SHEETS, site)


def _laid_out(paper: WeekPaper) -> Iterator[str]:
    for layout, letters in _LAYOUTS:
        page = replace(paper, layout=layout, letters=letters)
        yield render_template("whats_on/week_paper.html", page=page)


def week_paper(agenda: Agenda, borough: Borough, now: datetime, site: str, size: str) -> WeekPaper:
    """The week of `agenda.venue` in words."""
    assert agenda.venue is not None
    hub, asked = agenda.venue.shown, Asked(agenda.asked, agenda.venue.id)
    address = site + address_on(Search(), asked)
    first, last = agenda.asked.first, agenda.asked.last
    return WeekPaper(
        title=f"What is on at {hub.name}",
        hub=hub.name,
        where=", ".join(filter(None, (hub.where.address, hub.where.place, hub.where.postcode))),
        week=f"{date_words(first)} to {date_words(last)} {last.year}",
        days=tuple(day_of(_whole(day), borough, now, hub.name) for day in agenda.days),
        every_day=tuple(daily_card_of(each, borough, now, hub.name) for each in agenda.every_day),
        printed_on=f"Printed {long_date(now.date())}",
        address=address.partition("://")[2],
        square=Markup(qr_code(address, f"Square code that opens {address}")),  # noqa: S704 - ours
        phone=hub.public.phone,
        hours=tuple(rule_lines(hub.schedule.opening)),
        size=size if size in PAPER_SIZES else PAPER_SIZES[0],
    )


def _whole(day: AgendaDay) -> AgendaDay:
    """The day with what is over in its place: paper is for the whole week."""
    entries = sorted((*day.over, *day.entries), key=lambda each: each.times[0].start)
    return replace(day, entries=tuple(entries), over=())
