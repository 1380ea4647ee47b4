"""Points and postcodes in areas."""

from pathlib import Path

from assetmap.domain.areas.area_set import Area
from assetmap.domain.place import Point, Postcode
from assetmap.places.area_finder import PartsFinder, PostcodeFinder, ShapeFinder
from assetmap.places.area_maps import read_area_geojson
from assetmap.places.postcodes import Postcodes
from tests.area_files import EAST, WEST, box, geojson
from tests.factories import GRAYS, TILBURY


def shapes() -> ShapeFinder:
    read = read_area_geojson(geojson(("West", "w", box(*WEST)), ("East", "e", box(*EAST))))
    return ShapeFinder([Area("s", each.code, each.name, shape=each.shape) for each in read.areas])


def test_shapes_find_a_point_and_nothing_far_away() -> None:
    finder = shapes()
    assert [finder.at(GRAYS), finder.at(TILBURY), finder.at(Point(53.4, -2.2))] == ["w", "e", ""]
    # On the border between two the first of the file, always.
    assert finder.at(Point(51.5, 0.34)) == "w"


def test_postcodes_find_their_own_area_else_that_of_the_nearest(postcode_cache: Path) -> None:
    areas = [
        Area("s", "g", "Grays", postcodes=("RM176SL", "RM999ZZ")),
        Area("s", "t", "Tilbury", postcodes=("RM187TB",)),
    ]
    finder = PostcodeFinder(areas, Postcodes(postcode_cache))
    assert finder.at(TILBURY, Postcode("RM17", "6SL")) == "g"
    assert finder.at(TILBURY, Postcode("RM18", "7TA")) == "t"
    assert finder.at(GRAYS) == "g"
    assert finder.at(Point(51.55, 0.45)) == ""  # a kilometre and more from all of them
    assert PostcodeFinder([], Postcodes(postcode_cache)).at(GRAYS) == ""


def test_parts_go_by_the_areas_that_they_are_made_of() -> None:
    finder = PartsFinder([Area("p", "patch", "Patch", parts=("w",))], shapes())
    assert (finder.at(GRAYS), finder.at(TILBURY), finder.by_postcode) == ("patch", "", False)
