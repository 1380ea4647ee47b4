import json
from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Kind, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Point
from assetmap.domain.times.schedule import Schedule
from assetmap.exchange.geojson_files import read_geojson, write_geojson
from assetmap.exchange.incoming import BadFile, IncomingFile, Refused
from assetmap.exchange.row_parser import NO_PLACE

SQUARE = [[[-2.3, 53.4], [-2.2, 53.4], [-2.2, 53.5], [-2.3, 53.5], [-2.3, 53.4]]]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    properties = {"name": "Club", "kind": "group", **properties}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(lon: Any, lat: Any) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [lon, lat]}


def read(words: Vocabulary, *features: Any, **members: Any) -> IncomingFile:
    document = {"type": "FeatureCollection", "features": list(features), **members}
    return read_geojson(json.dumps(document).encode(), words)


def read_point(
    words: Vocabulary, geometry: Any, **members: Any
) -> tuple[Point | None, tuple[str, ...]]:
    batch = read(words, feature(geometry), **members)
    assert batch.refused == ()
    return batch.rows[0].listing.where.point, batch.rows[0].notes


def test_a_point_and_its_properties_become_a_listing(words: Vocabulary) -> None:
    batch = read(
        words,
        feature(
            point(
                0.36,
                51.46,
            ),
            TITLE="x",
            Categories=["meet", "create"],
            min_age=18.0,
            when=["Tue 10:00-12:00"],
            details={"a": 1},
            cost=None,
            max_age=float("nan"),
        ),
    )
    (incoming,) = batch.rows
    assert incoming.listing.categories == ("meet", "create")
    assert (incoming.listing.min_age, incoming.listing.max_age) == (18, None)
    assert incoming.listing.schedule.rules
    assert incoming.listing.where == Where(Precision.VENUE, point=Point(51.46, 0.36))
    assert incoming.notes == (
        "“details” holds more than a text, so we left it out.",
        "“TITLE” was not used, because another column gives the same thing: “x”.",
    )
    assert batch.unused_columns == ("details",)


def test_an_area_becomes_a_point_inside_and_a_name_is_found(words: Vocabulary) -> None:
    church = {
        "type": "Feature",
        "properties": {
            "ID": "18F1913B",
            "DISTNAME": "Gorse Hill Methodist Church",
            "CLASSIFICA": "Place Of Worship",
            "FEATCODE": 15025,
            "area_name": "Trafford",
        },
        "geometry": {"type": "Polygon", "coordinates": SQUARE},
    }
    batch = read(words, church)
    (incoming,) = batch.rows
    assert incoming.listing == Listing(
        id="",
        kind=Kind.SERVICE,
        name="Gorse Hill Methodist Church",
        where=Where(Precision.VENUE, place="Trafford", point=Point(53.45, -2.25)),
        source_id="18F1913B",
    )
    assert incoming.notes[0] == "We took a point inside its shape."
    assert batch.notes == ("We took the name from “DISTNAME”.",)
    assert batch.unused_columns == ("CLASSIFICA", "FEATCODE")


def test_other_shapes_become_one_point(words: Vocabulary) -> None:
    line = {"type": "LineString", "coordinates": [[0.1, 51.4], [0.2, 51.4], [0.3, 51.4]]}
    assert read_point(words, line)[0] == Point(51.4, 0.2)
    several = {"type": "MultiPoint", "coordinates": [[0.1, 51.4], [0.2, 51.5]]}
    assert read_point(words, several) == (
        Point(51.4, 0.1),
        ("It has several points; we took the first.",),
    )
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 51], [1, 52], [1, 51], [0, 52], [0, 51]]]}
    assert read_point(words, bow_tie)[1] == (
        "Its shape crosses itself; we mended it and took a point inside.",
    )
    collection = {"type": "GeometryCollection", "geometries": [point(0.1, 51.4)]}
    assert read_point(words, collection)[0] == Point(51.4, 0.1)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (point("0.36", "51.46"), "its coordinates are not all numbers"),
        (point(float("nan"), 51.46), "its coordinates are not all plain numbers"),
        (point(float("inf"), 51.46), "its coordinates are not all plain numbers"),
        (point(10**400, 51.46), "its coordinates are not all plain numbers"),
        (point(True, 51.46), "its coordinates are not all numbers"),
        (point(0, 0), "lat and lon are both 0, which is in the sea"),
        (point(51.46, 0.36), "its lat and lon look as if they were the wrong way round"),
        ({"type": "Point", "coordinates": []}, "its point is not two numbers"),
        ({"type": "Point"}, "its point is not two numbers"),
        ({"type": "Polygon", "coordinates": [[[0, 51]]]}, "its shape cannot be read"),
        ({"type": "Polygon", "coordinates": []}, "its shape is empty"),
        ({"type": "Circle", "coordinates": [1, 2]}, "its shape cannot be read"),
        ({"type": "Polygon", "coordinates": {}}, "its coordinates are not all numbers"),
        ([1, 2], "its geometry is not GeoJSON"),
    ],
)
def test_a_shape_that_is_wrong_costs_only_its_feature(
    words: Vocabulary, geometry: Any, reason: str
) -> None:
    batch = read(words, feature(geometry), feature(point(0.36, 51.46), name="Good"))
    assert batch.refused == (Refused(1, "Club", reason),)
    assert [incoming.listing.name for incoming in batch.rows] == ["Good"]


