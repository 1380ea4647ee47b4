"""Words that nobody should correct."""

import pytest

from assetmap.search_index.plain_words import is_plain_word


@pytest.mark.parametrize(
    "word",
    [
        *("dread", "spiders", "woken", "patterson", "patel", "judy"),
        *("tatties", "novena", "crutches", "chilblains", "sciatica", "sudoku"),
    ],
)
def test_words_of_english_and_names_are_plain(word: str) -> None:
    assert is_plain_word(word)


@pytest.mark.parametrize(
    "word", ["dimentia", "kniting", "carrers", "tilbery", "lonelyness", "cristening", "arthuritis"]
)
def test_slips_are_not_plain(word: str) -> None:
    assert not is_plain_word(word)
