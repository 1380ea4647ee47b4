"""Short forms in a question's words are written out before anything else is read."""

from dataclasses import replace

import pytest

from assetmap.domain.borough.short_forms import ShortForms
from assetmap.domain.search.query import Search
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.short_forms import write_out_short_forms

FORMS = ShortForms({"wknd": "weekend", "2nite": "tonight"}, frozenset({"bairns"}))


def written(typed: str, **asked: object) -> tuple[ParsedQuery, ParsedQuery]:
    before = ParsedQuery(Search(words=typed, **asked), typed, typed)  # type: ignore[arg-type]
    return before, write_out_short_forms(before, FORMS)


def test_short_forms_are_written_out_and_told() -> None:
    before, after = written("Wknd clubs, 2nite?")
    words = "weekend clubs, tonight?"
    swaps = (("Wknd", "weekend"), ("2nite", "tonight"))
    assert after == replace(before, words=words, terms=words, written_out=swaps)


@pytest.mark.parametrize("asked", [{"exact": True}, {"ignore": ("short-forms",)}])
def test_short_forms_stay_when_words_are_taken_as_typed(asked: dict[str, object]) -> None:
    before, after = written("wknd", **asked)
    assert after == before


def test_words_that_are_right_stay() -> None:
    before, after = written("club for bairns, wknds")
    assert after == before
