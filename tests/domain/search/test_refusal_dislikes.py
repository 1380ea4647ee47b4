"""The words that tell of dislike or fear, as Python and a browser both read them."""

import re

import pytest

from assetmap.domain.search.refusal_dislikes import DISLIKE, DISLIKE_OF_DOING, FEAR


@pytest.mark.parametrize("source", [DISLIKE, DISLIKE_OF_DOING, FEAR])
def test_each_is_read_alike_by_a_browser(source: str) -> None:
    assert "(?P" not in source
    assert "(?<" not in source, "browsers of older phones do not look back"
    assert not re.compile(source).fullmatch("")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (DISLIKE, "hates bingo"),
        (DISLIKE, "no head for chess"),
        (DISLIKE, "my idea of hell is a knitting circle"),
        (DISLIKE, "frightened by drums"),
        (DISLIKE_OF_DOING, "im past dancing"),
        (DISLIKE_OF_DOING, "shes off yoga for good"),
        (DISLIKE_OF_DOING, "gave knitting up"),
        (DISLIKE_OF_DOING, "too stiff for yoga"),
        (DISLIKE_OF_DOING, "all they have is bowls"),
        (DISLIKE_OF_DOING, "was never any good at football , other sport"),
        (FEAR, "cant be in the same room as a cat"),
        (FEAR, "get a rash from horses"),
    ],
)
def test_words_that_tell_of_dislike(source: str, words: str) -> None:
    assert re.match(source, words)


@pytest.mark.parametrize(
    "words",
    [
        "were over the moon about the choir",
        "im off swimming",
        "hopeless at drawing but want to learn",
        "all i have is a tent",
        "gave singing up and miss it",
    ],
)
def test_words_that_only_look_like_it(words: str) -> None:
    assert not any(re.match(source, words) for source in (DISLIKE, DISLIKE_OF_DOING, FEAR))
