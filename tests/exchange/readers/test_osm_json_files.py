"""OpenStreetMap's data as Overpass gives it: what has tags is a row, wherever its place stands."""

import json
from typing import Any

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.files import read_listings
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.osm_json_files import is_osm_json, osm_json_table
from tests.exchange.readers.maps import dicts

LICENCE = "The data is OpenStreetMap's: say “© OpenStreetMap contributors” where you show it."
NODES = [
    {"type": "node", "id": at, "lat": lat, "lon": lon}
    for at, (lat, lon) in enumerate([(51.0, 0.0), (51.0, 1.0), (52.0, 1.0), (52.0, 0.0)], start=1)
]


def tagged(kind: str, number: int, **members: Any) -> dict[str, Any]:
    return {"type": kind, "id": number, "tags": {"name": f"{kind} {number}"}, **members}


def document(*elements: Any) -> dict[str, Any]:
    return {"version": 0.6, "generator": "Overpass API", "elements": [*NODES, *elements]}


def spots(*elements: Any) -> list[tuple[float, float]]:
    rows = osm_json_table(document(*elements), False).rows
    return [(row.spot.x, row.spot.y) for row in rows if row.spot and not row.spot.reason]


def test_tags_are_columns_and_bare_points_no_rows() -> None:
    club = {"name": "Quay Club", "amenity": "community_centre", "addr:postcode": "RM18 7TB"}
    node = {"type": "node", "id": 9, "lat": 51.4, "lon": 0.3, "tags": club}
    relation = {"type": "relation", "id": 8, "tags": {"name": "No place"}, "members": []}
    table = osm_json_table(document(node, relation), False)
    assert dicts(table) == [club, {"name": "No place"}]
    assert [row.feature_id for row in table.rows] == ["node/9", "relation/8"]
    assert [row.only_address for row in table.rows] == [False, True]
    assert table.notes == ("2 elements: 1 point, 1 without a place.", LICENCE)


POINTS = [{"lat": 51.0, "lon": 0.0}, {"lat": 51.0, "lon": 1.0}, {"lat": 51.0, "lon": 2.0}]


@pytest.mark.parametrize(
    ("element", "spot"),
    [
        (tagged("node", 9, lat=51.4, lon=0.3), (0.3, 51.4)),
        (tagged("way", 9, center={"lat": 51.4, "lon": 0.3}, nodes=[1, 2]), (0.3, 51.4)),
        (tagged("way", 9, geometry=[*POINTS, None]), (1.0, 51.0)),
        (tagged("way", 9, nodes=[1, 2, 3, 4, 1]), (0.5, 51.5)),
        (tagged("way", 9, nodes=[1, 77]), (0.0, 51.0)),
        (tagged("relation", 9, center={"lat": 51.4, "lon": 0.3}), (0.3, 51.4)),
        (
            tagged("relation", 9, members=[{"type": "way", "ref": 7, "geometry": POINTS}]),
            (1.0, 51.0),
        ),
        (tagged("relation", 9, members=[{"type": "node", "ref": 2}]), (1.0, 51.0)),
        (tagged("relation", 9, members=[{"type": "node", "lat": 51, "lon": 1}, "x"]), (1.0, 51.0)),
    ],
)
def test_a_place_is_taken_from_wherever_it_stands(
    element: dict[str, Any], spot: tuple[float, float]
) -> None:
    assert spots(element) == [spot]


def test_it_is_read_as_listings(words: Vocabulary) -> None:
    tags = {
        "name": "Quay Library",
        "amenity": "library",
        "addr:street": "Dock Road",
        "addr:housenumber": "1",
        "addr:city": "Tilbury",
        "addr:postcode": "RM18 7TB",
        "contact:phone": "+44 1632 960101",
        "opening_hours": "Mo-Fr 09:00-17:00",
        "wheelchair": "yes",
    }
    data = json.dumps(document({"type": "node", "id": 9, "lat": 51.4, "lon": 0.3, "tags": tags}))
    for name in ("osm.json", "osm.geojson"):
        (incoming,) = read_listings(name, data.encode(), words).rows
        listing = incoming.listing
        assert (listing.name, listing.source_id, listing.where.address) == (
            *("Quay Library", "node/9", "1 Dock Road"),
        )
        assert (listing.where.place, listing.access) == ("Tilbury", ("step-free",))
        assert listing.public.phone == "+44 1632 960101"
        assert len(listing.schedule.rules) == 5


def test_a_file_without_tags_says_how_to_get_them() -> None:
    with pytest.raises(BadFile, match=r"Nothing in the file has tags.* end in “out center;”\."):
        osm_json_table(document(), False)


def test_other_documents_are_not_taken_for_it() -> None:
    assert is_osm_json({"osm3s": {}, "elements": []})
    assert is_osm_json({"elements": [{"type": "way", "id": 1}]})
    assert not is_osm_json({"elements": [{"type": "book"}]})
    assert not is_osm_json({"elements": {}})
    assert not is_osm_json({"version": 1})


@pytest.mark.parametrize(
    "element",
    [
        {"type": "node", "tags": {"name": "A"}, "lat": "x", "lon": None},
        {"type": "way", "id": [], "tags": {"name": "A"}, "nodes": [[], {}, None]},
        {"type": "relation", "id": 1, "tags": {"name": "A"}, "members": {"type": "way"}},
        {
            "type": "relation",
            "id": 1,
            "tags": {"name": "A"},
            "members": [{"ref": {}, "geometry": 5}],
        },
    ],
)
def test_odd_elements_break_nothing(element: dict[str, Any]) -> None:
    (row,) = osm_json_table(document(element), False).rows
    assert row.cells == ("A",)
