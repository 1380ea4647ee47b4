"""The answer of a question as a printed map, in words: numbered points, and the list of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from markupsafe import Markup

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.needs import without_past_needs
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Box
from assetmap.domain.search.results import Hit
from assetmap.domain.text import one_line
from assetmap.domain.times.schedule_words import usual_lines
from assetmap.domain.times.school_terms import SchoolTerms, is_on_holiday
from assetmap.pdf.qr_code import qr_code
from assetmap.services.search.selection import Selection
from assetmap.static_map.background import Background
from assetmap.static_map.numbered_map import MapSize, numbered_map
from assetmap.static_map.numbering import Numbered, number_listings
from assetmap.web.formatting import long_date
from assetmap.web.framework.query import address
from assetmap.web.presenters.cards import NO_TIMES, address_words, notice_words
from assetmap.web.search.question_words import question_words

SIZES = ("A4", "A3")
ORIENTATIONS = ("portrait", "landscape")
LETTERS = ("normal", "large")
MOST = 100  # listings on one map: more numbers than that nobody finds
# Entries that may fit below or beside a map on one side of paper.
_FEW = {
    ("A4", "portrait"): 10,
    ("A3", "portrait"): 20,
    ("A4", "landscape"): 7,
    ("A3", "landscape"): 9,
}
# How much of the height a map takes that is as wide as the paper: the heading needs the rest.
_HIGH = {
    ("A4", "normal"): 0.77,
    ("A3", "normal"): 0.8,
    ("A4", "large"): 0.56,
    ("A3", "large"): 0.66,
}
_WITH_SUMMARY = 30  # entries: a longer list says of each only what one needs to go there
# Millimetres inside the margins, upright.
_PAPER = {"A4": (190.0, 277.0), "A3": (271.0, 394.0)}
_FIGURES = {
    ("A4", "normal"): 3.4,
    ("A4", "large"): 5.2,
    ("A3", "normal"): 4.2,
    ("A3", "large"): 6.5,
}
_AROUND = 0.05  # degrees around the borough's own points that the map may still show


@dataclass(frozen=True)
class PaperKind:
    """How a map is printed."""

    size: str = "A4"  # one of SIZES
    orientation: str = "portrait"  # one of ORIENTATIONS
    letters: str = "normal"  # one of LETTERS


@dataclass(frozen=True)
class MapLine:
    """One listing in the list; `number` is empty where the map has no point of it."""

    number: str
    name: str
    notice: str
    summary: str
    times: tuple[str, ...]
    where: str
    cost: str
    phone: str


@dataclass(frozen=True)
class MapPaper:
    """A printed map. `layout` says where the list stands: `below` the map, or `beside` it."""

    title: str
    drawn: Markup  # SVG
    lines: tuple[MapLine, ...]
    unplaced: tuple[MapLine, ...]
    further: tuple[MapLine, ...]  # beyond the edge of the map
    has_rings: bool
    left_out: str  # that there are more; usually empty
    printed_on: str
    thanks: str  # whose shapes the map is drawn from
    address: str  # as somebody types it
    square: Markup  # SVG
    kind: PaperKind
    layout: str = "below"


@dataclass(frozen=True)
class _Shown:
    """The listings of a map, parted."""

    numbered: Numbered
    further: tuple[PublicListing, ...]
    unplaced: tuple[PublicListing, ...]
    left_out: int


def map_papers(
    selection: Selection,
    background: Background,
    borough: Borough,
    days: tuple[date, SchoolTerms],
    site: str,
    kind: PaperKind,
) -> Iterator[MapPaper]:
    """The layouts of the paper, the one with the most room for the map first: for
    `make_one_page_pdf`. `days` are today and the school terms, `site` the site's own address.
    """
    shown = _shown(selection)
    said = question_words(selection.search, selection.snapshot.choices)
    title = said[:1].upper() + said[1:] or f"Everything in the {borough.title}"
    where = address(replace(selection.search, page=1, view="list"), f"{site}/find")
    count = len(shown.numbered.listings) + len(shown.further) + len(shown.unplaced)
    line = _Lines(*days, with_summary=count <= _WITH_SUMMARY)
    paper = MapPaper(
        title=title,
        drawn=Markup(),
        lines=line.each(shown.numbered.listings, numbered=True),
        unplaced=line.each(shown.unplaced),
        further=line.each(shown.further),
        has_rings=any(spot.near for spot in shown.numbered.spots),
        left_out=_left_out(count, shown.left_out),
        printed_on=f"Printed {long_date(days[0])}",
        thanks=background.attribution,
        address=where.partition("://")[2],
        square=Markup(qr_code(where, f"Square code that opens {where}")),  # noqa: S704 - ours
        kind=kind,
    )
    for layout, sides in _layouts(kind, count):
        size = MapSize(*sides, _FIGURES[kind.size, kind.letters])
        svg = numbered_map(
            background, shown.numbered.spots, size, f"Map: {title}. The list says all"
        )
        yield replace(paper, layout=layout, drawn=Markup(svg))  # noqa: S704 - texts escaped there


def _layouts(kind: PaperKind, count: int) -> Iterator[tuple[str, tuple[float, float]]]:
    """Where the list stands, and the map's sides in millimetres."""
    short, long = _PAPER[kind.size]
    high = _HIGH[kind.size, kind.letters]
    few = _FEW[kind.size, kind.orientation]
    is_few = count <= (few / 2 if kind.letters == "large" else few)
    if kind.orientation == "landscape":
        if is_few:
            yield "beside", (long * 0.6, short * (high - 0.06))
        yield "below", (long, short * high)
        return
    yield "below", (short, long * 0.52)
    if is_few:
        yield "below", (short, long * 0.4)


