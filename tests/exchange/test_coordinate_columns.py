"""The point of a row, out of whatever columns a file has for it."""

import pytest

from assetmap.exchange.coordinate_columns import (
    APART,
    BY_POSTCODE,
    BY_SIZE,
    LONGITUDE_FIRST,
    SMALL,
    TURNED,
    with_point,
)

SHAPE = '{"type": "Point", "coordinates": [0.328, 51.478]}'
GRID = {"lat": "51.477009", "lon": "0.324175"}  # of 561500, 177900
HERE = {"lat": "51.478", "lon": "0.328"}


@pytest.mark.parametrize(
    ("texts", "found", "notes"),
    [
        ({"easting": "561500", "northing": "177900"}, GRID, []),
        ({"easting": "561,500", "northing": "177,900"}, GRID, []),
        ({"x": "561500", "y": "177900"}, GRID, [BY_SIZE.format("X and Y")]),
        ({"x": "561500", "y": "177900", "crs": "OSGB36"}, GRID, []),
        ({"x": "561500", "y": "177900", "crs": "WGS84"}, GRID, [BY_SIZE.format("X and Y")]),
        ({"x": "0.328", "y": "51.478"}, HERE, []),
        ({"x": "0.328", "y": "51.478", "crs": "EPSG:4326"}, HERE, []),
        ({"x": "0.328", "y": "51.478", "crs": "OSGB36"}, HERE, [SMALL.format("X and Y")]),
        ({"x": "51.478", "y": "0.328"}, HERE, [TURNED.format("X and Y")]),
        ({"lat": "177900", "lon": "561500"}, GRID, [BY_SIZE.format("lat and lon")]),
        ({"lat": "51,4780", "lon": "0,3280"}, HERE, []),
        ({"lat": "51.478, 0.328"}, HERE, []),
        ({"coordinates": "51.478;0.328"}, HERE, []),
        (
            {"coordinates": "0.328, 51.478"},
            HERE,
            [LONGITUDE_FIRST.format("the coordinates")],
        ),
        ({"geometry": "POINT (0.328 51.478)"}, HERE, []),
        ({"geometry": "SRID=27700;POINT (561500 177900)"}, GRID, []),
        ({"geometry": SHAPE}, HERE, []),
        (
            {"geometry": "POLYGON((0 51,2 51,2 53,0 53,0 51))"},
            {"lat": "52.0", "lon": "1.0"},
            ["We took a point inside its shape."],
        ),
        ({"grid_reference": "TQ 615 779"}, {"lat": "51.477444", "lon": "0.324917"}, []),
        (
            {"grid_reference": "TQ 61 77"},
            {"lat": "51.473415", "lon": "0.323993", "shown_at_most": "approximate"},
            ["The grid reference is a square of 1 km, so it is only placed roughly."],
        ),
        ({"location": "(51.478, 0.328)"}, HERE, []),
        ({"address": "1 Quay Lane (51.478, 0.328)"}, {"address": "1 Quay Lane", **HERE}, []),
        (
            {"location": "1 Quay Lane, Grays\n(51.478, 0.328)"},
            {"address": "1 Quay Lane, Grays", **HERE},
            ["We read the location as the address."],
        ),
    ],
)
def test_a_point_in_other_columns(
    texts: dict[str, str], found: dict[str, str], notes: list[str]
) -> None:
    said: list[str] = []
    assert (with_point({"name": "Club", **texts}, said), said) == ({"name": "Club", **found}, notes)


@pytest.mark.parametrize(
    ("texts", "note"),
    [
        (
            {"easting": "0", "northing": "0"},
            "Easting and Northing are both 0, so we left them out.",
        ),
        ({"easting": "561500"}, "We could not read Easting and Northing: “561500” and “”."),
        (
            {"x": "-36000", "y": "6700000"},
            "X and Y are neither degrees nor British National Grid: left out.",
        ),
        (
            {"grid_reference": "TQ67"},
            "The grid reference “TQ67” is a square of 10 km: too rough.",
        ),
        ({"coordinates": "by the quay"}, "We found no point in the coordinates: “by the quay”."),
        ({"geometry": "POINT EMPTY"}, "We left out the shape: its point is not two numbers."),
        (
            {"coordinates": "0.0, 0.0"},
            "We left out the coordinates: lat and lon are both 0, which is in the sea.",
        ),
    ],
)
def test_what_is_no_point_is_left_out_and_said(texts: dict[str, str], note: str) -> None:
    said: list[str] = []
    assert (with_point({"name": "Club", **texts}, said), said) == ({"name": "Club"}, [note])


def test_degrees_win_over_the_grid_and_over_a_point_behind_an_address() -> None:
    said: list[str] = []
    grid = {"easting": "561500", "northing": "177900"}
    near = {"lat": "51.4771", "lon": "0.3242"}
    assert with_point({**grid, **near}, said) == near
    assert said == []
    assert with_point({**grid, **HERE}, said) == HERE
    assert said == [APART.format("lat and lon")]
    said.clear()
    assert with_point({**grid, "location": "Grays (51.478, 0.328)"}, said) == {
        "place": "Grays",
        **GRID,
    }
    assert said == [
        APART.format("Easting and Northing"),
        "We read the location as the place.",
    ]


@pytest.mark.parametrize(
    ("texts", "words", "column"),
    [
        ({"location": "GRAYS\n(51.478, 0.328)"}, {"place": "GRAYS"}, "the end of the location"),
        ({"grid_reference": "TQ 61 77"}, {}, "the grid reference"),
    ],
)
def test_a_postcode_says_more_than_a_rough_point(
    texts: dict[str, str], words: dict[str, str], column: str
) -> None:
    said: list[str] = []
    code = {"postcode": "RM17 6SL"}
    assert with_point({**texts, **code}, said) == {**words, **code}
    assert said[0] == BY_POSTCODE.format(column)
    hall = {"location": "Quay Hall (51.478, 0.328)"}
    assert with_point({**hall, **code}, said) == {"venue": "Quay Hall", **HERE, **code}


def test_a_square_round_the_point_is_the_same_place() -> None:
    said: list[str] = []
    assert with_point({"grid_reference": "TQ 61 77", **HERE}, said) == HERE
    assert said == []


def test_a_wrong_point_does_no_harm_beside_a_right_one() -> None:
    said: list[str] = []
    texts = {"lat": "0", "lon": "0", "easting": "561500", "northing": "177900"}
    assert with_point(texts, said) == GRID
    assert said == ["We left out lat and lon: lat and lon are both 0, which is in the sea."]


def test_an_unknown_system_is_said_only_where_it_matters() -> None:
    said: list[str] = []
    assert with_point({"crs": "ours", "x": "0.328", "y": "51.478"}, said) == HERE
    assert said == [
        "We do not know the coordinate system “ours”, so we went by the size of the numbers."
    ]
    said.clear()
    assert with_point({"crs": "ours", **HERE}, said) == HERE
    assert said == []
