"""`Online` and `By phone` where a file should say a place, and rows with no place at all."""

import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Precision
from assetmap.exchange.conversions import converted
from assetmap.exchange.csv_files import read_csv
from assetmap.exchange.incoming import Incoming
from assetmap.exchange.row_parser import NO_PLACE


def read(words: Vocabulary, heading: str, cells: str) -> Incoming:
    (row,) = read_csv(f"name,kind,{heading}\nClub,group,{cells}\n".encode(), words).rows
    return row


@pytest.mark.parametrize(
    ("heading", "cells", "join_note"),
    [
        ("place", "Online", "Online only"),
        ("venue", "Zoom meeting", "Online only"),
        ("Location", "By phone", "By phone only"),
        ("address", "Online and by telephone", "By phone or online"),
        ("venue,place", "Microsoft Teams,Telephone support", "By phone or online"),
        ("venue,join_note", "Zoom,Ask for the link.", "Ask for the link. Online only"),
        ("venue,postcode", "Online,RM17 6SL", "Online"),
    ],
)
def test_a_place_that_is_none_says_how_it_is_reached(
    words: Vocabulary, heading: str, cells: str, join_note: str
) -> None:
    row = read(words, heading, cells)
    where = row.listing.where
    assert (row.listing.join_note, where.venue, where.place) == (join_note, "", "")
    assert row.kept_as_draft == ()
    assert any("is no place, so we put it under how to join." in note for note in row.notes)


@pytest.mark.parametrize("venue", ["Phone Box Café", "Online and at Quay Hall", "Quay Hall"])
def test_other_venues_stay(words: Vocabulary, venue: str) -> None:
    row = read(words, "venue,postcode", f"{venue},RM17 6SL")
    assert (row.listing.where.venue, row.listing.join_note) == (venue, "")


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("phone", "01632 960101"),
        ("join", "Book online"),
        ("join", "Telephone"),
        ("venue", "Quay Hall"),
        ("address,precision", "1 Quay Lane,area"),
    ],
)
def test_a_row_without_a_place_is_kept_as_a_draft(
    words: Vocabulary, heading: str, cells: str
) -> None:
    row = read(words, heading, cells)
    assert (row.kept_as_draft, row.listing.where.precision) == ((NO_PLACE,), Precision.AREA)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("area_served", "Thurrock"),
        ("place", "Thurrock-wide"),
        ("place", "Across Thurrock"),
        ("join", "online"),
        ("join", "Telephone support"),
        ("precision", "withheld"),
        ("postcode", "RM17"),
    ],
)
def test_a_row_that_needs_no_place_is_not(words: Vocabulary, heading: str, cells: str) -> None:
    assert read(words, heading, cells).kept_as_draft == ()


def test_all_over_an_area_is_the_area(words: Vocabulary) -> None:
    assert read(words, "place", "Across Thurrock").listing.where.area_served == "Thurrock"


def test_words_under_location_are_seen_before_places_are_judged() -> None:
    notes: list[str] = []
    assert converted({"name": "Club", "location": "Online", "show": "x"}, notes) == {
        "name": "Club",
        "show": "x",
        "join_note": "Online only",
    }
    assert notes == ["“Online” is no place, so we put it under how to join."]
