"""Which preferences a query's words name, and what is left to look for."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.borough.thesaurus import Concept, Heard
from assetmap.domain.search.preference import Sort
from assetmap.domain.search.query import Search
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.preferences import read_preferences

MONDAY = date(2026, 3, 16)
FREE = Heard("free", Concept("free", ("free",), (), (), ("free",)))
WEDDING = Heard("wed", Concept("wedding", ("wed",), ("celebrate/weddings",), (), ("wedding",)))
YOGA = Heard("yoga", Concept("yoga", ("yoga",), ("move/yoga",), (), ("yoga",)))


def query(words: str, *matches: Heard, **asked: object) -> ParsedQuery:
    search = Search(words=words, **asked)  # type: ignore[arg-type]
    return ParsedQuery(search, words, words, matches=matches)


def kinds(query: ParsedQuery) -> list[Sort]:
    return [preference.sort for preference in query.preferences]


def test_preferences_are_read_and_taken_out_of_the_terms() -> None:
    after = read_preferences(query("free yoga on Monday evenings"), MONDAY)
    assert (kinds(after), after.terms) == ([Sort.TIME, Sort.DAY, Sort.COST], "yoga")
    assert after.words == "free yoga on Monday evenings"


def test_filter_that_is_set_beats_a_preference_of_its_kind() -> None:
    after = read_preferences(query("free yoga on Monday", day=(("tue",),)), MONDAY)
    assert (kinds(after), after.terms) == ([Sort.COST], "yoga")


def test_age_that_is_set_beats_one_in_the_words() -> None:
    words = "yoga for my mum, 84"
    assert Sort.AGE in kinds(read_preferences(query(words), MONDAY))
    assert Sort.AGE not in kinds(read_preferences(query(words, age=70), MONDAY))


def test_phrase_that_says_a_preference_again_is_no_match() -> None:
    after = read_preferences(query("free yoga on wed", FREE, WEDDING, YOGA), MONDAY)
    assert after.matches == (YOGA,)


def test_kin_are_ordinary_words_to_whoever_is_in_danger() -> None:
    calm = query("yoga with my husband")
    assert kinds(read_preferences(calm, MONDAY)) == [Sort.KIN]
    urgent = replace(calm, is_urgent=True)
    assert read_preferences(urgent, MONDAY) == urgent


@pytest.mark.parametrize(
    "same",
    [query("yoga on Monday", exact=True), query("yoga on Monday", ignore=("day",)), query("yoga")],
    ids=["exact", "ignored", "none"],
)
def test_words_without_preferences_stay_as_they_are(same: ParsedQuery) -> None:
    assert read_preferences(same, MONDAY) == same
