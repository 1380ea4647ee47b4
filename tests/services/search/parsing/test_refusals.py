"""What a question refuses, and what only looks as if it were refused."""

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.search.refusals import Refusal
from assetmap.services.context import Context
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.query_parser import parse_query
from scripts.quality_check.own_sets import Item, items
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.search.refusal_questions import REFUSING, REFUSING_NOTHING


def read(context: Context, words: str, **asked: object) -> ParsedQuery:
    search = Search(words=words, **asked)  # type: ignore[arg-type]
    return parse_query(context, search, context.directory_cache.current(), context.phrases())


def refused(context: Context, words: str, **asked: object) -> tuple[str, ...]:
    return tuple(each.what for each in read(context, words, **asked).refusals)


@pytest.mark.parametrize(
    ("words", "things"),
    REFUSING,
)
def test_what_is_refused_is_read(
    sample_context: Context, words: str, things: tuple[str, ...]
) -> None:
    assert refused(sample_context, words) == things


@pytest.mark.parametrize(
    ("words", "is_anywhere"),
    [
        ("a club, but nothing with karaoke", True),
        ("he declines anything involving karaoke", True),
        ("lunch, scared of dogs", True),
        ("a club but no karaoke", False),
    ],
)
def test_what_must_be_no_part_of_it_is_not_even_mentioned(
    sample_context: Context, words: str, is_anywhere: bool
) -> None:
    (refusal,) = read(sample_context, words).refusals
    assert refusal.is_anywhere is is_anywhere


@pytest.mark.parametrize("words", REFUSING_NOTHING)
def test_what_only_looks_like_a_refusal_is_not(sample_context: Context, words: str) -> None:
    assert read(sample_context, words).refusals == ()


# The harder sentences do refuse things now and then ("not a crowd gawping").
PLAIN = [each for each in items("sentences", "dev") if not each.is_harder]


@pytest.mark.parametrize(
    "item", [*items("refusal_guards", "dev"), *PLAIN], ids=lambda item: item.text
)
def test_ordinary_questions_refuse_nothing(sample_context: Context, item: Item) -> None:
    assert read(sample_context, item.text).refusals == ()


def test_phrase_of_the_thesaurus_refuses_nothing_and_is_kept(sample_context: Context) -> None:
    """What people say for something else is heard as that: "scared of water", "no mates". Only
    what they do is refused all the same: "no men" asks for what is for women, and refuses men.
    """
    phrases = [
        phrase
        for concept in sample_context.borough.thesaurus.concepts
        for phrase in concept.say
        if {"not", "no", "won't", "don't", "hates", "of"} & set(phrase.split())
    ]
    assert len(phrases) > 100
    told = {phrase: refused(sample_context, phrase) for phrase in phrases}
    assert {what for each in told.values() for what in each} == {
        *("crowds", "groups", "men", "care home", "carers"),
    }
    assert [each for each in told if told[each] and not read(sample_context, each).matches] == []


def test_the_rest_is_looked_for_and_the_refused_is_not(sample_context: Context) -> None:
    query = read(sample_context, "Craft club in Grays (not knitting, please)")
    assert query.refusals == (Refusal("knitting", "not knitting"),)
    assert (query.words, query.terms) == ("Craft club please)", "Craft club please)")
    assert query.said == "Craft club (not knitting, please)"
    assert [match.concept.id for match in query.matches] == ["knit-sew"]
    assert query.named == "Craft club please) in Grays"


def test_fear_and_allergy_count_wherever_it_is_mentioned(sample_context: Context) -> None:
    query = read(sample_context, "tea and a chat, allergic to dogs and not bingo")
    assert query.refusals == (
        Refusal("dogs", "allergic to dogs", is_anywhere=True),
        Refusal("bingo", "not bingo"),
    )


@pytest.mark.parametrize("asked", [{"exact": True}, {"ignore": ("refusals",)}])
def test_words_taken_as_typed_refuse_nothing(
    sample_context: Context, asked: dict[str, object]
) -> None:
    query = read(sample_context, "coffee but not bingo", **asked)
    assert (query.refusals, query.words) == ((), "coffee but not bingo")


def test_in_danger_nothing_is_refused(sample_context: Context) -> None:
    query = read(sample_context, "my husband hits me, anything but church")
    assert (query.is_urgent, query.refusals) == (True, ())


def test_name_that_sounds_like_a_refusal_is_a_name(make_context: ContextMaker) -> None:
    context = make_context(a_listing("not", name="Anything But Bingo"), a_listing("bingo"))
    assert refused(context, "anything but bingo") == ()
    assert refused(context, "everything but bingo") == ("bingo",)


def test_name_that_only_holds_the_words_hides_no_refusal(make_context: ContextMaker) -> None:
    context = make_context(a_listing("tea", name="Forget-Me-Not Singing Tea"), a_listing("choir"))
    assert refused(context, "music but not singing") == ("singing",)
    assert refused(context, "forget me not singing tea") == ()


def test_complaint_about_a_place_is_no_refusal(sample_context: Context) -> None:
    assert refused(sample_context, "no bingo in Aveley") == ()
    assert refused(sample_context, "no bingo") == ("bingo",)


@pytest.mark.parametrize(
    "words",
    ["not " * 75, "no bingo, " * 30, "a not " * 50, "bingo or " * 33, ", " * 150, "(" * 300],
)
def test_hostile_words_are_read(sample_context: Context, words: str) -> None:
    """Nothing here takes more than one pass: a pattern that went astray would never end."""
    assert len(read(sample_context, words[:300]).refusals) <= 30
