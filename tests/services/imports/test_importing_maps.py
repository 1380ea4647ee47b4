"""Maps taken in: what has no point is placed by its address, and a map again changes nothing."""

import pytest

from assetmap.domain.listings.listing import Precision, Status
from assetmap.exchange.files import read_listings
from assetmap.exchange.row_parser import ONLY_ADDRESS
from assetmap.services.context import Context
from assetmap.services.imports.importing import ImportOptions, import_file
from assetmap.services.imports.report import ImportReport
from tests.conftest import ContextMaker
from tests.exchange.readers.maps import ODDITIES, POINT, kml, placemark
from tests.services.imports.files import kept


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def take(context: Context, data: bytes, *, publish: bool = True) -> ImportReport:
    batch = read_listings("map.kml", data, context.borough.words)
    return import_file(context, batch, ImportOptions("map", publish))


def test_a_map_comes_in_and_says_how_each_was_placed(context: Context) -> None:
    report = take(context, ODDITIES.encode(), publish=False)
    assert (report.new, report.refused, report.by_postcode) == (7, [], 1)
    assert report.file_notes[:2] == (
        "7 placemarks: 4 points, 1 line, 1 area, 1 by its address.",
        "1 placemark has no point, only an address: it is placed by its postcode or town.",
    )
    by_postcode = [note for note in report.notes if note.text == "placed by its postcode"]
    assert [(note.row, note.name) for note in by_postcode] == [(1, "Quay lunch club")]
    found = {each.listing.name: each.listing.where for each in context.store.all()}
    quay = found["Quay lunch club"]
    assert quay.point == context.gazetteer.find("RM18 7TB").point
    assert (quay.precision, quay.place) == (Precision.VENUE, "Tilbury")


def test_the_same_map_in_another_order_changes_nothing(context: Context) -> None:
    there = "<Point><coordinates>0.34,51.48</coordinates></Point>"
    one, two = placemark(POINT, "Quay Club"), placemark(there, "Pier Club")
    assert take(context, kml(one + two)).new == 2
    again = take(context, kml(two + one))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


@pytest.mark.parametrize(
    ("address", "area", "notes"),
    [
        ("Dock Road, Tilbury, Essex", "Tilbury", {"placed by its town, Tilbury"}),
        ("1 Some Road, Elsewhere", "", set()),
    ],
)
def test_an_address_without_a_postcode_is_never_a_point(
    context: Context, address: str, area: str, notes: set[str]
) -> None:
    inside = f"<address>{address}</address>"
    report = take(context, kml(placemark(inside, "Quay Club") + placemark(POINT, "Pier Club")))
    assert (report.new, report.refused) == (2, [])
    said = {note.text for note in report.notes if note.row == 1}
    assert {each for each in said if each.startswith("placed")} == notes
    (quay,) = (each for each in kept(context) if each.name == "Quay Club")
    assert (quay.where.point, quay.where.place, quay.where.precision) == (
        *(None, area, Precision.AREA),
    )
    assert quay.where.address == address
    assert (quay.status, ONLY_ADDRESS in said) == (Status.DRAFT, True)
