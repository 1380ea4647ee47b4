"""What patterns of danger match, and which cannot be read."""

import pytest

from assetmap.domain.borough.phrase_pattern import BadPattern, SaidText, read_pattern
from assetmap.domain.text import fold

SLOTS = {"tablets": "pill*|sleeping tablets", "me": "i|my"}


def found(pattern: str, words: str) -> str:
    return read_pattern(pattern, SLOTS).found_in(SaidText(fold(words)))


@pytest.mark.parametrize(
    ("pattern", "words", "matched"),
    [
        ("cut* my arms", "I keep cutting my arms", "cutting my arms"),
        ("cut my", "haircut my way", ""),
        ("can't go on", "I CAN’T go on", "cant go on"),
        ("(want|wanna) (to)? die", "just wanna die", "wanna die"),
        (
            "{tablets} ... lined up",
            "my sleeping tablets are all lined up",
            "sleeping tablets are all lined up",
        ),
        ("{tablets} ... lined up", "pills one two three four five six seven eight lined up", ""),
        ("gas + smell*", "it smelt, no: smells of gas", "it smelt no smells of gas"),
        ("gas + smell*", "gas bill", ""),
        ("beats me at !(home|week*|his place)", "she beats me at cards", "beats me at"),
        ("beats me at !(home|week*|his place)", "she beats me at home", ""),
        ("beats me at !(home|week*|his place)", "he beats me at weekends", ""),
        ("beats me at !(home|week*|his place)", "he beats me at his place", ""),
        ("beats me at !(home|week*|his place)", "he beats me at his darts", "beats me at"),
        ("can't go on !(*ing|with)", "I can't go on", "cant go on"),
        ("can't go on !(*ing|with)", "I can't go on pretending", ""),
        ("can't go on !(*ing|with)", "I can't go on with it", ""),
        ("can't go on !(*ing|with)", "I can't go on ingots", "cant go on"),
        ("film* ...!(i|and) abuse", "a film on domestic abuse", "film on domestic abuse"),
        ("film* ...!(i|and) abuse", "a film and then abuse", ""),
        ("film* ...!{me} abuse", "a film that I saw as his abuse began", ""),
        ("film* ...!{me} abuse", "a film that we saw of abuse", "film that we saw of abuse"),
        ("film* ...!{me} abuse", "a film one two three four five six seven eight abuse", ""),
    ],
)
def test_pattern_matches_whole_words(pattern: str, words: str, matched: str) -> None:
    assert found(pattern, words) == matched


@pytest.mark.parametrize(
    ("words", "matched"),
    [
        ("I can't go on", "cant go on"),
        ("I cannot go on", "cannot go on"),
        ("I can not carry on", "can not carry on"),
        ("the can is not on", ""),
    ],
)
def test_word_that_is_said_otherwise_too_stands_for_both(words: str, matched: str) -> None:
    pattern = read_pattern("(cant go|cant carry) on", {}, {"cant": ("cannot", "can not")})
    assert pattern.found_in(SaidText(fold(words))) == matched


def test_longer_choice_is_cut_before_its_own_beginning() -> None:
    said = read_pattern("(gas|gas bill)", SLOTS).cut_from(SaidText("the gas bill today"))
    assert said.padded == " the  today"


def test_what_is_cut_out_leaves_a_place_that_nothing_reaches_across() -> None:
    said = read_pattern("gas bill*", SLOTS).cut_from(SaidText("smell the gas bills today"))
    assert said.padded == " smell the  today"
    assert read_pattern("the ... today", SLOTS).found_in(said) == ""
    assert read_pattern("smell + today", SLOTS).found_in(said) != ""


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "...", "(a|b)?", "{nobody} here", "(a|)", "a (b", "a ) b", "£ a", "a + "),
        *("(a|(b|c))", "!(a)", "*ing here", "a ! b", "a ...!{nobody} b", "a ...!() b", "a ...! b"),
    ],
)
def test_pattern_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        read_pattern(pattern, SLOTS)
