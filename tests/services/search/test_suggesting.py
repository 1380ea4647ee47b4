"""What is offered while somebody types."""

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.services.context import Desk
from assetmap.services.search.suggesting import Suggestions, suggest
from tests.conftest import DeskMaker
from tests.factories import a_listing


@pytest.mark.parametrize("typed", ["", "k", " k ", "-", "!!", "'"])
def test_nothing_is_suggested_below_two_letters(sample_desk: Desk, typed: str) -> None:
    assert suggest(sample_desk, typed) == Suggestions()


def test_beginning_of_a_name_suggests_listings(sample_desk: Desk) -> None:
    names = [listing.shown.name for listing in suggest(sample_desk, "knit").listings]
    assert 0 < len(names) <= 5
    assert [name for name in names if "knit" not in name.casefold()] == []


def test_beginning_of_a_category_suggests_it(sample_desk: Desk) -> None:
    assert "meet/lunch-clubs" in [each.slug for each in suggest(sample_desk, "lun").categories]


def test_beginning_of_a_place_suggests_it(sample_desk: Desk) -> None:
    assert suggest(sample_desk, "til").places[0] == "Tilbury"
    assert suggest(sample_desk, "RM1").places == ("RM14", "RM15", "RM16", "RM17")


def test_whole_names_come_before_words_inside_and_private_ones_never(make_desk: DeskMaker) -> None:
    desk = make_desk(
        a_listing("inside", name="A Knit"),
        a_listing("whole", name="Knit one"),
        a_listing("draft", name="Knit in secret", status=Status.DRAFT),
    )
    assert [each.id for each in suggest(desk, "KNI").listings] == ["whole", "inside"]


def test_very_long_text_suggests_nothing(sample_desk: Desk) -> None:
    assert suggest(sample_desk, "knit" * 10_000) == Suggestions()
