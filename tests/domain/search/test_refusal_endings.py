"""The words that refuse what stands before them, as Python and a browser both read them."""

import re

import pytest

from assetmap.domain.search.refusal_endings import BEHIND


@pytest.mark.parametrize("source", [source for _, source in BEHIND])
def test_each_is_read_alike_by_a_browser_and_takes_whole_words(source: str) -> None:
    assert "(?P" not in source
    assert "(?<" not in source, "browsers of older phones do not look back"
    assert not re.compile(source).fullmatch("")


@pytest.mark.parametrize(
    "words",
    [
        *(
            " isnt for me",
            " no thanks",
            " leaves him cold",
            " days are over",
            " is too far",
            " free",
        ),
        *(" can do one", " is off the menu", " neither", " with her but its really not me"),
        *(" is out", " is too far", " hell no", " so not those groups", " is a pain to get to"),
    ],
)
def test_words_that_refuse_what_stands_before_them(words: str) -> None:
    assert any(re.match(source, words) for _, source in BEHIND)
