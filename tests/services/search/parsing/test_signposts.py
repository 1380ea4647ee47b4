"""Signposts stand above the listings when a question is about the thing, and else not."""

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.query import Search
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.signposts import read_signposts

POLISH = Preference(PreferenceKind.LANGUAGE, ("polish",), "polski", "Speaks Polish")


def found(signposts: tuple[Signpost, ...], words: str, is_a_name: bool = False) -> list[str]:
    query = ParsedQuery(Search(words=words), words, words)
    read = read_signposts(query, signposts, is_a_name=is_a_name)
    return [each.slug for each in read.signposts]


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("nhs dentist taking patients", ["dentist"]),
        ("register with a GP", ["gp"]),
        ("chemist open late", ["pharmacy"]),
        ("where is the job centre", ["jobcentre"]),
        ("help with my council tax bill", ["council-tax"]),
        ("bus pass for my nan", ["bus-pass"]),
        ("nursery places for a two year old", ["nursery"]),
        ("school places in year 7", ["school-places"]),
        ("my husband has cancer", ["cancer"]),
        ("renew a blue badge", ["blue-badge"]),
        ("get on the housing register", ["housing-register"]),
        ("missed bins", ["bins"]),
        ("register a birth", ["registrar"]),
        ("ring 101", ["police"]),
        ("new passport", ["passport"]),
        ("MOT", ["mot"]),
        ("passport and bus pass and dentist", ["bus-pass", "passport"]),
    ],
)
def test_question_about_the_thing_is_shown_the_way(
    borough: Borough, words: str, slugs: list[str]
) -> None:
    assert found(borough.signposts, words) == slugs


@pytest.mark.parametrize(
    "words",
    [
        *("nursery rhymes", "plants from a nursery", "police cadets", "get to the doctor"),
        *("lift to my hospital appointment", "veterans breakfast", "knitting", "talk to someone"),
        *("put the bins out", "behind with council tax", "motorbikes", "my doctor said to walk"),
        *("someone to collect my prescription", "cancer research shop", "gardening", ""),
    ],
)
def test_question_that_only_sounds_like_it_is_shown_none(borough: Borough, words: str) -> None:
    assert found(borough.signposts, words) == []


def test_a_listings_own_name_and_danger_are_shown_none(borough: Borough) -> None:
    assert found(borough.signposts, "Cancer Support Thurrock", is_a_name=True) == []
    query = ParsedQuery(Search(words="police"), "police", "police", is_urgent=True)
    assert read_signposts(query, borough.signposts, is_a_name=False) == query


def test_a_language_is_shown_the_way_to_an_interpreter(borough: Borough) -> None:
    query = ParsedQuery(Search(words="polski"), "polski", preferences=(POLISH,))
    read = read_signposts(query, borough.signposts, is_a_name=False)
    assert [each.slug for each in read.signposts] == ["interpreter"]
