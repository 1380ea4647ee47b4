"""The ward that a postcode lies in: found, never typed."""

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.place import parse_postcode
from assetmap.services.context import Context


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
