"""The table of formats that can be read: all ends are their own, and others say what to do."""

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.other_formats import OTHER_ENDS
from assetmap.exchange.readable import READABLE, format_of, one_of


def test_each_end_belongs_to_one_format_and_to_none_that_is_refused() -> None:
    ends = [end for each in READABLE for end in each.ends]
    assert len(set(ends)) == len(ends)
    assert not set(ends) & set(OTHER_ENDS)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        *(("List.CSV", "CSV"), ("a.b.tsv", "CSV"), ("map.geojson", "GeoJSON or other JSON")),
        *(("map.KML", "KML"), ("map.kmz", "KMZ"), ("walk.gpx", "GPX")),
    ],
)
def test_a_file_is_known_by_its_end(name: str, label: str) -> None:
    assert format_of(name, b"").label == label


def test_what_cannot_be_read_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadFile, match="This is a PDF"):
        format_of("list.pdf", b"")
    with pytest.raises(
        BadFile, match=r"We can read files that end in \.xlsx, .*\.csv, .* or \.zip\."
    ):
        format_of("list", b"")


def test_names_are_listed_as_people_say_them() -> None:
    assert one_of([".csv"]) == ".csv"
    assert one_of([".csv", ".tsv", ".json"]) == ".csv, .tsv or .json"
