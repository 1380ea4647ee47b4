"""Sets of areas go out as files that come in again."""

from pathlib import Path

import pytest

from assetmap.domain.areas.area_file import AreaColumns
from assetmap.domain.areas.area_set import AreaKind
from assetmap.exchange.area_tables import read_area_table
from assetmap.places.area_maps import read_area_map
from assetmap.services.areas.importing import import_areas
from assetmap.services.backup.area_sets import area_sets
from assetmap.services.context import Context
from assetmap.storage.tables import AREAS
from tests.area_files import BY, terms, two_patches
from tests.conftest import ContextMaker
from tests.services.areas.test_importing import postcodes


@pytest.fixture
def context(make_context: ContextMaker, tmp_path: Path) -> Context:
    context = make_context()
    two_patches(context, tmp_path)
    import_areas(context, BY, postcodes("RM187TB", "RM176SL"), terms("By postcode"))
    return context


def test_what_went_out_comes_in_the_same(context: Context, tmp_path: Path) -> None:
    written = {name: str(text) for name, text in area_sets(context)}
    assert list(written) == [
        *("areas/sets.csv", "areas/patches.csv", "areas/by-postcode.csv", "areas/wards.geojson"),
    ]
    assert written["areas/sets.csv"].splitlines()[:2] == [
        "set,name,kind,from,until,source,licence",
        "patches,Patches,patch,2025-05-07,,,",
    ]
    for name, kind in (("wards", AreaKind.WARD), ("by-postcode", AreaKind.WARD)):
        before = context.store.find(AREAS, set_id=name)
        ending = "geojson" if name == "wards" else "csv"
        path = tmp_path / f"{name}.{ending}"
        path.write_text(written[f"areas/{path.name}"], encoding="utf-8")
        read = read_area_map if ending == "geojson" else read_area_table
        file = read(path, AreaColumns())
        report = import_areas(
            context, BY, file, terms(name.replace("-", " "), kind=kind, replace=True)
        )
        assert report.replaced
        assert context.store.find(AREAS, set_id=name) == before
    rows = written["areas/patches.csv"].splitlines()
    assert rows[:2] == [
        "ward,patch,patch code,role,phone,email,text",
        "W1,West patch,west-patch,,01632 960111,west@example.org,",
    ]


def test_without_sets_there_is_nothing(make_context: ContextMaker) -> None:
    assert list(area_sets(make_context())) == []
