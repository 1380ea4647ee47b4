"""KML of Google My Maps and of other programs as tables, and as listings."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.imports.column_choices import ColumnChoices
from assetmap.exchange.files import AS_IT_IS, ReadOptions, read_listings
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.readers.kml_files import is_kml, kml_table
from tests.exchange.readers.maps import ODDITIES, POINT, dicts, folder, kml, placemark, read_kml

MEND = (
    "open the map in Google My Maps, choose Export to KML/KMZ, and untick “Keep data up to date "
    "with network link KML”."
)
LINK_ALONE = f"The file holds only a live link to a map, which we do not follow: {MEND}"


def read(words: Vocabulary, data: bytes, options: ReadOptions = AS_IT_IS) -> IncomingFile:
    return read_listings("map.kml", data, words, options)


def test_a_map_of_my_maps_is_read_whole() -> None:
    table = kml_table(ODDITIES.encode())
    assert dicts(table) == [
        {
            "name": "Quay lunch club",
            "description": "Write to quay@example.org",
            "Layer": "Lunch clubs",
            "Icon": "1899",
            "Colour": "blue (#0288D1)",
            "Address": "Quay Hall, Dock Road, Tilbury, RM18 7TB",
            "Phone": "01632 960101",
            "Email in the description": "quay@example.org",
            "When in the description": "Tuesdays 12-2pm",
        },
        {
            "name": "With a point",
            "description": "plain",
            "Layer": "Lunch clubs",
            "Icon": "1502",
            "Colour": "orange (#E65100)",
        },
        {"name": "Geocoded", "Layer": "Lunch clubs"},
        {"name": "River walk", "Layer": "Walks / River"},
        {"name": "Park", "Layer": "Walks"},
        {"name": "The same again", "Layer": "Lunch clubs (2)"},
        {"name": "No folder"},
    ]
    assert [row.number for row in table.rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [row.only_address for row in table.rows] == [True, *[False] * 6]
    assert table.notes == (
        "7 placemarks: 4 points, 1 line, 1 area, 1 by its address.",
        "1 placemark has no point, only an address: it is placed by its postcode or town.",
        "1 layer is empty: “Nothing yet”.",
        f"1 live link was not followed: {MEND}",
        "2 pictures were left out: https://pictures.example/1, https://pictures.example/2.",
        "1 overlay was left out: only places, lines and areas are listed.",
    )
    assert table.rows[0].notes == (
        "We left out its pictures: “https://pictures.example/1 https://pictures.example/2”.",
    )


def test_its_layers_are_categories_where_they_name_one_and_else_a_type(words: Vocabulary) -> None:
    batch = read(words, ODDITIES.encode())
    assert batch.refused == ()
    found = {each.listing.name: each.listing for each in batch.rows}
    lunch = ("meet/lunch-clubs",)
    assert {name: each.categories for name, each in found.items()} == {
        "Quay lunch club": lunch,
        "With a point": lunch,
        "Geocoded": lunch,
        "River walk": (),
        "Park": (),
        "The same again": lunch,
        "No folder": (),
    }
    assert found["River walk"].description == "Type: Walks / River."
    assert found["Park"].description == "Type: Walks."
    quay = found["Quay lunch club"]
    assert (quay.where.postcode, quay.public.email) == ("RM18 7TB", "quay@example.org")
    assert [rule.rrule for rule in quay.schedule.rules] == ["FREQ=WEEKLY;BYDAY=TU"]
    assert batch.unused_columns == ("Icon", "Colour")
    assert "<script" not in repr(batch)
    assert "alert" not in repr(batch)


def test_a_person_may_sort_by_layer_and_colour(words: Vocabulary) -> None:
    sorting = {"Layer": {"Walks": "create"}, "Colour": {"orange (#E65100)": "learn"}}
    options = ReadOptions(choices=ColumnChoices(categories=sorting))
    rows = read(words, ODDITIES.encode(), options).rows
    found = {each.listing.name: each.listing for each in rows}
    assert (found["Park"].categories, found["Park"].description) == (("create",), "")
    assert found["With a point"].categories == ("learn",)


def test_untitled_layers_say_nothing(words: Vocabulary) -> None:
    inside = "".join(folder("Untitled layer", placemark(POINT, name)) for name in ("A", "B"))
    assert [each.get("Layer") for each in dicts(read_kml(inside))] == [
        "Untitled layer",
        "Untitled layer (2)",
    ]
    rows = read(words, kml(inside)).rows
    assert [(each.listing.categories, each.listing.description) for each in rows] == [((), "")] * 2


@pytest.mark.parametrize(
    "head",
    [
        '<kml xmlns="http://earth.google.com/kml/2.0">',
        '<kml xmlns="http://earth.google.com/kml/2.1">',
        "<kml>",
        '<k:kml xmlns:k="http://www.opengis.net/kml/2.3">',
    ],
)
def test_older_and_other_namespaces_are_read(head: str) -> None:
    prefix = "k:" if "k:" in head else ""
    inside = placemark("<Point><coordinates>\n 0.3 , 51.4 \n</coordinates></Point>")
    inside = inside.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    data = f"{head}{inside}</{prefix}kml>".encode()
    assert is_kml(data)
    (row,) = kml_table(data).rows
    assert (row.cells, row.spot and (row.spot.x, row.spot.y)) == (("Quay Club",), (0.3, 51.4))


@pytest.mark.parametrize(
    "data",
    [
        kml(placemark(POINT)),
        b"\xef\xbb\xbf" + kml(placemark(POINT)),
        kml(placemark(POINT)).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        kml(placemark(POINT)).decode().encode("utf-16-le"),
        b"<?xml version='1.0'?>\n<!-- by hand -->\n" + kml(placemark(POINT)).partition(b"?>")[2],
    ],
)
@pytest.mark.parametrize("name", ["map.kml", "map.txt", "map.xml", "map.csv", "map"])
def test_kml_is_known_by_what_is_in_it(words: Vocabulary, name: str, data: bytes) -> None:
    (incoming,) = read_listings(name, data, words).rows
    assert incoming.listing.name == "Quay Club"


def test_what_is_at_null_has_no_point(words: Vocabulary) -> None:
    at_null = "<Point><coordinates>0,0,0</coordinates></Point>"
    table = read_kml(placemark(f"<address>Quay, RM18 7TB</address>{at_null}"))
    assert table.notes[0] == "1 placemark: 1 by its address."
    (row,) = table.rows
    assert (row.spot and row.spot.empty, row.only_address) == (True, True)
    assert row.notes == ("Its point is 0, 0, which is in the sea, so it counts as none.",)


def test_columns_of_every_program_are_read(words: Vocabulary) -> None:
    data = kml(
        '<Schema name="s" id="s"><SimpleField type="string" name="Town"/></Schema>'
        + placemark(
            "<ExtendedData><SchemaData schemaUrl='#s'><SimpleData name='Town'>Grays</SimpleData>"
            "</SchemaData></ExtendedData>" + POINT
        )
        + placemark(
            "<ExtendedData><Data name='f1'><displayName><![CDATA[<b>Cost</b>]]></displayName>"
            "<value>£4</value></Data><x:stars xmlns:x='x:x'>5</x:stars></ExtendedData>" + POINT,
            "Pier Club",
        )
    )
    assert dicts(kml_table(data)) == [
        {"name": "Quay Club", "Town": "Grays"},
        {"name": "Pier Club", "Cost": "£4", "stars": "5"},
    ]


def test_columns_that_my_maps_says_again_in_the_description_are_said_once() -> None:
    columns = "".join(
        f'<Data name="{name}"><value>{value}</value></Data>'
        for name, value in (("Cost", "£4"), ("Ages", "50+"))
    )
    described = "<description><![CDATA[Cost: £4<br>Ages: 50+<br>Bring a cup]]></description>"
    (row,) = dicts(read_kml(placemark(f"{described}<ExtendedData>{columns}</ExtendedData>{POINT}")))
    assert row == {"name": "Quay Club", "description": "Bring a cup", "Cost": "£4", "Ages": "50+"}


def test_a_field_with_a_column_is_not_looked_for_in_the_description() -> None:
    described = "<description>Ring 01632 960102, near RM17 6SL</description>"
    column = "<ExtendedData><Data name='Tel'><value>01632 960101</value></Data></ExtendedData>"
    (row,) = dicts(read_kml(placemark(f"<address>RM18 7TB</address>{described}{column}{POINT}")))
    assert row == {
        "name": "Quay Club",
        "description": "Ring 01632 960102, near RM17 6SL",
        "Address": "RM18 7TB",
        "Tel": "01632 960101",
    }


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            "<NetworkLink><name>x</name></NetworkLink>",
            LINK_ALONE,
        ),
        ("", "There is nothing on the map."),
        (folder("A", ""), "There is nothing on the map: all its layers are empty."),
    ],
)
def test_a_map_with_nothing_on_it_says_why(inside: str, message: str) -> None:
    with pytest.raises(BadFile) as raised:
        read_kml(inside)
    assert str(raised.value) == message


def test_a_text_that_is_far_too_long_refuses_its_row_alone(words: Vocabulary) -> None:
    long = f"<description>{'x' * 200_000}</description>{POINT}"
    batch = read(words, kml(placemark(long, "A") + placemark(POINT, "B")))
    assert [each.listing.name for each in batch.rows] == ["B"]
    assert [(each.row, each.reason) for each in batch.refused] == [
        (1, "“description” is 200,000 characters, which is too long: shorten it")
    ]


def test_letters_of_a_guessed_encoding_are_noted() -> None:
    data = kml(placemark(POINT, "Café")).decode().encode("cp1252")
    (row,) = kml_table(data).rows
    assert row.cells == ("Café",)
    assert row.notes == ("The file is not UTF-8, so check letters and signs such as é and £.",)
