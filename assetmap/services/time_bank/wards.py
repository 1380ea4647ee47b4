"""The borough's wards as the time bank names them, and where their middle is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assetmap.domain.areas.area_set import Area, AreaKind
from assetmap.domain.place import Point, parse_postcode
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context


@dataclass(frozen=True)
class WardNames:
    """The wards of today by their code, and what an offer's area is called in each."""

    wards: Mapping[str, Area]
    called: Mapping[str, str]


def current_wards(context: Context) -> OpenedSet | None:
    """The wards that count today; None where the borough has given none."""
    return context.areas.current(AreaKind.WARD, context.clock.today())


def ward_of(context: Context, postcode: str) -> str:
    """The code of the ward of today; empty without one, and outside the borough."""
    read = parse_postcode(postcode)
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    place = context.gazetteer.find(str(read)) if read and wards else None
    area = wards.area_at(place) if wards and place else None
    return area.code if area else ""


def ward_titles(context: Context) -> dict[str, str]:
    """The names of the wards of today, by code; none where the borough has given none."""
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    areas = sorted(wards.areas, key=lambda each: each.name) if wards else ()
    return {each.code: each.name for each in areas}


def ward_names(context: Context) -> WardNames:
    """What each ward is called: by its own name where a search finds it by that, else by the town
    in it. Nothing where the borough has no wards.
    """
    found = current_wards(context)
    areas = found.by_code if found else {}
    return WardNames(areas, {code: _called(context, area) for code, area in areas.items()})


def middle_of(context: Context, area: Area) -> Point | None:
    """A point in the middle of an area, by its shape or its postcodes; None when it has neither."""
    import shapely  # slow import

    if area.shape:
        middle = shapely.from_wkb(area.shape).representative_point()
        return Point(middle.y, middle.x)
    read = filter(None, map(parse_postcode, area.postcodes))
    points = [each.point for each in map(context.postcodes.locate, read) if each]
    return _mean(points) if points else None


def _called(context: Context, area: Area) -> str:
    named = context.gazetteer.places_in(area.name)
    if named and not any(each.whole_area for each in named):
        return area.name
    middle = middle_of(context, area)
    return (context.gazetteer.nearest_place(middle) if middle else "") or area.name


def _mean(points: Iterable[Point]) -> Point:
    every = list(points)
    lat, lon = (sum(getattr(each, side) for each in every) for side in ("lat", "lon"))
    return Point(lat / len(every), lon / len(every))
