"""Where the street map comes from, and how to have it otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.basemap import OSM_TILES, Basemap
from assetmap.domain.borough.drawn_map import DrawnMap, Shape
from assetmap.services.admin.street_map import drawn_map_words, street_map_words
from tests.conftest import ContextMaker

SEE = "See ASSETMAP_BASEMAP in docs/settings.md."
OFF = f"To switch it off, set ASSETMAP_BASEMAP to none. {SEE}"


@pytest.mark.parametrize(
    ("basemap", "says"),
    [
        (
            Basemap(),
            "off. Maps are drawn from postcodes. To switch one on, set ASSETMAP_BASEMAP to osm, to "
            "mbtiles:FILE or to the address of a tile service, and start the server again. " + SEE,
        ),
        (
            Basemap(OSM_TILES),
            f"from OpenStreetMap, whose servers visitors' browsers ask. {OFF}",
        ),
        (
            Basemap("https://tiles.example.org/{z}/{x}/{y}.png"),
            f"from tiles.example.org, which visitors' browsers ask. {OFF}",
        ),
        (Basemap("/tiles/{z}/{x}/{y}", mbtiles=Path("/a/b.mbtiles")), f"from /a/b.mbtiles. {OFF}"),
    ],
)
def test_street_map_is_said_and_how_to_switch_it(
    make_context: ContextMaker, basemap: Basemap, says: str
) -> None:
    context = make_context()
    context.config = replace(context.config, basemap=basemap)
    assert street_map_words(context) == says


def test_drawn_map_says_what_it_has(make_context: ContextMaker) -> None:
    context, shape = make_context(), Shape((((0.2, 51.4), (0.3, 51.5)),), is_line=True)
    assert drawn_map_words(context) == (
        "an edge guessed from postcodes, no water. To give it edge and water, add map.geojson to "
        "borough/."
    )
    context.borough = replace(context.borough, drawn_map=DrawnMap((shape,), (shape,)))
    assert drawn_map_words(context) == "the borough's own edge, its water."
