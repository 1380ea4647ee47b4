"""Columns that say whether a place may be shown."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Precision
from assetmap.exchange.address_visibility import ADDRESS_HIDDEN, ADDRESS_SHOWN, visibility_heading
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.geojson_files import read_geojson
from assetmap.exchange.incoming import Incoming

AREA = "The address is not to be shown, so we show only the area."
NEAR = "The exact address is to be hidden, so we show only the neighbourhood."
UNSAID = "Whether to show the address: nobody said, so we show only the area."


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Show address publicly", ADDRESS_SHOWN),
        ("show_address", ADDRESS_SHOWN),
        ("Address visible?", ADDRESS_SHOWN),
        ("location_visible", ADDRESS_SHOWN),
        ("locationVisible", ADDRESS_SHOWN),
        ("Publish address", ADDRESS_SHOWN),
        ("Display on map", ADDRESS_SHOWN),
        ("Is address public", ADDRESS_SHOWN),
        ("mask_exact_address", ADDRESS_HIDDEN),
        ("Hide location", ADDRESS_HIDDEN),
        ("Do not show address", ADDRESS_HIDDEN),
        ("Don't publish the postcode", ADDRESS_HIDDEN),
        ("Address confidential", ADDRESS_HIDDEN),
        ("Address", ""),
        ("Public address", ""),
        ("Visible", ""),
        ("Show time", ""),
        ("Hidden disabilities", ""),
    ],
)
def test_headings_that_ask_about_showing_a_place(heading: str, column: str) -> None:
    assert visibility_heading(heading) == column


def read(words: Vocabulary, heading: str, answer: str, name: str = "Club") -> Incoming:
    text = f"name,kind,address,postcode,{heading}\n{name},group,1 Quay Lane,RM17 6SL,{answer}\n"
    (row,) = read_csv(text.encode(), words).rows
    return row


@pytest.mark.parametrize(
    ("heading", "answer", "precision", "notes"),
    [
        ("Show address", "Yes", Precision.VENUE, ()),
        ("Show address", "TRUE", Precision.VENUE, ()),
        ("Show address", "No", Precision.AREA, (AREA,)),
        ("Show address", "no - at home", Precision.AREA, (AREA,)),
        ("Show address", "", Precision.AREA, (UNSAID,)),
        ("Show address", "n/a", Precision.AREA, (UNSAID,)),
        (
            "Show address",
            "on request",
            Precision.AREA,
            (
                (
                    "Whether to show the address: “on request” is neither yes nor no, so we show "
                    "only the area."
                ),
            ),
        ),
        ("Show address", '"1 Quay Lane, Grays, RM17"', Precision.VENUE, ()),
        ("Mask address", "1", Precision.APPROXIMATE, (NEAR,)),
        ("Mask address", "FALSE", Precision.VENUE, ()),
        ("Mask address", "", Precision.VENUE, ()),
    ],
)
def test_an_answer_is_obeyed(
    words: Vocabulary, heading: str, answer: str, precision: Precision, notes: tuple[str, ...]
) -> None:
    row = read(words, heading, answer)
    assert (row.listing.where.precision, row.notes) == (precision, notes)
    assert row.listing.where.postcode == "RM17 6SL"


def test_the_strictest_of_several_answers_holds(words: Vocabulary) -> None:
    row = read(words, "precision,Show address,Mask address", "venue,Yes,Yes")
    assert row.listing.where.precision is Precision.APPROXIMATE
    row = read(words, "precision,Show address,Mask address", "withheld,No,Yes")
    assert row.listing.where.precision is Precision.WITHHELD


def test_an_answer_does_not_open_a_refuge(words: Vocabulary) -> None:
    for heading, answer in (("Show address", "Yes"), ("Mask address", "Yes")):
        row = read(words, heading, answer, name="Women's refuge")
        assert row.listing.where.precision is Precision.WITHHELD


@pytest.mark.parametrize("secret", ["Confidential", "Address withheld", "private address"])
def test_an_address_that_is_none_is_not_shown(words: Vocabulary, secret: str) -> None:
    text = f"name,kind,address,postcode\nClub,group,{secret},RM17 6SL\n"
    (row,) = read_csv(text.encode(), words).rows
    assert (row.listing.where.address, row.listing.where.precision) == ("", Precision.AREA)
    assert row.notes == ("The address is not for the public, so we show only the area.",)


def test_an_answer_in_geojson(words: Vocabulary) -> None:
    text = """{"type": "FeatureCollection", "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.328, 51.478]},
         "properties": {"name": "Club", "kind": "group", "show_address": false}}]}"""
    (row,) = read_geojson(text.encode(), words).rows
    assert (row.listing.where.precision, row.notes) == (Precision.AREA, (AREA,))