def _shown(selection: Selection) -> _Shown:
    """The first MOST listings of the answer, best first, parted by where the map has them."""
    chosen = selection.order.tolist()[:MOST]
    rows, outside = selection.snapshot.rows, selection.snapshot.outside
    placed = [n for n in chosen if rows[n].listing.point is not None]
    own = [n for n in placed if not outside[n]] or placed
    box = _box([rows[n].listing for n in own])
    on_map = [n for n in placed if box and _holds(box, rows[n].listing)]
    beyond = [n for n in placed if n not in set(on_map)]
    place = selection.location.place
    start = place.point if place and not place.whole_area else None
    return _Shown(
        number_listings((rows[n].listing for n in on_map), start),
        tuple(rows[n].listing for n in beyond),
        tuple(rows[n].listing for n in chosen if rows[n].listing.point is None),
        len(selection.order) - len(chosen),
    )


def _box(listings: Sequence[PublicListing]) -> Box | None:
    points = [each.point for each in listings if each.point]
    if not points:
        return None
    lats, lons = np.array([p.lat for p in points]), np.array([p.lon for p in points])
    south, north = lats.min() - _AROUND, lats.max() + _AROUND
    return Box(lons.min() - _AROUND, south, lons.max() + _AROUND, north)


def _holds(box: Box, listing: PublicListing) -> bool:
    point = listing.point
    assert point is not None
    return box.south <= point.lat <= box.north and box.west <= point.lon <= box.east


def _left_out(count: int, more: int) -> str:
    if not more:
        return ""
    return (
        f"This map has the first {count:,} of {count + more:,}. To see the others, ask for less "
        "at once: one town, one subject or one day."
    )


@dataclass(frozen=True)
class _Lines:
    """Writes listings for paper: usual times, which hold for longer than the next date."""

    today: date
    terms: SchoolTerms
    with_summary: bool

    def each(
        self, listings: Sequence[PublicListing], *, numbered: bool = False
    ) -> tuple[MapLine, ...]:
        """A line for each of them."""
        return tuple(
            self._line(each, str(number) if numbered else "")
            for number, each in enumerate(listings, 1)
        )

    def _line(self, listing: PublicListing, number: str) -> MapLine:
        shown = without_past_needs(listing.shown, self.today)
        on_holiday = is_on_holiday(shown.schedule.terms, self.terms, self.today)
        return MapLine(
            number=number,
            name=one_line(shown.name),
            notice=notice_words(Hit(listing, is_on_holiday=on_holiday), self.today),
            summary=shown.summary if self.with_summary else "",
            times=tuple(usual_lines(shown.schedule)) or (NO_TIMES,),
            where=address_words(shown),
            cost=shown.cost.words if shown.cost.text.strip() else "",
            phone=shown.public.phone,
        )
