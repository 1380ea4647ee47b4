"""Folders as layers: nested, of one name, empty, and none."""

import pytest
from lxml import etree

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.kml_layers import contents_of
from assetmap.exchange.readers.safe_xml import child_text
from tests.exchange.readers.maps import folder, kml, placemark


def test_layers_are_paths_and_those_of_one_name_stay_apart() -> None:
    inside = (
        placemark("", "1")
        + folder("Walks", placemark("", "2") + folder("River", placemark("", "3")))
        + folder("Walks", folder("River", placemark("", "4")))
        + folder("Walks", "")
        + folder("Deep", folder("Empty", ""))
        + folder("", placemark("", "5"))
        + placemark("", "6")
    )
    found = contents_of(etree.fromstring(kml(inside)))
    assert [(child_text(each, "name"), layer) for layer, each in found.placemarks] == [
        ("1", ""),
        ("2", "Walks"),
        ("3", "Walks / River"),
        ("4", "Walks (2) / River"),
        ("5", "Untitled layer"),
        ("6", ""),
    ]
    assert found.empty_layers == ["Walks (3)", "Deep", "Deep / Empty"]


def test_links_and_what_is_no_place_are_counted() -> None:
    inside = "<NetworkLink/><GroundOverlay/><Folder><PhotoOverlay/><x:Tour xmlns:x='x'/></Folder>"
    found = contents_of(etree.fromstring(kml(inside)))
    assert (len(found.links), found.dropped) == (1, {"overlay": 2, "tour": 1})


def test_what_a_live_link_would_change_is_not_on_the_map() -> None:
    created = f"<Create>{placemark('')}</Create>"
    update = f"<NetworkLinkControl><Update>{created}</Update></NetworkLinkControl>"
    assert contents_of(etree.fromstring(kml(update))).placemarks == []


def test_folders_have_an_end() -> None:
    inside = placemark("")
    for _ in range(49):
        inside = folder("a", inside)
    assert len(contents_of(etree.fromstring(kml(inside))).placemarks) == 1
    with pytest.raises(BadFile, match="lie in one another more than 50 deep"):
        contents_of(etree.fromstring(kml(folder("a", inside))))
