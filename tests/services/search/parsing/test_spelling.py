"""How a query's spelling is corrected, and what it leaves alone."""

from dataclasses import replace

import pytest

from assetmap.domain.search.query import Search
from assetmap.search_index.spelling import Spelling
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.spelling import correct_spelling

SPELLING = Spelling({"dementia": 3, "cafe": 2, "chess": 1}, lambda term: False)


def corrected(typed: str, left: str | None = None, **asked: object) -> tuple[ParsedQuery, ...]:
    words = typed if left is None else left
    before = ParsedQuery(Search(words=typed, **asked), words, words)  # type: ignore[arg-type]
    return before, correct_spelling(before, SPELLING, {"tilbury", "demantia"}.__contains__)


def test_slips_are_corrected_in_words_and_terms() -> None:
    before, after = corrected("dimentia cafe")
    right = "dementia cafe"
    assert after == replace(before, words=right, terms=right, correction=right)


def test_correction_shows_the_place_that_was_typed() -> None:
    before, after = corrected("Dimentia cafe in Grays", left="Dimentia cafe")
    assert (after.words, after.correction) == ("dementia cafe", "dementia cafe in Grays")
    assert before.correction == ""


@pytest.mark.parametrize("typed", ["chess", "demantia", "Tilbury", "somebody", "x1y2", ""])
def test_right_words_are_left_alone(typed: str) -> None:
    before, after = corrected(typed)
    assert after == before


def test_words_that_are_taken_as_typed_are_left_alone() -> None:
    before, after = corrected("dimentia", exact=True)
    assert after == before
