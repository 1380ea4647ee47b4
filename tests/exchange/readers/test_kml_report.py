"""The sentences about a map as a whole."""

from assetmap.exchange.geometry import Spot
from assetmap.exchange.readers.kml_layers import MapContents
from assetmap.exchange.readers.kml_report import BY_ADDRESS, left_out, map_notes, things_notes
from assetmap.exchange.readers.records import Record


def records(*kinds: str) -> list[Record]:
    return [Record({}, Spot(), kind=kind) for kind in kinds]


def test_things_are_counted_by_what_they_are() -> None:
    every = records("point", "point", "area", BY_ADDRESS, BY_ADDRESS, "", "")
    assert list(things_notes("placemark", every)) == [
        "7 placemarks: 2 points, 1 area, 2 by their address, 2 without a place.",
        "2 placemarks have no point, only an address: they are placed by their postcode or town.",
    ]
    assert list(things_notes("placemark", records("line"))) == ["1 placemark: 1 line."]


def test_of_very_many_the_first_are_named() -> None:
    assert left_out("picture", "abcde") == "5 pictures were left out: a, b, c and 2 more."
    contents = MapContents(layers=[f"L{at}" for at in range(22)])
    empty = list(map_notes(contents, records("point")))[1]
    assert empty.startswith("22 layers are empty: “L0”, “L1”, ")
    assert empty.endswith("“L19” and 2 more.")
