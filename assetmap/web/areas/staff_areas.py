"""`/work/areas`: the sets of areas, and which listings lie in each area, for staff."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for

from assetmap.domain.areas.area_set import Area, AreaForm, AreaSet
from assetmap.domain.people.people import Action, may
from assetmap.services.areas.overview import SetLine, SetOverview, set_lines, set_overview
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

staff_areas = Blueprint("staff_areas", __name__, url_prefix="/work/areas")

_WIDE, _ELSEWHERE = "-wide", "-none"  # no code begins with a hyphen
_FORMS = {
    AreaForm.SHAPES: "drawn on a map",
    AreaForm.POSTCODES: "by postcodes",
    AreaForm.WARDS: "made of wards",
}


@dataclass(frozen=True)
class SetRow:
    """One set of the list."""

    name: str
    url: str
    kind: str
    days: str  # `from 7 May 2026`
    areas: int
    form: str
    origin: str  # its source and licence
    is_current: bool


@dataclass(frozen=True)
class AreasPage:
    """`/work/areas`: every set."""

    title: str
    sets: tuple[SetRow, ...]
    may_add: bool = False


@dataclass(frozen=True)
class AreaRow:
    """One area of a set: how many listings lie in it, and where they are listed."""

    name: str
    code: str
    count: int
    url: str  # empty where there is none
    contact: str = ""
    residents: str = ""


@dataclass(frozen=True)
class PlacedLine:
    """One listing of the area that was chosen."""

    name: str
    url: str
    why: str


@dataclass(frozen=True)
class AreaSetPage:
    """`/work/areas/<set>`: its areas, and the listings of the one that was chosen."""

    title: str
    about: str
    areas: tuple[AreaRow, ...]
    others: tuple[AreaRow, ...]  # borough-wide, and in none
    has_contacts: bool
    residents: str = ""  # the heading of their column; empty where none are known
    residents_url: str = ""  # empty for who may not bring them in
    chosen: str = ""
    listings: tuple[PlacedLine, ...] = ()


def areas_page(lines: tuple[SetLine, ...], may_add: bool) -> AreasPage:
    """The list of sets; `may_add` for somebody who may bring in more."""
    return AreasPage("Wards, patches and other areas", tuple(_row(each) for each in lines), may_add)


def area_set_page(found: SetOverview, chosen: str, may_add: bool = False) -> AreaSetPage:
    """One set; `chosen` is the code of the area whose listings are shown, `may_add` for somebody
    who may say how many people live there.
    """
    here = found.area_set
    placed = {area.code: [(each.listing, each.why.label) for each in p] for area, p in found.areas}
    placed[_WIDE] = [(each, "") for each in found.borough_wide]
    placed[_ELSEWHERE] = [(each, "") for each in found.elsewhere]
    names = {area.code: area.name for area, _ in found.areas}
    names |= {_WIDE: "All of the borough", _ELSEWHERE: "In none of these areas"}

    people = {area.code: area.residents for area, _ in found.areas if area.residents}

    def row(code: str, contact: str = "") -> AreaRow:
        count = len(placed[code])
        url = url_for("staff_areas.one_set", set_id=here.id, area=code) if count else ""
        living = f"{people[code].total:,}" if code in people else "-" * (code in contacts)
        shown = f"{url}#listings" if url else ""
        return AreaRow(names[code], code, count, shown, contact, living)

    contacts = {area.code: area.contact.phone or area.contact.email for area, _ in found.areas}
    return AreaSetPage(
        title=here.name,
        about=f"{here.kind.label}s, {_FORMS[here.form]}. They count {_days(here)}.",
        areas=tuple(row(area.code, contacts[area.code]) for area, _ in found.areas),
        others=(row(_WIDE), row(_ELSEWHERE)),
        has_contacts=any(contacts.values()),
        residents=residents_heading(area for area, _ in found.areas),
        residents_url=url_for("residents_upload.ask", set_id=here.id) if may_add else "",
        chosen=names.get(chosen, ""),
        listings=tuple(
            PlacedLine(each.shown.name, f"/work/listings/{each.id}", why)
            for each, why in placed.get(chosen, ())
        ),
    )


def residents_heading(areas: Iterable[Area]) -> str:
    """`Residents in 2021`, or without a year where it is not the same for all, or not known.

    Empty where no residents are known.
    """
    years = {area.residents.year for area in areas if area.residents}
    if not years:
        return ""
    year = years.pop() if len(years) == 1 else 0
    return f"Residents in {year}" if year else "Residents"


def _row(line: SetLine) -> SetRow:
    each = line.area_set
    return SetRow(
        name=each.name,
        url=url_for("staff_areas.one_set", set_id=each.id),
        kind=each.kind.label,
        days=_days(each),
        areas=each.areas,
        form=_FORMS[each.form],
        origin=", ".join(filter(None, (each.source, each.licence))),
        is_current=line.is_current,
    )


def _days(area_set: AreaSet) -> str:
    until = f" until {long_date(area_set.valid_until)}" if area_set.valid_until else ""
    return f"from {long_date(area_set.valid_from)}{until}"


@staff_areas.get("")
@needs(Action.SEE_NOTES)
def every_set() -> str:
    """Every set of areas, with its days."""
    page = areas_page(set_lines(context()), may(staff(), Action.SET_UP))
    return render_template("areas/areas.html", page=page)


@staff_areas.get("/<set_id>")
@needs(Action.SEE_NOTES)
def one_set(set_id: str) -> str:
    """How many listings lie in each area of a set, and which."""
    may_add = may(staff(), Action.SET_UP)
    page = area_set_page(set_overview(context(), set_id), request.args.get("area", ""), may_add)
    return render_template("areas/area_set.html", page=page)
