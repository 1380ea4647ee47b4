"""What stands under a heading such as Location when it is no point."""

import pytest

from assetmap.exchange.location_words import with_location_words


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ("Grays", "place"),
        ("Quay Hall", "venue"),
        ("St Mary's Church", "venue"),
        ("12 Quay Lane", "address"),
        ("Mission Hall, Quay Lane", "address"),
        ("Quay Lane", "address"),
        ("RM17 6SL", "postcode"),
        ("RM17", "postcode"),
    ],
)
def test_words_go_where_they_belong(words: str, field: str) -> None:
    notes: list[str] = []
    assert with_location_words({"name": "Club"}, words, notes) == {"name": "Club", field: words}
    assert notes == [f"We read the location as the {field}."]


def test_what_is_there_already_stays() -> None:
    notes: list[str] = []
    full = {"place": "Grays", "venue": "Quay Hall", "address": "12 Quay Lane"}
    assert with_location_words(full, "Quay hall", notes) == full
    assert with_location_words({"place": "Grays"}, "Annexe", notes) == {
        "place": "Grays",
        "venue": "Annexe",
    }
    assert with_location_words(full, "Annexe", notes) == full
    assert notes == [
        "We read the location as the venue.",
        "We left out the location “Annexe”: the row says where it is.",
    ]
