"""KML's shapes as GeoJSON, each to be one spot."""

import pytest
from lxml import etree

from assetmap.exchange.geometry import read_spot
from assetmap.exchange.readers.kml_geometry import geometry_of, kind_of

RING = "<LinearRing><coordinates>{}</coordinates></LinearRing>"
SQUARE = f"<outerBoundaryIs>{RING.format('0,51 1,51 1,52 0,52 0,51')}</outerBoundaryIs>"
HOLE = f"<innerBoundaryIs>{RING.format('.4,51.4 .6,51.4 .6,51.6 .4,51.6')}</innerBoundaryIs>"


def point(text: str) -> str:
    return f"<Point><altitudeMode>x</altitudeMode><coordinates>{text}</coordinates></Point>"


def spot(inside: str) -> tuple[str, float, float, str]:
    geometry = geometry_of(etree.fromstring(f"<P xmlns:gx='gx'>{inside}</P>"))
    found = read_spot(geometry)
    return kind_of(geometry), found.x, found.y, found.reason or found.note


@pytest.mark.parametrize("text", ["0.3,51.4", "\n 0.3,51.4,0 \n", "0.3, 51.4, 12", "0.3 ,51.4"])
def test_a_point_is_longitude_and_latitude(text: str) -> None:
    assert spot(point(text)) == ("point", 0.3, 51.4, "")


AREA = f"<Polygon>{SQUARE}</Polygon>"
LINE = "<LineString><coordinates>0,51 1,51 2,51</coordinates></LineString>"
TRACK = "".join(f"<gx:coord>{at} 51 9</gx:coord>" for at in range(3))
INSIDE, FIRST = "We took a point inside its shape.", "It has several points; we took the first."


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (
            LINE,
            ("line", 1, 51, INSIDE),
        ),
        ("<LineString><coordinates>0,51</coordinates></LineString>", ("point", 0, 51, "")),
        (f"<Polygon>{SQUARE}</Polygon>", ("area", 0.5, 51.5, INSIDE)),
        (f"<Polygon>{HOLE}{SQUARE}</Polygon>", ("area", 0.2, 51.5, INSIDE)),
        (
            f"<Polygon><outerBoundaryIs>{RING.format('0,51 0,51')}</outerBoundaryIs></Polygon>",
            ("point", 0, 51, ""),
        ),
        (
            f"<MultiGeometry>{point('0.3,51')}{point('0.4,51')}</MultiGeometry>",
            ("point", 0.3, 51, FIRST),
        ),
        (
            f"<MultiGeometry><Polygon>{SQUARE}</Polygon>{point('0.9,51.9')}</MultiGeometry>",
            ("point", 0.9, 51.9, ""),
        ),
        (
            f"<MultiGeometry><MultiGeometry>{AREA}</MultiGeometry>{LINE}</MultiGeometry>",
            ("area", 0.5, 51.5, INSIDE),
        ),
        (
            f"<gx:Track><when>2026</when>{TRACK}</gx:Track>",
            ("line", 1, 51, INSIDE),
        ),
    ],
)
def test_every_shape_is_one_spot(inside: str, found: tuple[str, float, float, str]) -> None:
    assert spot(inside) == found


def test_what_is_no_shape_is_none() -> None:
    for inside in ("", "<Model/>", "<Point/>", "<Point><coordinates> </coordinates></Point>"):
        assert geometry_of(etree.fromstring(f"<P>{inside}</P>")) is None
    assert kind_of(None) == ""


@pytest.mark.parametrize("text", ["here", "0.3", "nan,51", "1e400,51", "0,51;3"])
def test_what_is_no_number_gives_a_reason(text: str) -> None:
    assert spot(point(text))[3] in (
        "its coordinates are not all numbers",
        "its coordinates are not all plain numbers",
        "its point is not two numbers",
    )
