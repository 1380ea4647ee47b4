import io
import json
import zipfile
from pathlib import Path

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.files import read_file
from assetmap.exchange.incoming import BadFile


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()


OSM = {"version": 0.6, "elements": [{"type": "node", "id": 1, "lat": 51.4, "lon": 0.3}]}
POINT = {"type": "Feature", "properties": {"name": "Quay"}, "geometry": None}
GEOJSON = as_json({"type": "FeatureCollection", "features": [POINT]})


def refusal(tmp_path: Path, words: Vocabulary, name: str, data: bytes) -> str:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadFile) as raised:
        read_file(tmp_path / name, words)
    message = str(raised.value)
    assert "\n" not in message
    return message.removeprefix(f"{name}: ")


@pytest.mark.parametrize(
    ("name", "begins", "mend"),
    [
        ("a.pbf", "This is data of OpenStreetMap, packed.", "export it as GeoJSON"),
        ("a.numbers", "This is a spreadsheet.", "choose Save as, CSV"),
        ("a.shp", "This is one part of a shapefile.", "into one zip file"),
        ("a.tab", "This is one part of a MapInfo map.", "into one zip file"),
        ("a.topojson", "This is TopoJSON.", "export it as GeoJSON"),
        ("a.docx", "This is a document.", "choose Save as, CSV"),
        ("a.pdf", "This is a PDF.", "as a CSV file"),
        ("a.rar", "This is a packed file.", "Unpack it"),
        ("a.html", "This is a web page.", "copy the table"),
        ("a.gdb", "This is a file of a map program.", "export it as GeoJSON"),
    ],
)
def test_formats_that_are_not_ours_say_what_to_do(
    tmp_path: Path, words: Vocabulary, name: str, begins: str, mend: str
) -> None:
    message = refusal(tmp_path, words, name, b"anything")
    assert message.startswith(begins)
    assert mend in message


@pytest.mark.parametrize(
    ("name", "data", "begins"),
    [
        ("a.csv", packed("xl/workbook.xml", "[Content_Types].xml"), "It is damaged"),
        ("a.csv", packed("Index/Tables/DataList.iwa"), "This is a spreadsheet."),
        ("a.xlsx", packed("word/document.xml"), "This is a document."),
        ("a.csv", packed("word/document.xml"), "This is a document."),
        ("a.csv", packed("in/a.kml"), "This is a KMZ map. Let its name end in .kmz."),
        ("a.csv", packed("x/a.shp", "x/a.dbf"), "The shapefile “a” is not whole"),
        ("a.csv", packed("a.doc"), "This is a packed file."),
        ("a.csv", b"PK\x03\x04broken", "This is a spreadsheet or a zip file, and"),
        ("a.csv", b"%PDF-1.7", "This is a PDF."),
        ("a.csv", b"\x89PNG\r\n", "This is a picture"),
        ("a.csv", b"{\\rtf1 x", "This is a document."),
        ("a.csv", b"<!DOCTYPE html><title>Sign in</title>", "This is a web page."),
        ("a.csv", b"\xef\xbb\xbf  <html><table><tr><td>name", "This is a web page."),
        ("a.json", b"<?xml version='1.0'?>\n<!-- x --><kml/>", "There is nothing on the map."),
        ("a.csv", b"<?xml version='1.0'?><gpx/>", "There is no waypoint, route or track"),
        ("a.csv", b"<?xml version='1.0'?><osm/>", "Nothing in the file has tags"),
        ("a.csv", b"<?xml version='1.0'?><Workbook>", "This is a spreadsheet saved as XML."),
        ("a.geojson", b"<rss><channel/></rss>", "This is XML."),
        ("a.txt", b"BEGIN:VCARD\nFN:Jo", "This is a calendar or an address book."),
        ("a.csv", GEOJSON, "This is GeoJSON. Let its name end in .geojson."),
        ("a.csv", as_json([{"name": "Quay"}]), "The file is JSON but not GeoJSON"),
        ("a.json", as_json([{"name": "Quay"}]), "The file is JSON but not GeoJSON"),
        ("a.json", as_json({"id": 1, "contacts": [{"a": 1}]}), "The file is JSON but not GeoJSON"),
        ("a.json", as_json(OSM), "Nothing in the file has tags"),
        ("a.csv", as_json(OSM), "This is data of OpenStreetMap. Let its name end in .json"),
        ("a.json", as_json({"type": "Topology", "objects": {}}), "This is TopoJSON."),
        ("a.json", as_json(POINT) + b"\n{", "Line 2 is not JSON"),
        ("a.geojson", b"name,postcode\nQuay,RM17 6SL", "This is not JSON but looks like a table."),
    ],
)
def test_a_name_that_belies_what_is_in_the_file_deceives_nobody(
    tmp_path: Path, words: Vocabulary, name: str, data: bytes, begins: str
) -> None:
    assert refusal(tmp_path, words, name, data).startswith(begins)


def test_a_list_may_begin_with_a_bracket(tmp_path: Path, words: Vocabulary) -> None:
    (tmp_path / "a.csv").write_text("name,about\nQuay,<b>Tea</b>\n")
    (incoming,) = read_file(tmp_path / "a.csv", words).rows
    assert incoming.listing.description == "Tea"
