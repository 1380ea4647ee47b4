"""What `/time-bank` says: the time bank in plain words, with counts that tell of nobody."""

from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind
from assetmap.domain.time_bank.figures import EXCHANGED, PEOPLE, Definition
from assetmap.domain.time_bank.hours import in_long_words
from assetmap.places.area_picture import WIDTH, AreaPicture
from assetmap.services.time_bank.overview import AreaCount, Overview
from assetmap.web.framework.query import link_to
from assetmap.web.time_bank.figure_labels import figure_words

_MARGIN = 24.0  # for the half of a marker on the edge
_BELOW = 24.0  # more, for its name
_SMALL, _BIG = 15.0, 25.0  # radius of a marker, by its count
_MANY = 20.0
_KIND = str(Kind.TIME_BANK_OFFER)


@dataclass(frozen=True)
class Counted:
    """Something to choose: its name, how many offers, and where they are listed."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Marker:
    """A circle in the middle of a ward: where, how large, and what stands in and beneath it."""

    x: float
    y: float
    radius: float
    count: int
    label: str


@dataclass(frozen=True)
class WardMap:
    """A drawing of the wards with a marker for each that is named. `said` is the same in words."""

    box: str
    paths: tuple[str, ...]
    markers: tuple[Marker, ...]
    said: str


@dataclass(frozen=True)
class Fact:
    """One figure, and what it means."""

    value: str
    label: str
    means: str


@dataclass(frozen=True)
class TimeBankPage:
    """`/time-bank`: what it is, what people offer and where, what it does, how to join."""

    title: str
    name: str
    phone: str
    hours: str  # when somebody answers; empty where the number is the broker's own
    email: str
    total: int
    all_url: str
    areas: tuple[Counted, ...]
    elsewhere: int
    elsewhere_label: str
    subjects: tuple[Counted, ...]
    map: WardMap | None
    facts: tuple[Fact, ...]
    youngest: int
    welcome: str
    insurance: str
    pot: str


def time_bank_page(found: Overview, borough: Borough, ground: AreaPicture | None) -> TimeBankPage:
    """The page of a borough's time bank."""
    rules, line = borough.time_bank, borough.help
    name = borough.time_bank_name
    return TimeBankPage(
        title=name,
        name=name,
        phone=rules.phone or line.phone,
        hours="" if rules.phone else line.hours,
        email=rules.email or line.email,
        total=found.total,
        all_url=link_to({"kind": _KIND}),
        areas=tuple(_area(each) for each in found.areas),
        elsewhere=found.elsewhere,
        elsewhere_label=f"Elsewhere in {borough.name}" if found.areas else f"In {borough.name}",
        subjects=tuple(
            Counted(each.label, each.count, link_to({"kind": _KIND, "category": each.slug}))
            for each in found.subjects
        ),
        map=_map(found, ground, borough) if ground and found.areas else None,
        facts=_facts(found),
        youngest=rules.youngest,
        welcome=in_long_words(rules.welcome) if rules.welcome else "",
        insurance=rules.insurance,
        pot=borough.pot_name,
    )


def _area(area: AreaCount) -> Counted:
    url = link_to({"kind": _KIND, "ward": area.ward.code})
    return Counted(area.ward.name, area.count, url)


def _map(found: Overview, ground: AreaPicture, borough: Borough) -> WardMap:
    markers = tuple(_marker(each, ground) for each in found.areas if each.middle)
    said = ", ".join(f"{each.label} {each.count}" for each in markers)
    rest = f", elsewhere in {borough.name} {found.elsewhere}" if found.elsewhere else ""
    wide, high = WIDTH + 2 * _MARGIN, ground.height + 2 * _MARGIN + _BELOW
    return WardMap(
        f"{-_MARGIN:g} {-_MARGIN:g} {wide:.0f} {high:.0f}",
        tuple(each.path for each in ground.outlines),
        markers,
        f"Map of offers by area: {said}{rest}.",
    )


def _marker(area: AreaCount, ground: AreaPicture) -> Marker:
    assert area.middle is not None
    x, y = ground.place(area.middle)
    radius = _SMALL + (_BIG - _SMALL) * min(1.0, area.count / _MANY)
    return Marker(round(x, 1), round(y, 1), round(radius, 1), area.count, area.ward.name)


def _facts(found: Overview) -> tuple[Fact, ...]:
    """Hours, those brought forward, exchanges, and who is active; nothing to begin with."""
    values = found.figures.values
    if not values["exchanged"] and not values["earlier"]:
        return ()
    wanted = {"exchanged", "exchanges", "active_some"}
    if values["earlier"]:
        wanted.add("earlier")
    return tuple(
        Fact(_value(each, found), _label(each), each.means)
        for each in (*EXCHANGED, *PEOPLE)
        if each.key in wanted
    )


def _value(definition: Definition, found: Overview) -> str:
    words = figure_words(definition, found.figures)
    return words.removesuffix(" h") if words.endswith(" h") else words


def _label(definition: Definition) -> str:
    return {
        "exchanged": "Hours exchanged",
        "earlier": "Hours brought forward",
        "exchanges": "Exchanges",
        "active_some": "Members active in 90 days",
    }[definition.key]