def test_no_shape_will_do_when_there_is_a_place_or_an_area(words: Vocabulary) -> None:
    batch = read(
        words,
        feature(None, postcode="RM18 7TB"),
        feature(None, place="Tilbury"),
        feature(None, area_served="Thurrock"),
        feature(None, lat=51.46, lon=0.36),
    )
    assert [incoming.listing.where for incoming in batch.rows] == [
        Where(Precision.VENUE, postcode="RM18 7TB"),
        Where(Precision.VENUE, place="Tilbury"),
        Where(Precision.AREA, area_served="Thurrock"),
        Where(Precision.VENUE, point=Point(51.46, 0.36)),
    ]


def test_features_that_are_none_are_refused(words: Vocabulary) -> None:
    batch = read(words, "x", {"type": "Feature", "geometry": point(0.3, 51.4), "properties": None})
    assert batch.refused == (
        Refused(1, "", "it is not a GeoJSON feature"),
        Refused(2, "", "it has no name"),
    )


@pytest.mark.parametrize("name", ["EPSG:27700", "urn:ogc:def:crs:EPSG::27700"])
def test_a_named_coordinate_system_is_moved_to_wgs84(words: Vocabulary, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    # A point that the Ordnance Survey publishes in both systems.
    found, notes = read_point(words, point(651409.804, 313177.450), crs=crs)
    assert found is not None
    assert found.distance_m(Point(52.658007833, 1.716073973)) < 10
    assert notes == (f"We moved it from {name} to WGS 84.",)


def test_british_grid_without_a_name_is_known_by_its_size(words: Vocabulary) -> None:
    found, notes = read_point(words, point(651409.804, 313177.450))
    assert found is not None
    assert found.distance_m(Point(52.658007833, 1.716073973)) < 10
    (note,) = notes
    assert note == (
        "We moved it from EPSG:27700 to WGS 84. We took the numbers as British National Grid, "
        "because they are so large."
    )


def test_a_whole_file_with_the_latitude_first_is_turned(words: Vocabulary) -> None:
    batch = read(words, feature(point(51.46, 0.36)), feature(None), feature(point(51.5, -0.1)))
    assert [row.listing.where.point for row in batch.rows] == [
        Point(51.46, 0.36),
        None,
        Point(51.5, -0.1),
    ]
    turned = "The whole file has the latitude first, so we exchanged the two numbers."
    assert [row.notes for row in batch.rows] == [(turned,), (), (turned,)]


def test_no_shape_and_no_place_is_a_draft(words: Vocabulary) -> None:
    (row,) = read(words, feature(None)).rows
    assert (row.listing.where, row.kept_as_draft) == (Where(Precision.AREA), (NO_PLACE,))


def test_names_of_wgs84_change_nothing(words: Vocabulary) -> None:
    for name in ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"):
        crs = {"type": "name", "properties": {"name": name}}
        assert read_point(words, point(0.36, 51.46), crs=crs) == (Point(51.46, 0.36), ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The file is empty."),
        ('{"type":\n  oops}', "The file is not JSON: it goes wrong in line 2, column 3."),
        ("[1, 2]", "The file is JSON but not GeoJSON: it has no FeatureCollection."),
        ('{"a": 1}', "The file is JSON but not GeoJSON: it has no FeatureCollection."),
        (
            '{"type": "FeatureCollection"}',
            "The file is JSON but not GeoJSON: it has no FeatureCollection.",
        ),
        (
            "[" * 100_000,
            "The file is nested too deep, or has a number that is too long.",
        ),
    ],
)
def test_a_file_that_is_not_geojson_says_so(words: Vocabulary, text: str, message: str) -> None:
    with pytest.raises(BadFile) as raised:
        read_geojson(text.encode(), words)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("spot", "crs", "message"),
    [
        (
            (-260000, 6700000),
            None,
            "The coordinates are not degrees. Save the file again in WGS 84 (EPSG:4326).",
        ),
        (
            (1, 2),
            {"type": "name", "properties": {"name": "Mars 2000"}},
            (
                "We do not know the coordinate system “Mars 2000”. "
                "Save the file again in WGS 84 (EPSG:4326)."
            ),
        ),
        (
            (1, 2),
            {"type": "link"},
            (
                "The file does not say clearly which coordinate system it is in. "
                "Save it again in WGS 84 (EPSG:4326)."
            ),
        ),
    ],
)
def test_coordinates_that_are_not_degrees_stop_the_file(
    words: Vocabulary, spot: tuple[int, int], crs: Any, message: str
) -> None:
    with pytest.raises(BadFile) as raised:
        read(words, feature(point(*spot)), crs=crs)
    assert str(raised.value) == message


