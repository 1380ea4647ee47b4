"""Whether a question is answered at all, doubtfully, or not."""

from dataclasses import replace

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.factories import a_listing

HALL = a_listing(
    *("hall",),
    name="Dock Road Hall",
    summary="Rooms to hire.",
    description="A skip stands in the yard. Ring us for hire prices. Wheelchairs fit through.",
    categories=("places/halls",),
)
CRICKET = a_listing(
    *("cricket",),
    name="Quarry Cricket",
    summary="Bat and ball.",
    description="Nets on Sundays. Judo was here until 2019.",
    categories=("active/sport",),
)
KNIT = a_listing()


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(HALL, CRICKET, KNIT)


@pytest.mark.parametrize(
    "words",
    [
        *("knitting", "Knit Club", "quarry crickt", "somewhere to knit", "hire a room"),
        "my mum used to love knitting",
        *("", "on Tuesdays", "in Tilbury", "free"),
    ],
)
def test_what_is_here_is_a_good_answer(context: Context, words: str) -> None:
    found = answer(context, Search(words=words))
    assert (found.match, found.nearest, found.total > 0) == (Match.GOOD, (), True)


@pytest.mark.parametrize(
    "words",
    [
        *("asdf qwerty zxcv", "blorptang", "zzzz", "scuba diving", "cheap flights to Tenerife"),
        *("archery", "golf", "gymnastics for girls aged 6", "skip hire in Leeds"),
    ],
)
def test_what_is_not_here_is_told_and_what_comes_nearest_is_apart(
    context: Context, words: str
) -> None:
    found = answer(context, Search(words=words))
    assert (found.match, found.total, found.total_known, found.hits) == (Match.NONE, 0, 0, ())
    assert len(found.nearest) <= 10
    assert all(value.count == 0 for values in found.facets.values() for value in values)


def test_a_subject_does_not_answer_one_particular_thing_of_it(make_context: ContextMaker) -> None:
    context = make_context(CRICKET, KNIT)
    assert answer(context, Search(words="sport")).match is Match.GOOD
    found = answer(context, Search(words="archery"))
    assert (found.match, [hit.listing.id for hit in found.nearest]) == (Match.NONE, ["cricket"])


def test_a_listing_that_has_the_thing_answers_it(make_context: ContextMaker) -> None:
    bows = replace(CRICKET, id="bows", source_id="bows", name="Bow Club", summary="Archery.")
    found = answer(make_context(CRICKET, KNIT, bows), Search(words="archery"))
    assert (found.match, found.hits[0].listing.id) == (Match.GOOD, "bows")


def test_a_whole_sentence_with_something_in_it_is_never_hopeless(context: Context) -> None:
    words = "he wants to play something with somebody who knows about cricket"
    assert answer(context, Search(words=words)).match is not Match.NONE


@pytest.mark.parametrize("words", ["archery club"])
def test_what_has_half_of_it_is_shown_with_a_doubt(context: Context, words: str) -> None:
    found = answer(context, Search(words=words))
    assert (found.match, found.nearest, found.total > 0) == (Match.WEAK, (), True)


def test_filters_make_no_doubt_and_an_empty_answer_is_none(context: Context) -> None:
    found = answer(context, Search(category=(("create/crafts",),)))
    assert (found.match, found.total) == (Match.GOOD, 1)
    found = answer(context, Search(category=(("active/swimming",),)))
    assert (found.match, found.total, found.nearest) == (Match.NONE, 0, ())
    found = answer(context, Search(words="archery", day=(("mon",),)))
    assert (found.match, found.nearest) == (Match.NONE, ())  # the filter holds for what is near


def test_danger_is_answered_with_what_helps_however_it_was_said(make_context: ContextMaker) -> None:
    helps = a_listing("talk", name="Talking Chairs", categories=("wellbeing/mental-health",))
    found = answer(make_context(helps), Search(words="I want to end it all"))
    assert (found.match, [hit.listing.id for hit in found.hits]) == (Match.GOOD, ["talk"])


@pytest.mark.parametrize("words", ["knitting", "archery", ""])
def test_words_as_typed_are_judged_the_same_way(context: Context, words: str) -> None:
    exact = answer(context, Search(words=words, exact=True))
    assert exact.match is answer(context, Search(words=words)).match
