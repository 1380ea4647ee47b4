"""How a question is read: the place in it, the spelling put right, what is left to look for."""

import pytest

from assetmap.domain.search import Problem, Search
from assetmap.services.desk import Desk
from assetmap.services.search.understanding import Reading, understand


def read(desk: Desk, words: str = "", near: str = "", exact: bool = False) -> Reading:
    return understand(
        desk, Search(words=words, near=near, exact=exact), desk.memory.now().text.spelling()
    )


def place(reading: Reading) -> str:
    return reading.understood.place.label if reading.understood.place else ""


@pytest.mark.parametrize(
    ("words", "terms", "label", "phrase"),
    [
        ("lunch RM17 6SL", "lunch", "RM17 6SL", "RM17 6SL"),
        ("lunch rm176sl", "lunch", "RM17 6SL", "rm176sl"),
        ("lunch near RM17 6SL please", "lunch please", "RM17 6SL", "near RM17 6SL"),
        ("knitting in Tilbury", "knitting", "Tilbury", "in Tilbury"),
        ("Grays lunch club", "lunch club", "Grays", "Grays"),
        ("Stanford le Hope", "", "Stanford-le-Hope", "Stanford le Hope"),
        ("walks thurrock", "walks", "Thurrock", "thurrock"),
        ("knitting", "knitting", "", ""),
    ],
)
def test_place_in_words_is_found(
    sample_desk: Desk, words: str, terms: str, label: str, phrase: str
) -> None:
    reading = read(sample_desk, words)
    understood = reading.understood
    assert (understood.terms, place(reading), understood.place_in_words) == (terms, label, phrase)
    assert reading.problems == ()


def test_place_given_by_itself_leaves_the_words_alone(sample_desk: Desk) -> None:
    reading = read(sample_desk, "knitting in Tilbury", near="Grays")
    assert (reading.understood.terms, place(reading)) == ("knitting in Tilbury", "Grays")
    assert reading.understood.place_in_words == ""


def test_slip_in_a_place_that_is_given_is_forgiven(sample_desk: Desk) -> None:
    found = read(sample_desk, near="Tilbery").understood.place
    assert (found.label, found.typed) == ("Tilbury", "Tilbery")


def test_slip_in_a_place_among_words_is_mended(sample_desk: Desk) -> None:
    reading = read(sample_desk, "knitting tilbery")
    assert (reading.understood.terms, place(reading)) == ("knitting", "Tilbury")
    assert reading.understood.mended == "knitting tilbury"


def test_postcode_that_does_not_exist_is_a_problem(sample_desk: Desk) -> None:
    problem = (
        "We cannot find the postcode RM99 9ZZ. Check it, or give a town such as Grays or Tilbury."
    )
    assert read(sample_desk, near="RM99 9ZZ").problems == (Problem("near", problem),)
    in_words = read(sample_desk, "lunch RM99 9ZZ")
    assert in_words.problems == (Problem("q", problem),)
    assert (in_words.understood.terms, in_words.understood.place) == ("lunch", None)


def test_place_that_nobody_knows_is_a_problem(sample_desk: Desk) -> None:
    problem = (
        "We cannot find a place called “Xanadu”. Give a postcode, or a town such as Grays or "
        "Tilbury."
    )
    assert read(sample_desk, "lunch", near="Xanadu").problems == (Problem("near", problem),)


def test_spelling_is_mended_and_said(sample_desk: Desk) -> None:
    reading = read(sample_desk, "dimentia cafe")
    assert (reading.understood.terms, reading.understood.mended) == ("dementia cafe",) * 2


def test_spelling_is_said_with_the_place_that_was_typed(sample_desk: Desk) -> None:
    reading = read(sample_desk, "dimentia in Tilbury")
    assert reading.understood.terms == "dementia"
    assert reading.understood.mended == "dementia in Tilbury"


def test_exact_words_are_taken_as_typed(sample_desk: Desk) -> None:
    reading = read(sample_desk, "dimentia in Tilbury", exact=True)
    assert reading.understood.terms == "dimentia in Tilbury"
    assert (reading.understood.mended, reading.understood.place) == ("", None)


@pytest.mark.parametrize("words", ["the for with", "please find me something", "!!! ???"])
def test_words_that_say_nothing_are_a_problem(sample_desk: Desk, words: str) -> None:
    said = "We could not find a word to look for in that. Try others."
    assert read(sample_desk, words).problems == (Problem("q", said),)


def test_place_outside_the_borough_is_noted(sample_desk: Desk) -> None:
    assert read(sample_desk, near="BL1 1SE").understood.outside_borough is True
    assert read(sample_desk, "lunch DA1 1DR").understood.outside_borough is True
    assert read(sample_desk, near="RM17 6SL").understood.outside_borough is False
    assert read(sample_desk, near="Thurrock").understood.outside_borough is False
    assert read(sample_desk, "lunch").understood.outside_borough is False
