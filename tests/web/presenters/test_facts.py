"""Where a listing is, as its page says it, of rows that came in from other people's files."""

from dataclasses import dataclass

import pytest

from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.place import Point
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.row_parser import NO_PLACE
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from tests.conftest import ContextMaker
from tests.web.conftest import client_of
from tests.web.inspection import Page, name_of, words_of

KIND = "It does not say what kind it is, so we put “Service”."
NOT_ON_MAP = "We show only the area, so it is not on the map."


@dataclass(frozen=True)
class Imported:
    """A row taken in: what is kept, what its page says of where it is, and the notes."""

    listing: Listing
    where: list[str]
    notes: list[str]
    outside: int


def imported(make_context: ContextMaker, text: str) -> Imported:
    context = make_context()
    batch = read_csv(text.encode(), context.borough.words)
    report = import_file(context, batch, ImportOptions("list", publish=True))
    assert report.refused == []
    (record,) = context.store.all()
    listing = record.listing
    is_public = listing.status.is_public
    page = client_of(context).page(f"/listing/{listing.id}", 200 if is_public else 404)
    notes = [note.text for note in report.notes if note.text != KIND]
    return Imported(listing, where(page) if is_public else [], notes, report.outside)


def where(page: Page) -> list[str]:
    return next(
        [words_of(line) for line in fact.iter() if name_of(line) == "p"]
        for fact in page.by_class("fact")
        if words_of(next(each for each in fact.iter() if name_of(each) == "dt")) == "Where"
    )


def near(listing: Listing, lat: float, lon: float) -> bool:
    point = listing.where.point
    return point is not None and point.distance_m(Point(lat, lon)) < 10


def test_no_place_at_all_is_a_draft(make_context: ContextMaker) -> None:
    found = imported(make_context, "name,phone\nPond Choir,01632 960123\n")
    assert (found.listing.status, found.notes) == (Status.DRAFT, [NO_PLACE])


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("name,Easting,Northing\nPond Hall,561500,177900\n", []),
        ("name,Grid ref\nPond Hall,TQ 61500 77900\n", []),
        ("name,geom\nPond Hall,SRID=27700;POINT(561500 177900)\n", []),
        ("name;lat;lon\nPond Hall;51,477009;0,324175\n", []),
        ('name,Location\nPond Hall,"(51.477009, 0.324175)"\n', []),
    ],
)
def test_a_point_of_any_kind_is_a_pin(
    make_context: ContextMaker, text: str, note: list[str]
) -> None:
    found = imported(make_context, text)
    assert near(found.listing, 51.477009, 0.324175)
    assert (found.listing.status, found.listing.where.precision, found.where, found.notes) == (
        Status.PUBLISHED,
        Precision.VENUE,
        ["Grays"],
        note,
    )
    assert found.outside == 0


def test_an_outward_code_is_a_neighbourhood(make_context: ContextMaker) -> None:
    found = imported(make_context, "name,postcode\nPond Choir,RM18\n")
    assert found.notes == ["placed roughly, in RM18"]
    assert found.where == ["Around RM18", "The map shows the neighbourhood. Ask for the address."]


def test_an_address_not_to_be_shown_is_not(make_context: ContextMaker) -> None:
    text = "name,address,postcode,Display address\nPond Sewing,7 Quay Row,RM18 7TB,no\n"
    found = imported(make_context, text)
    assert found.where == ["Covers Tilbury", NOT_ON_MAP]
    assert found.notes == ["The address is not to be shown, so we show only the area."]
    assert found.listing.where.precision is Precision.AREA


def test_a_point_far_from_its_postcode_is_said(make_context: ContextMaker) -> None:
    found = imported(make_context, "name,postcode,lat,lon\nPond Choir,RM18 7TB,51.3811,-2.3592\n")
    assert found.where[0] == "Around Tilbury"
    assert found.outside == 0
    assert [note[:50] for note in found.notes] == [
        "the point is 117 miles from the postcode; we went "
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "name,venue\nPond Talk,Zoom\n",
            ["Online", "You do not need to go anywhere, so it is not on the map."],
        ),
        (
            "name,Where,phone\nPond Talk,By phone,01632 960123\n",
            ["By phone", "You do not need to go anywhere, so it is not on the map."],
        ),
        (
            "name,area_served\nPond Care,Grays and Tilbury\n",
            ["Covers Grays and Tilbury", NOT_ON_MAP],
        ),
        (
            "name,area_served,join\nPond Care,Grays,online\n",
            ["Covers Grays", "Online", NOT_ON_MAP],
        ),
        (
            "name,precision,kind,place\nPond Care,area,group,Tilbury\n",
            ["Covers Tilbury", NOT_ON_MAP],
        ),
    ],
)
def test_what_has_no_address_says_what_it_has(
    make_context: ContextMaker, text: str, lines: list[str]
) -> None:
    found = imported(make_context, text)
    assert (found.listing.status, found.where) == (Status.PUBLISHED, lines)
