"""Words that are asked again are not read again, unless anything changed that reading looks at."""

from datetime import date

import pytest

from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search import recent_queries
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.query_parser import parse_query
from assetmap.services.search.recent_queries import MOST, recent_query
from tests.conftest import ContextMaker
from tests.factories import a_listing


def ask(context: Context, **asked: str) -> ParsedQuery:
    now, book = context.directory_cache.current(), context.phrases()
    return recent_query(context, Search(**asked), now, book)  # type: ignore[arg-type]


def test_asked_again_is_what_was_read(sample_context: Context) -> None:
    first = ask(sample_context, words="lunch near Grays, not bingo")
    assert ask(sample_context, words="lunch near Grays, not bingo") is first
    now, book = sample_context.directory_cache.current(), sample_context.phrases()
    assert first == parse_query(sample_context, first.search, now, book)


def test_everything_that_was_asked_counts(sample_context: Context) -> None:
    ways = ({}, {"near": "Grays"}, {"need": "food"}, {"ward": "E05002235"}, {"sort": "near"})
    found = [ask(sample_context, words="lunch", **way) for way in ways]
    assert [query.search for query in found] == [Search(words="lunch", **way) for way in ways]  # type: ignore[arg-type]


def test_is_read_anew_when_a_listing_changed(make_context: ContextMaker) -> None:
    context = make_context(a_listing("one", name="Choir"))
    before = ask(context, words="crokinloe")
    assert before.correction == ""
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("two", name="Lunch", description="Crokinole and tea."))
    assert ask(context, words="crokinloe").correction == "crokinole"


def test_is_read_anew_with_other_words(sample_context: Context) -> None:
    before = ask(sample_context, words="zumbling")
    heard = Concept("zumbling", say=("zumbling",), words=("dance",))
    trying = sample_context.trying(Thesaurus((heard,)))
    assert [match.concept.id for match in ask(trying, words="zumbling").matches] == ["zumbling"]
    assert ask(sample_context, words="zumbling") == before


def test_is_read_anew_on_another_day(
    sample_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = ask(sample_context, words="bingo tomorrow").preferences
    monkeypatch.setattr(type(sample_context.clock), "today", lambda _: date(2026, 3, 20))
    assert ask(sample_context, words="bingo tomorrow").preferences != today


def test_is_read_anew_in_another_borough(make_context: ContextMaker) -> None:
    context = make_context(a_listing("one"))
    before = ask(context, words="choir")
    context.take_borough(context.borough)
    assert ask(context, words="choir") is not before


def test_holds_no_more_than_so_many(
    sample_context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(context: Context, search: Search, *more: object) -> ParsedQuery:
        read.append(search.words)
        return ParsedQuery(search)

    monkeypatch.setattr(recent_queries, "parse_query", counted)
    for number in range(MOST):
        ask(sample_context, words=f"{number}")
    ask(sample_context, words="0")
    assert len(read) == MOST
    ask(sample_context, words="one more")
    ask(sample_context, words="0")
    assert read[MOST:] == ["one more", "0"]
