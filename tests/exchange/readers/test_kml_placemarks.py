"""What a placemark says of itself in its own elements and in those of other programs."""

import pytest
from lxml import etree

from assetmap.exchange.readers.kml_placemarks import record_of
from assetmap.exchange.readers.kml_styles import Look

DETAILS = (
    "<x:AddressDetails><x:Thoroughfare><x:ThoroughfareNumber>1</x:ThoroughfareNumber>"
    "<x:ThoroughfareName>Dock Road</x:ThoroughfareName></x:Thoroughfare>"
    "<x:PostalCode><x:PostalCodeNumber>RM18 7TB</x:PostalCodeNumber></x:PostalCode>"
    "</x:AddressDetails>"
)


def cells(inside: str) -> dict[str, str]:
    names = (
        "xmlns:a='http://www.w3.org/2005/Atom' xmlns:x='urn:oasis:names:tc:ciq:xsdschema:xAL:2.0'"
    )
    record = record_of(etree.fromstring(f"<Placemark {names}>{inside}</Placemark>"), "", Look())
    return {column.heading: text for column, text in record.cells.items()}


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<name> Quay\n  Club </name>", {"name": "Quay Club"}),
        ("<address>geocoded</address>", {}),
        ("<address>1 Dock Road</address>", {"Address": "1 Dock Road"}),
        ("<phoneNumber>tel:01632 960101</phoneNumber>", {"Phone number": "01632 960101"}),
        ("<a:link href='https://example.org/'/>", {"Link": "https://example.org/"}),
        ("<a:author><a:name>Jo</a:name></a:author>", {}),
        ("<Snippet maxLines='2'>A hot lunch</Snippet>", {"Snippet": "A hot lunch"}),
        (
            "<Snippet>A hot...</Snippet><description>A hot lunch</description>",
            {"description": "A hot lunch"},
        ),
        ("<Snippet/>", {}),
        ("<TimeStamp><when>2026-03</when></TimeStamp>", {"Time stamp": "2026-03"}),
        (
            "<TimeSpan><begin>2026</begin><end>2027</end></TimeSpan>",
            {"Time span begins": "2026", "Time span ends": "2027"},
        ),
        (
            DETAILS,
            {"Address": "1, Dock Road, RM18 7TB"},
        ),
    ],
)
def test_each_element_is_a_column(inside: str, found: dict[str, str]) -> None:
    assert cells(inside) == found


def test_pictures_of_my_maps_are_no_column() -> None:
    links = "<value> https://a.example/1  https://a.example/2 </value>"
    data = f"<Data name='gx_media_links'>{links}</Data>"
    record = record_of(
        etree.fromstring(f"<Placemark><ExtendedData>{data}</ExtendedData></Placemark>"), "", Look()
    )
    assert (record.cells, record.pictures) == ({}, ["https://a.example/1", "https://a.example/2"])
