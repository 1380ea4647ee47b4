"""A surgery's page and its noticeboard, in words."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask import url_for
from markupsafe import Markup

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.practices import Practice
from assetmap.domain.search.results import Hit
from assetmap.domain.times.schedule_words import usual_lines
from assetmap.pdf.qr_code import qr_code
from assetmap.services.practices.near_practice import NearPractice
from assetmap.web.formatting import long_date
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.covers_box import CoversBox, NearestHub
from assetmap.web.presenters.covers_words import covers_box, hub_of
from assetmap.web.presenters.pages import Card

SIZES = ("A4", "A3")


@dataclass(frozen=True)
class PracticesPage:
    """`/practice/`: the surgeries. `missing` is a code that was asked for and is not there."""

    title: str
    practices: tuple[tuple[Practice, str], ...]  # each and its address
    missing: str = ""


@dataclass(frozen=True)
class PracticePage:
    """`/practice/<code>`: what is near one surgery."""

    title: str
    practice: Practice
    walked: tuple[Card, ...]
    further: tuple[Card, ...]
    covers: CoversBox | None
    hub: NearestHub | None
    papers: tuple[tuple[str, str], ...]  # size and address; none where no PDF can be made
    find_url: str


@dataclass(frozen=True)
class NoticeLine:
    """One thing on the noticeboard."""

    name: str
    summary: str
    times: tuple[str, ...]
    where: str
    cost: str
    phone: str
    checked: str


@dataclass(frozen=True)
class NoticeboardPaper:
    """A surgery's noticeboard as it is printed."""

    title: str
    practice: Practice
    lines: tuple[NoticeLine, ...]
    covers: str
    hub: NearestHub | None
    printed_on: str
    address: str  # as somebody types it
    square: str  # SVG
    size: str  # one of SIZES
    letters: str = "big"


def practices_page(practices: tuple[Practice, ...], missing: str = "") -> PracticesPage:
    """The list of surgeries."""
    title = "We do not have this surgery" if missing else "Doctors’ surgeries"
    links = tuple((each, url_for("practices.show", code=each.code)) for each in practices)
    return PracticesPage(title, links, missing)


def practice_page(
    near: NearPractice, borough: Borough, now: datetime, *, can_print: bool
) -> PracticePage:
    """What is near one surgery."""
    practice = near.practice
    sizes = SIZES if can_print and near.hits else ()
    box = covers_box(near.covers, now)
    return PracticePage(
        title=f"Near {practice.name}",
        practice=practice,
        walked=tuple(card_of(hit, borough, now) for hit in near.walked),
        further=tuple(card_of(hit, borough, now) for hit in near.further),
        covers=replace(box, hub=None) if box else None,
        hub=hub_of(near.hub, now) if near.hub else None,
        papers=tuple(
            (size, url_for("practices.noticeboard", code=practice.code, size=size))
            for size in sizes
        ),
        find_url=url_for("search.find", near=practice.postcode),
    )


def noticeboard_paper(
    near: NearPractice, borough: Borough, now: datetime, site: str, size: str
) -> NoticeboardPaper:
    """The same for the wall of the surgery."""
    address = site + url_for("practices.show", code=near.practice.code)
    box = covers_box(near.covers, now)
    drawn = qr_code(address, f"Square code that opens {address}")
    return NoticeboardPaper(
        title=f"What is on near {near.practice.name}",
        practice=near.practice,
        lines=tuple(_line(hit, borough, now) for hit in near.hits),
        covers=box.line if box else "",
        hub=hub_of(near.hub, now) if near.hub else None,
        printed_on=f"Printed {long_date(now.date())}",
        address=address.partition("://")[2],
        square=Markup(drawn),  # noqa: S704 - drawn by the package; the words are escaped there
        size=size if size in SIZES else SIZES[0],
    )


def _line(hit: Hit, borough: Borough, now: datetime) -> NoticeLine:
    """A listing for paper: its usual times, which hold for longer than the next date."""
    shown, card = hit.listing.shown, card_of(hit, borough, now)
    return NoticeLine(
        name=shown.name,
        summary=shown.summary,
        times=tuple(usual_lines(shown.schedule)) or (card.when,),
        where=", ".join(filter(None, (card.where, card.distance))),
        cost=card.cost,
        phone=shown.public.phone,
        checked=card.checked,
    )
