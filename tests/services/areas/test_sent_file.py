"""A file of areas sent on a page: taken in whole, or refused in words."""

import json

import pytest

from assetmap.domain.areas.area_file import BadAreas
from assetmap.domain.people.people import NotAllowed, Role
from assetmap.services.areas.sent_file import take_in_sent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from tests.area_files import EAST, PATCHES, WEST, box, geojson, terms
from tests.conftest import ContextMaker
from tests.people import a_person

WARDS = geojson(("Grays side", "W1", box(*WEST)), ("Tilbury side", "W2", box(*EAST))).encode()


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_map_comes_in_and_an_editor_may_not_bring_it(context: Context) -> None:
    admin = Actor(a_person(context, Role.ADMIN))
    report = take_in_sent(context, admin, "My Wards.GeoJSON", WARDS, terms())
    assert (report.area_set.name, report.area_set.areas) == ("Wards 2026", 2)
    assert [each.name for each in context.areas.sets()] == ["Wards 2026"]
    editor = Actor(a_person(context, Role.EDITOR, id="p-ed"))
    with pytest.raises(NotAllowed):
        take_in_sent(context, editor, "w.geojson", WARDS, terms("Others"))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("w.geojson", b" ", "The file is empty."),
        ("w.vrt", b"<OGRVRTDataSource/>", "The file must end in .geojson, .json or .csv."),
        ("w.geojson", b"<OGRVRTDataSource/>", "This is no GeoJSON file that can be read."),
        ("w.json", b"\xff\xfe\x00", "This is no GeoJSON file that can be read."),
        ("w.json", b"[" * 100_000, "This is no GeoJSON file that can be read."),
        ("w.json", b'["FeatureCollection"]', "This is no GeoJSON file that can be read."),
        (
            "w.json",
            json.dumps({"type": "FeatureCollection", "features": []}).encode(),
            "It holds no areas.",
        ),
        ("w.csv", b"name,code\nA,B\n", "It needs a column postcode"),
        ("p.csv", PATCHES.encode(), "No set of wards counts on"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    context: Context, name: str, data: bytes, reason: str
) -> None:
    admin = Actor(a_person(context, Role.ADMIN))
    with pytest.raises(BadAreas, match="^" + reason.replace(".", r"\.")):
        take_in_sent(context, admin, name, data, terms())
    assert list(context.areas.sets()) == []
