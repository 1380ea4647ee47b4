"""What people call categories: never one name for two of them."""

from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.exchange.category_names import category_names, every_category_name

WORDS = Vocabulary(
    categories=(
        Category(
            "meet",
            "Meet people",
            within=(
                Category("meet/lunch-clubs", "Lunch clubs and shared meals"),
                Category("meet/sport", "Sport and company"),
            ),
        ),
        Category("active/sport", "Sport"),
        Category("active/games", "Games and cards"),
        Category("create/games", "Games and music"),
    )
)


def test_a_first_half_names_a_category_when_it_names_no_other() -> None:
    names = category_names(WORDS)
    for text in ("lunch clubs and shared meals", "meet lunch clubs", "lunch clubs"):
        assert names[text] == "meet/lunch-clubs"
    assert (names["sport"], names["meet people"]) == ("active/sport", "meet")
    assert "games" not in names


def test_headings_may_name_several() -> None:
    assert {"games", "lunch clubs", "sport", "meet people"} <= every_category_name(WORDS)
