"""What is offered while somebody types."""

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.services.context import Context
from assetmap.services.search.suggesting import Suggestions, suggest
from tests.conftest import ContextMaker
from tests.factories import a_listing


@pytest.mark.parametrize("typed", ["", "k", " k ", "-", "!!", "'"])
def test_nothing_is_suggested_below_two_letters(sample_context: Context, typed: str) -> None:
    assert suggest(sample_context, typed) == Suggestions()


def test_beginning_of_a_name_suggests_listings(sample_context: Context) -> None:
    names = [listing.shown.name for listing in suggest(sample_context, "knit").listings]
    assert 0 < len(names) <= 5
    assert [name for name in names if "knit" not in name.casefold()] == []


def test_beginning_of_a_category_suggests_it(sample_context: Context) -> None:
    assert "meet/lunch-clubs" in [each.slug for each in suggest(sample_context, "lun").categories]


def test_beginning_of_a_place_suggests_it(sample_context: Context) -> None:
    assert suggest(sample_context, "til").places[0] == "Tilbury"
    assert suggest(sample_context, "RM1").places == ("RM14", "RM15", "RM16", "RM17")


def test_whole_names_come_before_words_inside_and_private_ones_never(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("inside", name="A Knit"),
        a_listing("whole", name="Knit one"),
        a_listing("draft", name="Knit in secret", status=Status.DRAFT),
    )
    assert [each.id for each in suggest(context, "KNI").listings] == ["whole", "inside"]


def test_very_long_text_suggests_nothing(sample_context: Context) -> None:
    assert suggest(sample_context, "knit" * 10_000) == Suggestions()
