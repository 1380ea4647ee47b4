"""What somebody typed as words that know where they stood."""

import re

from assetmap.domain.search.parsed_text import ParsedText


def test_marks_are_words_that_stand_at_the_end_of_theirs() -> None:
    said = ParsedText("Tea, not bingo. (Or bowls)")
    assert said.words == ["tea", ",", "not", "bingo", ",", ",", "or", "bowls", ","]
    assert said.typed(2, 5) == "not bingo"
    assert (said.span(1, 2), said.span(2, 4)) == ((4, 4), (5, 15))
    assert [said.ends_sentence(at) for at in (1, 4)] == [False, True]


def test_is_may_be_written_short() -> None:
    said = ParsedText("bingo's out, mum's out")
    out = re.compile(" is out(?= |$)")
    assert (said.is_until(out, 1), said.until(out, 1)) == (2, None)
    assert said.is_until(out, 4) is None, "mum is somebody"
    assert said.has_any(("dislike", out))


def test_clause_ends_at_marks_and_words_that_begin_another() -> None:
    said = ParsedText("tea please, I loathe bowls but dance is fine")
    assert [said.words[slice(*said.clause(at))] for at in (0, 5, 8)] == [
        ["tea", "please"],
        ["i", "loathe", "bowls"],
        ["dance", "is", "fine"],
    ]
