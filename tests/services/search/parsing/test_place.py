"""Which place a query means, which one its words refuse, and what is said of one nobody knows."""

from dataclasses import replace

import pytest

from assetmap.domain.search.query import Search
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.place import read_corrected_place, read_place


def query(words: str = "", **asked: object) -> ParsedQuery:
    return ParsedQuery(Search(words=words, **asked), words, words)  # type: ignore[arg-type]


def read(context: Context, before: ParsedQuery) -> ParsedQuery:
    return read_place(before, context.gazetteer, context.borough)


def label(query: ParsedQuery) -> str:
    return query.place.label if query.place else ""


@pytest.mark.parametrize(
    ("words", "left", "named"),
    [
        ("Tilbury not Grays", "", "Tilbury"),
        ("not Tilbury but Grays", "but", "Grays"),
        ("knitting but not in Grays", "knitting", ""),
        ("chess rather than Grays, thanks", "chess thanks", ""),
        ("lunch in Corringham, not Stanford le Hope please", "lunch please", "Corringham"),
        ("not far from Grays", "not far from", "Grays"),
        ("not a club", "not a club", ""),
    ],
)
def test_place_that_is_refused_is_not_looked_for(
    sample_context: Context, words: str, left: str, named: str
) -> None:
    found = read(sample_context, query(words))
    assert (found.words, found.terms, label(found)) == (left, left, named)
    assert found.problems == ()


def test_place_box_takes_what_stands_beside_the_place(sample_context: Context) -> None:
    found = read(sample_context, query("lunch in Tilbury", near="Grays, Essex"))
    assert (found.words, label(found), found.place_phrase) == ("lunch in Tilbury", "Grays", "")
    assert found.problems == ()


@pytest.mark.parametrize(
    "asked", [{"exact": True}, {"ignore": ("place",)}], ids=["exact", "ignored"]
)
def test_place_in_words_stays_a_word_when_asked_to(
    sample_context: Context, asked: dict[str, object]
) -> None:
    before = query("lunch in Grays", **asked)
    assert read(sample_context, before) == before


def test_place_outside_the_borough_is_known_for_one(sample_context: Context) -> None:
    found = read(sample_context, query("food", near="SW1A 1AA"))
    assert (label(found), found.is_outside) == ("SW1A 1AA", True)
    assert not read(sample_context, query("food", near="RM17 6SL")).is_outside


def test_problem_of_a_place_stands_behind_those_of_before(sample_context: Context) -> None:
    before = query("lunch RM99 9ZZ").with_problems(Problem("ignore", "first"))
    told = (
        "We cannot find the postcode RM99 9ZZ. Check it, or give a town such as Grays or Tilbury."
    )
    after = read(sample_context, before)
    assert after.problems == (Problem("ignore", "first"), Problem("q", told))
    assert (after.words, after.place, after.place_phrase) == ("lunch", None, "RM99 9ZZ")
    assert before.problems == (Problem("ignore", "first"),)


def test_corrected_place_is_read_only_where_there_is_a_correction(sample_context: Context) -> None:
    slip = query("knitting tilbury")
    gazetteer, borough = sample_context.gazetteer, sample_context.borough
    assert read_corrected_place(slip, gazetteer, borough) == slip
    found = read_corrected_place(replace(slip, correction="knitting tilbury"), gazetteer, borough)
    assert (found.words, label(found), found.place_phrase) == ("knitting", "Tilbury", "tilbury")


def test_corrected_place_leaves_a_place_that_was_given(sample_context: Context) -> None:
    given = replace(read(sample_context, query("knit tilbury", near="Grays")), correction="x")
    assert read_corrected_place(given, sample_context.gazetteer, sample_context.borough) == given
