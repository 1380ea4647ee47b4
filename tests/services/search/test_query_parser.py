"""How a question is read: the place in it, the spelling put right, what is left to look for."""

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.query_parser import parse_query
from tests.conftest import ContextMaker
from tests.factories import a_listing


def read(context: Context, words: str = "", near: str = "", exact: bool = False) -> ParsedQuery:
    search = Search(words=words, near=near, exact=exact)
    return parse_query(context, search, context.directory_cache.current(), context.phrases())


def place(reading: ParsedQuery) -> str:
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
    sample_context: Context, words: str, terms: str, label: str, phrase: str
) -> None:
    reading = read(sample_context, words)
    understood = reading.understood
    assert (understood.terms, place(reading), understood.place_in_words) == (terms, label, phrase)
    assert reading.problems == ()


def test_place_given_by_itself_leaves_the_words_alone(sample_context: Context) -> None:
    reading = read(sample_context, "knitting in Tilbury", near="Grays")
    assert (reading.understood.terms, place(reading)) == ("knitting in Tilbury", "Grays")
    assert reading.understood.place_in_words == ""


def test_slip_in_a_place_that_is_given_is_forgiven(sample_context: Context) -> None:
    found = read(sample_context, near="Tilbery").understood.place
    assert (found.label, found.typed) == ("Tilbury", "Tilbery")


def test_slip_in_a_place_among_words_is_mended(sample_context: Context) -> None:
    reading = read(sample_context, "knitting tilbery")
    assert (reading.understood.terms, place(reading)) == ("knitting", "Tilbury")
    assert reading.understood.correction == "knitting tilbury"


def test_postcode_that_does_not_exist_is_a_problem(sample_context: Context) -> None:
    problem = (
        "We cannot find the postcode RM99 9ZZ. Check it, or give a town such as Grays or Tilbury."
    )
    assert read(sample_context, near="RM99 9ZZ").problems == (Problem("near", problem),)
    in_words = read(sample_context, "lunch RM99 9ZZ")
    assert in_words.problems == (Problem("q", problem),)
    assert (in_words.understood.terms, in_words.understood.place) == ("lunch", None)


def test_place_that_nobody_knows_is_a_problem(sample_context: Context) -> None:
    problem = (
        "We cannot find a place called “Xanadu”. Give a postcode, or a town such as Grays or "
        "Tilbury."
    )
    assert read(sample_context, "lunch", near="Xanadu").problems == (Problem("near", problem),)


def test_spelling_is_mended_and_said(sample_context: Context) -> None:
    reading = read(sample_context, "dimentia cafe")
    assert (reading.understood.terms, reading.understood.correction) == ("dementia cafe",) * 2


def test_spelling_is_said_with_the_place_that_was_typed(sample_context: Context) -> None:
    reading = read(sample_context, "dimentia in Tilbury")
    assert reading.understood.terms == "dementia"
    assert reading.understood.correction == "dementia in Tilbury"


@pytest.mark.parametrize(
    "words", ["I dread crowds", "spiders and so on", "dead keen", "killer heels", "Mrs Patterson"]
)
def test_english_words_and_names_are_not_mended(sample_context: Context, words: str) -> None:
    understood = read(sample_context, words).understood
    assert (understood.correction, understood.said) == ("", words)


def test_exact_words_are_taken_as_typed(sample_context: Context) -> None:
    reading = read(sample_context, "dimentia in Tilbury", exact=True)
    assert reading.understood.terms == "dimentia in Tilbury"
    assert (reading.understood.correction, reading.understood.place) == ("", None)


@pytest.mark.parametrize("words", ["the for with", "please find me something", "!!! ???"])
def test_words_that_say_nothing_are_a_problem(sample_context: Context, words: str) -> None:
    said = "We could not find a word to look for in that. Try others."
    assert read(sample_context, words).problems == (Problem("q", said),)


def test_place_outside_the_borough_is_noted(sample_context: Context) -> None:
    assert read(sample_context, near="BL1 1SE").understood.outside_borough is True
    assert read(sample_context, "lunch DA1 1DR").understood.outside_borough is True
    assert read(sample_context, near="RM17 6SL").understood.outside_borough is False
    assert read(sample_context, near="Thurrock").understood.outside_borough is False
    assert read(sample_context, "lunch").understood.outside_borough is False


def test_wishes_and_phrases_are_read_and_wishes_leave_the_text(sample_context: Context) -> None:
    understood = read(sample_context, "my mum is lonely on Tuesdays near Tilbury").understood
    assert (understood.terms, understood.words) == ("lonely", "my mum is lonely on Tuesdays")
    assert [preference.label for preference in understood.preferences] == [
        "Tuesday",
        "For your mum",
    ]
    assert [(each.phrase, each.concept.id) for each in understood.matches] == [("lonely", "lonely")]
    assert understood.is_urgent is False


@pytest.mark.parametrize(
    ("words", "match"),
    [
        ("my mate's depressed", ["depressed"]),  # no wish for mates
        ("lunch on Tue or Wed", ["lunch"]),  # no wedding
        ("can't get out", ["cant get out"]),  # at home or by phone, and company
    ],
)
def test_phrase_that_is_a_day_or_kin_is_not_heard_as_well(
    sample_context: Context, words: str, match: list[str]
) -> None:
    found = read(sample_context, words).understood.matches
    assert list(dict.fromkeys(each.phrase for each in found)) == match


def test_words_that_only_join_are_browsed_by_their_wish(sample_context: Context) -> None:
    reading = read(sample_context, "she's in a wheelchair")
    assert (reading.understood.terms, reading.problems) == ("", ())
    assert [preference.label for preference in reading.understood.preferences] == ["Step-free"]


def test_ignored_things_stay_plain_words(sample_context: Context) -> None:
    search = Search(words="my mum is lonely in Grays", ignore=("kin", "lonely", "place"))
    now = sample_context.directory_cache.current()
    understood = parse_query(sample_context, search, now, sample_context.phrases()).understood
    assert (understood.terms, understood.place) == ("my mum is lonely in Grays", None)
    assert (understood.preferences, understood.matches) == ((), ())


def test_danger_is_seen_however_the_words_are_read(sample_context: Context) -> None:
    assert read(sample_context, "my partner hits me").understood.is_urgent is True
    assert read(sample_context, "my partner hits me", exact=True).understood.is_urgent is True
    assert read(sample_context, "my partner hits me").understood.preferences == ()


def test_exact_words_are_read_for_nothing_else(sample_context: Context) -> None:
    understood = read(sample_context, "my mum is lonely on Tuesdays", exact=True).understood
    assert (understood.terms, understood.preferences, understood.matches) == (
        "my mum is lonely on Tuesdays",
        (),
        (),
    )


def test_word_that_only_the_thesaurus_knows_is_not_mended_away(make_context: ContextMaker) -> None:
    context = make_context(a_listing(name="Knitted house", description="houseboats"))
    spelling = context.directory_cache.current().text.spelling(context.phrases().words)
    assert spelling.mend("housebound lonley") == "housebound lonely"
