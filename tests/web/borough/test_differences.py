"""What differs is told in the words of the form, wherever in the file it stands."""

import pytest

from assetmap.borough.editing import with_values
from assetmap.services.borough.borough_files import shipped_text
from assetmap.services.context import Context
from assetmap.web.borough.differences import Difference, difference_lines
from tests.conftest import ContextMaker


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_a_line_a_colour_and_an_entry_are_called_as_on_the_form(context: Context) -> None:
    before = shipped_text("borough")
    changed = {("help", "phone"): "01632 960555", ("colours", "brand"): "#6a1b4d"}
    after = with_values(before, (), changed)
    assert difference_lines("borough", before, after, context.borough) == (
        Difference("Their phone number", "01632 960100", "01632 960555"),
        Difference(
            "Colour of the bar and the buttons", "#0b4f6c", "#6a1b4d", ("#0b4f6c", "#6a1b4d")
        ),
    )


def test_an_entry_is_called_as_it_was_and_what_is_ticked_by_its_label(context: Context) -> None:
    before = shipped_text("needs")
    values = {("label",): "Feeling alone?", ("categories",): ["meet", "active/walking"]}
    after = with_values(before, ("need", 0), values)
    assert difference_lines("needs", before, after, context.borough) == (
        Difference(
            "Company and friendship: What the tile says",
            "Company and friendship",
            "Feeling alone?",
        ),
        Difference(
            "Company and friendship: What it leads to",
            "Meet people",
            "Meet people\nGet active and outdoors: Walking",
        ),
    )


def test_a_category_within_another_is_called_with_both(context: Context) -> None:
    before = shipped_text("categories")
    after = with_values(before, ("category", 0, "within", 0), {("label",): "Being a friend"})
    (line,) = difference_lines("categories", before, after, context.borough)
    assert line.place == "Meet people: Befriending and company: What it is called"


def test_days_are_told_in_words(context: Context) -> None:
    after = '[[day]]\non = 2026-05-08\nname = "St. Someone’s day"\n'
    assert difference_lines("closures", "", after, context.borough) == (
        Difference("St. Someone’s day: Day", "", "8 May 2026"),
        Difference("St. Someone’s day: What it is called", "", "St. Someone’s day"),
    )
