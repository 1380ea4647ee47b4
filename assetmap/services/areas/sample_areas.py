"""The invented wards and patches that come with the program, beside the sample listings."""

from datetime import date

from assetmap.domain.areas.area_file import AreaColumns
from assetmap.domain.areas.area_set import SAMPLE_AREAS, AreaKind
from assetmap.exchange.area_tables import read_area_table
from assetmap.paths import SAMPLE_PATCHES, SAMPLE_WARDS
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import AreaTerms, import_areas, take_out
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.unit_of_work import UnitOfWork

_SINCE = date(2020, 1, 1)  # before any that a borough brings: its own count instead from their day


def load_sample_areas(context: Context, actor: Actor) -> int:
    """Take the sample's sets in unless they are there; gives how many came in. Patches alone are
    left out where the borough has wards of its own.
    """
    sets = context.areas.sets()
    if any(each.is_sample for each in sets) or any(each.kind is AreaKind.WARD for each in sets):
        return 0
    wards = read_area_geojson(SAMPLE_WARDS.read_text(encoding="utf-8"))
    import_areas(context, actor, wards, _terms("Sample wards", AreaKind.WARD))
    if any(each.kind is AreaKind.PATCH for each in sets):
        return 1
    patches = read_area_table(SAMPLE_PATCHES, AreaColumns())
    import_areas(context, actor, patches, _terms("Sample patches", AreaKind.PATCH))
    return 2


def remove_sample_areas(context: Context, uow: UnitOfWork, actor: Actor) -> int:
    """Take the sample's sets out, in a transaction of the caller's; gives how many there were.

    One that the borough's own patches are made of stays.
    """
    sets = context.areas.sets()
    needed = {each.upon for each in sets if not each.is_sample}
    sample = [each for each in sets if each.is_sample and each.id not in needed]
    for each in sample:
        take_out(context, uow, actor, each)
    return len(sample)


def _terms(name: str, kind: AreaKind) -> AreaTerms:
    return AreaTerms(name, kind, _SINCE, source=SAMPLE_AREAS, licence="invented")
