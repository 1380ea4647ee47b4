"""Words that nobody should correct."""

import subprocess
import sys

import pytest

from assetmap.search_index.plain_words import is_everyday_word, is_plain_word


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


def test_only_the_words_are_taken_of_the_package_they_come_with() -> None:
    """What else it makes of them stays in the memory of every process."""
    script = (
        "import sys; from assetmap.search_index.plain_words import is_plain_word;"
        "print(is_plain_word('patricia'), 'zxcvbn' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_everyday_words_are_not_taken_for_towns() -> None:
    everyday = [word for word in ("bath", "reading", "sale", "deal") if is_everyday_word(word)]
    assert everyday == ["bath", "reading", "sale", "deal"]
    assert not any(map(is_everyday_word, ("tilbury", "grays", "wigan", "derby", "aveley")))
