"""Which columns of a whole file hold points."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.place import Point
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.geojson_files import read_geojson
from assetmap.exchange.incoming import IncomingFile
from assetmap.exchange.point_headings import EXCHANGED

HERE = Point(51.478, 0.328)


def read(words: Vocabulary, heading: str, *cells: str) -> IncomingFile:
    rows = [f"Club {at},group,{cell}" for at, cell in enumerate(cells)]
    return read_csv("\n".join([f"name,kind,{heading}", *rows]).encode(), words)


def points(batch: IncomingFile) -> list[Point | None]:
    return [row.listing.where.point for row in batch.rows]


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Venue latitude,Venue longitude", "51.478,0.328"),
        ("location_lat,location_lng", "51.478,0.328"),
        ("GeoX,GeoY", "0.328,51.478"),
        ("Position", '"51.478, 0.328"'),
        ("Drawn", "POINT (0.328 51.478)"),
        ("the_geom", "POINT (0.328 51.478)"),
        ("Lat/Long", '"(51.478, 0.328)"'),
    ],
)
def test_a_point_is_found_under_many_headings(words: Vocabulary, heading: str, cell: str) -> None:
    batch = read(words, heading, cell)
    assert (points(batch), batch.unused_columns, batch.refused) == ([HERE], (), ())
    assert "point" in batch.fields


def test_eastings_under_longer_headings(words: Vocabulary) -> None:
    batch = read(words, "OS_Easting (m),OS_Northing (m)", "561500,177900")
    assert points(batch) == [Point(51.477009, 0.324175)]


def test_a_column_is_known_by_most_of_its_cells(words: Vocabulary) -> None:
    cell = '"Grays (51.4780, 0.3280)"'
    batch = read(words, "Spot", *[cell] * 4, "", "by the quay")
    assert points(batch) == [HERE] * 4 + [None] * 2
    assert batch.used_columns["Spot"] == "point, address, venue or place"
    batch = read(words, "Spot", cell, "by the quay", "by the church")
    assert (points(batch), batch.unused_columns) == ([None] * 3, ("Spot",))


def test_numbers_that_are_no_points_are_left_alone(words: Vocabulary) -> None:
    batch = read(words, "Second number", "01632 960101", "01632 960102")
    assert batch.unused_columns == ("Second number",)
    batch = read(words, "Account", "12345 67890", "12345 67891")
    assert batch.unused_columns == ("Account",)


def test_exchanged_headings_of_a_whole_file_are_put_right_and_said(words: Vocabulary) -> None:
    batch = read(words, "lat,lon", "0.328,51.478", "-0.1,51.5", ",")
    assert points(batch) == [HERE, Point(51.5, -0.1), None]
    assert [row.notes for row in batch.rows] == [(EXCHANGED,)] * 3


def test_one_right_row_leaves_the_headings_as_they_are(words: Vocabulary) -> None:
    batch = read(words, "lat,lon", "0.328,51.478", "51.478,0.328")
    assert points(batch) == [HERE]
    assert [refused.reason for refused in batch.refused] == [
        "its lat and lon look as if they were the wrong way round"
    ]


def test_properties_of_geojson_are_read_like_columns(words: Vocabulary) -> None:
    text = """{"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": null,
         "properties": {"name": "Club", "kind": "group", "Spot": "51.478, 0.328"}}]}"""
    assert points(read_geojson(text.encode(), words)) == [HERE]
