"""Questions are counted, and nobody who asks them."""

from pathlib import Path

import pytest

from assetmap.domain.reports.search_counts import SearchChannel
from assetmap.domain.search.results import Match
from assetmap.services.context import Context
from assetmap.services.reports.search_counter import CountedSearch, SearchCounter
from assetmap.storage.tables import SEARCH_COUNTS, SEARCH_KEYS
from tests.conftest import ContextMaker


def ask(context: Context, words: str, *, times: int = 1, browser: str = "b") -> int:
    """Ask so often, each time from another browser; gives how many were counted."""
    counter = SearchCounter(context, context.hits)
    for number in range(times):
        channel = SearchChannel.PUBLIC
        counter.take(CountedSearch(words, "Tilbury", Match.NONE, channel, f"{browser}{number}"))
    return counter.count()


def files_of(home: Path) -> bytes:
    """Everything in the files of the records and of the limits."""
    return b"".join(each.read_bytes() for each in sorted(home.rglob("*")) if each.is_file())


def test_a_wording_is_a_hash_until_its_fifth_time(make_context: ContextMaker) -> None:
    context = make_context()
    assert ask(context, "Men's cooking, evenings", times=4) == 4
    [count] = context.store.find(SEARCH_COUNTS)
    assert (count.words, count.count, count.month, count.place) == ("", 4, "2026-03", "Tilbury")
    assert b"cooking" not in files_of(context.config.home)
    assert ask(context, "men's cooking evenings", browser="c") == 1
    [count] = context.store.find(SEARCH_COUNTS)
    assert (count.words, count.count) == ("mens cooking evenings", 5)


def test_the_same_browser_counts_once_a_day(make_context: ContextMaker) -> None:
    context = make_context()
    assert [ask(context, "judo"), ask(context, "Judo"), ask(context, "tai chi")] == [1, 0, 1]


@pytest.mark.parametrize(
    "words",
    [
        "mrs smith lunch",
        "lunch for ethel tilbury",
        "johnson family support",
        "my son Mark needs a club",
        "wheelchair jane.doe@example.org",
    ],
)
def test_who_stands_in_a_question_stands_nowhere_else(
    make_context: ContextMaker, words: str
) -> None:
    context = make_context()
    ask(context, words, times=9)
    kept = files_of(context.config.home).lower()
    for part in (b"smith", b"ethel", b"johnson", b"mark needs", b"jane"):
        assert part not in kept


def test_numbers_and_addresses_are_taken_out_of_what_is_counted(make_context: ContextMaker) -> None:
    context = make_context()
    for words in (
        *("lunch club 01632 960123", "lunch club RM18 8AB", "lunch club rm188ab"),
        *("lunch club 485 777 3456", "12 Sample Road lunch club"),
    ):
        ask(context, words, browser=words)
    assert [(each.words, each.count) for each in context.store.find(SEARCH_COUNTS)] == [
        ("lunch club", 5)
    ]


def test_the_key_of_a_past_quarter_goes_with_what_was_never_read(
    make_context: ContextMaker,
) -> None:
    from assetmap.services.reports.search_counter import forget_past_quarters

    early = make_context(today="2026-03-16")
    ask(early, "harp lessons")
    ask(early, "judo", times=5)
    early.clock = make_context(today="2026-04-01").clock
    with early.unit_of_work() as uow:
        assert forget_past_quarters(early, uow) == 1
    assert [each.words for each in early.store.find(SEARCH_COUNTS)] == ["judo"]
    assert early.store.find(SEARCH_KEYS) == []
