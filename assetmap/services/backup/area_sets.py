"""The sets of areas in open formats, each as a file that `assetmap areas import` takes again."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from assetmap.domain.areas.area_set import Area, AreaForm, AreaSet
from assetmap.exchange.csv_files import write_table
from assetmap.exchange.zip_files import Entry
from assetmap.services.context import Context
from assetmap.storage.tables import AREAS

_CONTACT = ("role", "phone", "email", "text")


def area_sets(context: Context) -> Iterator[Entry]:
    """A file for each set, and one that says from when each counts; nothing without any."""
    sets = context.areas.sets()
    if not sets:
        return
    heads = ("set", "name", "kind", "from", "until", "source", "licence")
    lines = [(each.id, each.name, each.kind.value, *_days(each)) for each in sets]
    yield "areas/sets.csv", "".join(write_table(heads, lines))
    for each in sets:
        areas = context.store.find(AREAS, set_id=each.id)
        if each.form is AreaForm.SHAPES:
            yield f"areas/{each.id}.geojson", _geojson(areas)
        else:
            yield f"areas/{each.id}.csv", _csv(each, areas)


def _days(area_set: AreaSet) -> tuple[str, ...]:
    until = area_set.valid_until.isoformat() if area_set.valid_until else ""
    return area_set.valid_from.isoformat(), until, area_set.source, area_set.licence


def _geojson(areas: Sequence[Area]) -> str:
    import shapely  # slow import

    features = [
        {
            "type": "Feature",
            "properties": {"name": each.name, "code": each.code, **_contact(each)},
            "geometry": json.loads(shapely.to_geojson(shapely.from_wkb(each.shape))),
        }
        for each in areas
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, ensure_ascii=False) + "\n"


def _csv(area_set: AreaSet, areas: Sequence[Area]) -> str:
    """A row for each postcode or ward; whom to ask stands in the first row of an area."""
    is_wards = area_set.form is AreaForm.WARDS
    heads = ("ward", "patch", "patch code") if is_wards else ("postcode", "name", "code")
    rows = []
    for each in areas:
        contact = tuple(_contact(each).values())
        for number, member in enumerate(each.parts if is_wards else each.postcodes):
            rest = contact if not number else ("",) * len(contact)
            rows.append((member, each.name, each.code, *rest))
    return "".join(write_table((*heads, *_CONTACT), rows))


def _contact(area: Area) -> dict[str, str]:
    return {name: getattr(area.contact, name) for name in _CONTACT}
