"""The small picture of the map: sound SVG that loads nothing, whatever names it is given."""

import xml.etree.ElementTree as ET

from assetmap.static_map.background import Background, NamedPoint
from assetmap.static_map.picture import HEIGHT, WIDTH, Dot, map_picture

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = {
    "type": "MultiPolygon",
    "coordinates": [[[[0.2, 51.4], [0.4, 51.4], [0.4, 51.5], [0.2, 51.5], [0.2, 51.4]]]],
}
RIVER = {"type": "MultiLineString", "coordinates": [[[0.2, 51.4], [0.3, 51.45], [0.4, 51.4]]]}


def drawn(background: Background, *dots: Dot) -> ET.Element:
    """The picture, parsed."""
    return ET.fromstring(map_picture(background, dots))


def test_ground_names_and_dots_are_drawn_within_the_picture() -> None:
    names = (NamedPoint("Grays & <b>", 51.45, 0.3), NamedPoint("Too near", 51.4501, 0.3001))
    found = drawn(
        Background((SQUARE,), (SQUARE,), names, water=(SQUARE, RIVER)),
        Dot(51.45, 0.25, "#a3195b"),
        Dot(51.45, 0.25001, "#0b5394"),
        Dot(53.5, -2.4, "#0b5394"),
    )
    assert (found.get("width"), found.get("height")) == (str(WIDTH), str(HEIGHT))
    assert [text.text for text in found.iter(f"{SVG}text")] == ["Grays & <b>"]
    assert [dot.get("fill") for dot in found.iter(f"{SVG}circle")] == ["#a3195b"]
    assert len(list(found.iter(f"{SVG}path"))) == 5  # land, built up, water, river, edge
    for text in found.iter(f"{SVG}text"):
        assert 0 < float(text.get("x") or 0) < WIDTH
    for line in found.iter(f"{SVG}path"):
        steps = [float(n) for n in (line.get("d") or "").replace("M", " ").split()]
        assert all(0 <= x <= WIDTH for x in steps[::2])
        assert all(0 <= y <= HEIGHT for y in steps[1::2])


def test_picture_has_no_style_and_no_address() -> None:
    picture = map_picture(Background((SQUARE,), (SQUARE,)), [Dot(51.45, 0.3, "#a3195b")])
    assert "style" not in picture
    assert "href" not in picture
    assert picture == map_picture(Background((SQUARE,), (SQUARE,)), [Dot(51.45, 0.3, "#a3195b")])


def test_borough_without_an_outline_is_drawn_around_its_dots() -> None:
    assert len(list(drawn(Background(), Dot(51.45, 0.3, "#a3195b")).iter(f"{SVG}circle"))) == 1
    assert len(list(drawn(Background()))) == 1
