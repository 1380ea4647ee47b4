"""Which preferences a query's words name, and what is left to look for."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch
from assetmap.domain.search.preference import PreferenceKind
from assetmap.domain.search.query import Search
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.preferences import read_preferences

MONDAY = date(2026, 3, 16)
FREE = PhraseMatch("free", Concept("free", ("free",), (), (), ("free",)))
WEDDING = PhraseMatch(
    "wed", Concept("wedding", ("wed",), ("celebrate/weddings",), (), ("wedding",))
)
YOGA = PhraseMatch("yoga", Concept("yoga", ("yoga",), ("move/yoga",), (), ("yoga",)))


def query(words: str, *matches: PhraseMatch, **asked: object) -> ParsedQuery:
    search = Search(words=words, **asked)  # type: ignore[arg-type]
    return ParsedQuery(search, words, words, matches=matches)


def kinds(query: ParsedQuery) -> list[PreferenceKind]:
    return [preference.sort for preference in query.preferences]


def test_preferences_are_read_and_taken_out_of_the_terms() -> None:
    after = read_preferences(query("free yoga on Monday evenings"), MONDAY)
    assert (kinds(after), after.terms) == (
        [PreferenceKind.TIME, PreferenceKind.DAY, PreferenceKind.COST],
        "yoga",
    )
    assert after.words == "free yoga on Monday evenings"


def test_filter_that_is_set_beats_a_preference_of_its_kind() -> None:
    after = read_preferences(query("free yoga on Monday", day=(("tue",),)), MONDAY)
    assert (kinds(after), after.terms) == ([PreferenceKind.COST], "yoga")


def test_age_that_is_set_beats_one_in_the_words() -> None:
    words = "yoga for my mum, 84"
    assert PreferenceKind.AGE in kinds(read_preferences(query(words), MONDAY))
    assert PreferenceKind.AGE not in kinds(read_preferences(query(words, age=70), MONDAY))


def test_phrase_that_says_a_preference_again_is_no_match() -> None:
    after = read_preferences(query("free yoga on wed", FREE, WEDDING, YOGA), MONDAY)
    assert after.matches == (YOGA,)


def test_kin_are_ordinary_words_to_whoever_is_in_danger() -> None:
    calm = query("yoga with my husband")
    assert kinds(read_preferences(calm, MONDAY)) == [PreferenceKind.KIN]
    urgent = replace(calm, is_urgent=True)
    assert read_preferences(urgent, MONDAY) == urgent


@pytest.mark.parametrize(
    "same",
    [query("yoga on Monday", exact=True), query("yoga on Monday", ignore=("day",)), query("yoga")],
    ids=["exact", "ignored", "none"],
)
def test_words_without_preferences_stay_as_they_are(same: ParsedQuery) -> None:
    assert read_preferences(same, MONDAY) == same
