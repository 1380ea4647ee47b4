"""The words that refuse, as Python and a browser both read them."""

import re

import pytest

from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.search.refusal_triggers import TRIGGERS


@pytest.mark.parametrize("source", [source for _, source in TRIGGERS])
def test_each_is_read_alike_by_a_browser_and_takes_whole_words(source: str) -> None:
    assert "(?P" not in source
    assert "(?<" not in source, "browsers of older phones do not look back"
    assert not re.compile(source).fullmatch("")


@pytest.mark.parametrize(
    "words",
    [
        " anything but",
        " hates",
        " never again",
        " scared of",
        " draws the line at",
        " too many",
        " banned from",
        " cant get over to",
        " without",
        " no",
        " last thing he wants is",
        " god forbid",
        " if anyone mentions",
        " given up",
    ],
)
def test_words_that_refuse_what_stands_behind_them(words: str) -> None:
    sources = [source for sort, source in TRIGGERS if sort is not Refusing.TIME]
    assert any(re.match(source, words + " bingo") for source in sources)
    assert not any(re.match(source, words + "x bingo") for source in sources)
