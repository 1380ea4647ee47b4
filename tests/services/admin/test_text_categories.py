"""What the words of somebody's layers and types most likely mean."""

import pytest

from assetmap.services.admin.text_categories import category_of
from assetmap.services.context import Context


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Lunch clubs and shared meals", "meet/lunch-clubs"),  # the whole label
        ("active/walking", "active/walking"),
        ("Lunch clubs", "meet/lunch-clubs"),  # the first half of a label
        ("LIBRARIES", "places/libraries"),
        ("Sport & leisure", "active/sport"),  # its own first half
        ("Librarys", "places/libraries"),
        ("Gardning together", "active/gardening"),  # a letter wrong
        ("Foodbanks", "essentials/food"),  # an everyday word
        ("Knit and natter", "create/crafts"),
        ("Churches", "belong/faith"),
        ("Groups", ""),
        ("Other", ""),
        ("Untitled layer", ""),
        ("icon-1899", ""),
        ("", ""),
        ("x " * 80, ""),
    ],
)
def test_text_is_guessed_or_left(sample_context: Context, text: str, category: str) -> None:
    assert category_of(sample_context, text) == category
