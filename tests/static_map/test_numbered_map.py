"""The printed map: sound SVG that loads nothing, with every number on it once."""

import xml.etree.ElementTree as ET

from assetmap.static_map.background import Background, NamedPoint
from assetmap.static_map.numbered_map import MapSize, numbered_map
from assetmap.static_map.numbering import Spot

SVG = "{http://www.w3.org/2000/svg}"
SIZE = MapSize(190, 140, 3.4)
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[0.2, 51.4], [0.4, 51.4], [0.4, 51.5], [0.2, 51.5], [0.2, 51.4]]],
}
GROUND = Background((SQUARE,), (SQUARE,), (NamedPoint("Grays & <b>", 51.45, 0.3),), wards=(SQUARE,))


def drawn(*spots: Spot, background: Background = GROUND) -> ET.Element:
    return ET.fromstring(numbered_map(background, spots, SIZE, "Lunch <b>"))


def words(picture: ET.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_every_number_the_names_and_a_scale_are_on_it() -> None:
    found = drawn(Spot(51.45, 0.25, False, 1, 1), Spot(51.47, 0.35, False, 2, 4))
    assert words(found) == ["Grays & <b>", "Grays & <b>", "1", "2–4", "1 mile"]
    assert found[0].text == "Lunch <b>"
    for text in found.iter(f"{SVG}text"):
        assert 0 < float(text.get("x") or 0) < SIZE.width
        assert 0 < float(text.get("y") or 0) < SIZE.height


def test_a_neighbourhood_is_a_ring_on_the_map_and_no_point() -> None:
    (ring,) = drawn(Spot(51.45, 0.25, True, 1, 1)).iter(f"{SVG}circle")
    assert ring.get("stroke-dasharray")
    assert float(ring.get("r") or 0) > 10


def test_near_points_have_a_mark_and_a_line_to_their_number() -> None:
    near = [Spot(51.45 + n / 10_000, 0.3, False, n, n) for n in (1, 2, 3)]
    far = Spot(51.5, 0.4, False, 4, 4)
    found = drawn(*near, far)
    assert len(list(found.iter(f"{SVG}circle"))) == 3
    assert len(list(found.iter(f"{SVG}line"))) == 6  # each over a white one
    assert set("1234") <= set(words(found))


def test_it_is_the_same_each_time_and_names_no_file() -> None:
    picture = numbered_map(GROUND, [Spot(51.45, 0.25, False, 1, 1)], SIZE, "x")
    assert picture == numbered_map(GROUND, [Spot(51.45, 0.25, False, 1, 1)], SIZE, "x")
    assert "href" not in picture
    assert "url(" not in picture


def test_without_spots_it_is_the_borough_and_without_a_borough_empty() -> None:
    assert words(drawn())[:1] == ["Grays & <b>"]
    assert len(list(drawn(background=Background()).iter(f"{SVG}path"))) == 1  # the scale
