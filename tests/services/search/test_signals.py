"""What speaks for and against each listing, put together."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.services.context import Context
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.query_parser import parse_query
from assetmap.services.search.roles import WANTED
from assetmap.services.search.selection import select
from assetmap.services.search.signals import Signals, signals_of
from tests.conftest import ContextMaker
from tests.factories import a_listing

SILENT = {"summary": "", "description": "", "audience": ()}
EVERYTHING = (
    a_listing("choir", name="Kiln Choir", categories=("create/music",), **SILENT),
    a_listing("chairs", name="Talking Chairs", categories=("meet/social-clubs",), **SILENT),
    a_listing("money", name="Money Sense", categories=("essentials/debt",), **SILENT),
    a_listing("bingo", name="Bingo Night", categories=("create/games",), when=["Sat 19:00-21:00"]),
    a_listing("dads", name="Saturday Dads", when=["Fri 10:00-12:00"], **SILENT),
    a_listing("role", name="Choir Caller", kind=Kind.VOLUNTEERING_ROLE, **SILENT),
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(*EVERYTHING)


def signalled(context: Context, words: str, **asked: Any) -> tuple[Signals, ParsedQuery]:
    cached, book = context.directory_cache.current(), context.phrases()
    query = parse_query(context, Search(words=words, **asked), cached, book)
    return signals_of(context, cached, query, book), query


def who(context: Context, mask: NDArray[np.bool_]) -> set[str]:
    ids = context.directory_cache.current().snapshot.ids
    return {each for each, is_in in zip(ids, mask, strict=True) if is_in}


def test_names_come_above_all_else_and_what_is_refused_below(context: Context) -> None:
    signals, _ = signalled(context, "bingo night")
    assert who(context, signals.names.asked_for) == {"bingo"}
    ids = context.directory_cache.current().snapshot.ids
    assert ids[int(np.argmax(signals.scores))] == "bingo"
    signals, _ = signalled(context, "something to do on Saturday but not bingo")
    assert who(context, signals.unwanted) == {"bingo"}
    assert signals.scores[ids.index("bingo")] < 0
    assert [n for n in range(len(ids)) if signals.scores[n] < 0] == [ids.index("bingo")]


def test_who_says_the_whole_name_gets_it_refused_or_not(context: Context) -> None:
    signals, query = signalled(context, "Bingo Night, but no bingo")
    assert who(context, signals.unwanted) == set()
    assert who(context, signals.named(query)) == {"bingo"}


def test_who_says_most_of_a_name_may_refuse_what_it_is(make_context: ContextMaker) -> None:
    """Who says "walking after work, women only is out" asks for a walk, and not for that one."""
    walks = a_listing("walks", name="After Work Women Walking", **SILENT)
    context = make_context(walks, a_listing("miles", name="Friendly Miles", **SILENT))
    signals, query = signalled(context, "after work walking but not women only")
    assert who(context, signals.names.asked_for) == {"walks"}
    assert who(context, signals.unwanted) == {"walks"}
    found = select(context, query.search)
    assert [each.shown.id for each in found.listings] == []


def test_a_word_that_a_listing_or_a_phrase_uses_is_no_slip(context: Context) -> None:
    for words, found in (("choir", {"choir", "role"}), ("lonely", set()), ("chiars", {"chairs"})):
        signals, _ = signalled(context, words)
        assert who(context, signals.names.answers) == found, words
    signals, _ = signalled(context, "chiars", exact=True)
    assert who(context, signals.names.answers) == set()


def test_roles_are_left_out_until_somebody_wants_to_give(context: Context) -> None:
    asks, _ = signalled(context, "singing")
    assert (who(context, asks.left_out), who(context, asks.wanted)) == ({"role"}, set())
    gives, query = signalled(context, "I want to volunteer")
    assert query.wants_to_give
    assert (who(context, gives.left_out), who(context, gives.wanted)) == (set(), {"role"})
    assert "role" in who(context, gives.found)
    role = context.directory_cache.current().snapshot.position["role"]
    assert gives.relevance[role] >= WANTED > asks.relevance[role]


def test_only_a_time_puts_in_order_by_what_comes_next(context: Context) -> None:
    signals, _ = signalled(context, "Saturday")
    assert signals.soonest is not None
    order = np.argsort(signals.soonest, kind="stable")
    ids = context.directory_cache.current().snapshot.ids
    # A name with the word before what is on then.
    assert [ids[n] for n in order[:2]] == ["dads", "bingo"]
    for words in ("bingo on Saturday", "Saturday in Tilbury", "bingo", ""):
        signals, _ = signalled(context, words)
        assert signals.soonest is None, words


def test_names_part_the_list_by_words_of_them_but_beside_a_place(context: Context) -> None:
    alone, query = signalled(context, "Saturday")
    assert who(context, alone.named(query)) == {"dads"}
    beside, query = signalled(context, "Saturday in Tilbury")
    assert query.place is not None
    assert who(context, beside.named(query)) == set()


@pytest.mark.parametrize(
    ("words", "match"),
    [
        *(("kiln choir", Match.GOOD), ("", Match.GOOD), ("on Saturday", Match.GOOD)),
        *(("I want to volunteer", Match.GOOD), ("I want to end my life", Match.GOOD)),
        *(("zxqv", Match.NONE), ("trombone repairs", Match.NONE)),
    ],
)
def test_answers_are_judged_by_all_the_signals(context: Context, words: str, match: Match) -> None:
    signals, query = signalled(context, words)
    everything = np.ones(len(EVERYTHING), bool)
    assert signals.judged(query, everything) is match
    assert signals.judged(query, ~everything) is Match.NONE


def test_empty_directory_has_no_signals(make_context: ContextMaker) -> None:
    context = make_context()
    for words in ("choir", "", "Saturday", "not bingo", "I want to volunteer"):
        signals, query = signalled(context, words)
        assert (len(signals.scores), len(signals.found)) == (0, 0)
        assert signals.judged(query, signals.found) is Match.NONE
