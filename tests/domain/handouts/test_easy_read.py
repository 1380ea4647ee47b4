from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.handouts.easy_read import MOST_WORDS, short_lines


def test_sentences_stand_on_lines_of_their_own() -> None:
    assert short_lines("Come in. Ask for Pat!  Sit down.") == (
        "Come in.",
        "Ask for Pat!",
        "Sit down.",
    )


def test_long_sentences_are_cut_at_a_pause() -> None:
    text = "Maureen meets you at the front door and sits with you for your first lunch here."
    assert short_lines(text) == (
        "Maureen meets you at the front door",
        "and sits with you for your first lunch here.",
    )


def test_no_line_is_a_single_word_left_over() -> None:
    assert [len(line.split()) for line in short_lines("a b c d e f g h i j k l m")] == [11, 2]


@given(st.text())
def test_lines_are_short_and_nothing_is_lost(text: str) -> None:
    lines = short_lines(text)
    assert " ".join(lines) == " ".join(text.split())
    assert all(0 < len(line.split()) <= MOST_WORDS for line in lines)
