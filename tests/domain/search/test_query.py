from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind
from assetmap.domain.place import Box
from assetmap.domain.search.facets import FACETS, choices_of
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.times.schedule import DAYS, TIMES
from tests.factories import a_listing
from tests.properties import few

SPOKEN = [a_listing(languages=("Polish", "Urdu", "British Sign Language"))]
LANGUAGES = ("polish", "urdu", "british-sign-language")
FULL = Search(
    words="tea & talk",
    near="RM17 6SL",
    within=2.5,
    need="lonely",
    age=70,
    category=(("meet", "learn"), ("meet/cafes",)),
    kind=(("group",),),
    audience=(("older",),),
    access=(("step-free",), ("toilet",)),
    day=(("tue", "thu"),),
    time=(("morning",),),
    cost=(("free",),),
    language=(("polish", "urdu"),),
    bbox=Box(0.2, 51.4, 0.5, 51.6),
    sort="near",
    view="map",
    page=3,
    per_page=50,
    exact=True,
)


def choices(values: list[str]) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    group = st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)
    return st.lists(group, max_size=2, unique=True).map(tuple)


def searches(borough: Borough) -> st.SearchStrategy[Search]:
    words = borough.words
    plain = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=80)
    sides = st.tuples(st.floats(-180, 0), st.floats(-90, 0), st.floats(0.1, 180), st.floats(1, 90))
    return st.builds(
        Search,
        words=plain,
        near=plain,
        within=st.none() | st.floats(0, 500, exclude_min=True),
        need=st.sampled_from(["", *words.need]),
        age=st.none() | st.integers(0, 120),
        category=choices(list(words.category)),
        kind=choices([str(kind) for kind in Kind]),
        audience=choices(list(words.audience)),
        access=choices(list(words.access_feature)),
        day=choices(list(DAYS)),
        time=choices(list(TIMES)),
        cost=choices(["free", "upto5"]),
        language=choices(list(LANGUAGES)),
        bbox=st.none() | sides.map(lambda four: Box(*four)),
        sort=st.sampled_from(["best", "near", "name"]),
        view=st.sampled_from(["list", "map"]),
        page=st.integers(1, 10**12),
        per_page=st.integers(1, 100),
        exact=st.booleans(),
    )


def test_parameters_are_read_back_as_the_same_question(borough: Borough) -> None:
    @few
    @given(searches(borough))
    def round_trip(search: Search) -> None:
        offered = choices_of(borough.words, SPOKEN)
        assert read_search(search.parameters(), borough.words, offered) == (search, [])
        typed = parse_qsl(search.query_string())
        assert read_search(typed, borough.words, offered) == (search, [])

    round_trip()


def test_parameters_stand_in_one_order_and_leave_defaults_out() -> None:
    assert list(Search().parameters()) == []
    assert list(FULL.parameters()) == [
        ("q", "tea & talk"),
        ("near", "RM17 6SL"),
        ("need", "lonely"),
        ("within", "2.5"),
        ("age", "70"),
        ("category", "meet,learn"),
        ("category", "meet/cafes"),
        ("kind", "group"),
        ("audience", "older"),
        ("access", "step-free"),
        ("access", "toilet"),
        ("day", "tue,thu"),
        ("time", "morning"),
        ("cost", "free"),
        ("language", "polish,urdu"),
        ("bbox", "0.2,51.4,0.5,51.6"),
        ("sort", "near"),
        ("view", "map"),
        ("exact", "yes"),
        ("page", "3"),
        ("per_page", "50"),
    ]


def test_parameters_never_round_the_question() -> None:
    search = Search(within=1.23456789, bbox=Box(0.3238131, 51.0, 0.3238132, 51.4755501))
    assert list(search.parameters()) == [
        ("within", "1.23456789"),
        ("bbox", "0.3238131,51,0.3238132,51.4755501"),
    ]
    assert list(Search(within=2.0).parameters()) == [("within", "2")]


def test_query_string_is_escaped() -> None:
    assert Search(words="a&b=c #é").query_string() == "q=a%26b%3Dc+%23%C3%A9"


def test_without_choice_takes_a_value_out_of_every_group() -> None:
    assert FULL.without_choice("category", "meet") == replace(
        FULL, page=1, category=(("learn",), ("meet/cafes",))
    )
    assert FULL.without_choice("access", "toilet").access == (("step-free",),)
    assert FULL.without_choice("kind", "nothing") == replace(FULL, page=1)


@pytest.mark.parametrize("facet", FACETS)
def test_without_choice_undoes_adding_one(facet: str) -> None:
    more: dict[str, Any] = {facet: (*FULL.choices(facet), ("new",))}
    assert replace(FULL, **more).without_choice(facet, "new") == replace(FULL, page=1)


@pytest.mark.parametrize("part", ["words", "near", "within", "need", "age", "bbox", "sort"])
def test_without_blanks_one_part_from_the_first_page(part: str) -> None:
    assert FULL.without(part) == replace(FULL, page=1, **{part: getattr(Search(), part)})


def test_all_choices_are_named_once_each_in_order() -> None:
    assert list(all_choices((("b", "a"), ("a", "c")))) == ["b", "a", "c"]