def test_nesting_inside_a_feature_does_no_harm(words: Vocabulary) -> None:
    deep = json.loads("[" * 500 + "]" * 500)
    batch = read(words, feature({"type": "Polygon", "coordinates": deep}, tags=deep))
    assert batch.refused == (Refused(1, "Club", "its coordinates are not all numbers"),)


def test_halves_of_characters_are_dropped(words: Vocabulary) -> None:
    (incoming,) = read(words, feature(point(0.36, 51.46), name="A\ud800B")).rows
    assert incoming.listing.name == "AB"


def test_a_single_feature_is_a_file_too(words: Vocabulary) -> None:
    data = json.dumps(feature(point(0.36, 51.46))).encode()
    assert [incoming.row for incoming in read_geojson(data, words).rows] == [1]


def test_what_is_written_is_one_feature_a_line_in_order(full: Listing) -> None:
    bare = Listing(
        "bare", Kind.SERVICE, "Bare", where=Where(area_served="Essex"), status=Status.PUBLISHED
    )
    text = "".join(write_geojson([public_view(bare), public_view(full)], title="A “list”"))
    first, second, *rest = text.splitlines()
    assert first == (
        '{"type": "FeatureCollection", "generator": "assetmap", "version": 1, '
        '"title": "A “list”", "features": ['
    )
    assert second == (
        '{"type": "Feature", "id": "bare", "geometry": null, "properties": {"name": "Bare", '
        '"kind": "service", "precision": "area", "area_served": "Essex", "status": "published"}},'
    )
    river = json.loads(rest[0])
    assert river["geometry"] == {"type": "Point", "coordinates": [0.359608, 51.463432]}
    assert river["properties"]["when"] == [
        "Tue 12:00-14:00",
        "Last Fri 10:00-11:30",
        "2026-12-24 09:00-10:00",
        "Ring; or ask",
    ]
    assert river["properties"]["closed_dates"] == ["2026-04-07", "2026-12-29"]
    assert rest[1:] == ["]}"]


def test_what_is_written_reads_back_the_same(words: Vocabulary, full: Listing) -> None:
    near = replace(full, id="near", where=replace(full.where, precision=Precision.APPROXIMATE))
    hidden = replace(full, id="safe", where=Where(Precision.WITHHELD), schedule=Schedule())
    public = [public_view(listing) for listing in (near, full, hidden)]
    text = "".join(write_geojson(public, title="All"))
    batch = read_geojson(text.encode(), words)
    assert [public_view(each.listing) for each in batch.rows] == public
    assert (batch.refused, batch.unused_columns, batch.own_export) == ((), (), True)
    again = "".join(write_geojson([public_view(each.listing) for each in batch.rows], title="All"))
    assert again == text


def test_an_empty_list_is_still_geojson(words: Vocabulary) -> None:
    text = "".join(write_geojson([], title="None"))
    assert json.loads(text)["features"] == []
    assert read_geojson(text.encode(), words) == IncomingFile(
        own_export=True, fields=frozenset({"point"})
    )


def test_a_neighbourhood_is_written_and_never_the_point(full: Listing) -> None:
    near = replace(full, where=replace(full.where, precision=Precision.APPROXIMATE))
    text = "".join(write_geojson([public_view(near)], title="All"))
    cell = Point(51.463432, 0.359608).neighbourhood()
    (written,) = json.loads(text)["features"]
    assert written["geometry"]["coordinates"] == [cell.lon, cell.lat]
    for secret in ("51.463432", "0.359608", "RM18", "Dock Road Hall"):
        assert secret not in text
