"""Why a listing answers a question: words that it holds, and subjects that were meant."""

from dataclasses import replace

from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.factories import a_listing

KNIT = a_listing("knit-club", categories=("create/crafts",))
CHAT = a_listing(
    "chat-cafe",
    name="Chat Café",
    summary="Company and tea.",
    description="Somebody to talk to.",
    categories=("meet/befriending",),
)


def reasons(context: Context, words: str, **more: bool) -> dict[str, tuple[str, ...]]:
    """What each listing found says, by id."""
    found = answer(context, Search(words=words, **more))
    return {hit.listing.id: hit.because for hit in found.hits}


def test_each_listing_says_which_of_the_words_it_fits(make_context: ContextMaker) -> None:
    context = make_context(KNIT, CHAT)
    assert reasons(context, "my mum is lonely and used to love knitting") == {
        "knit-club": ("knitting",),
        "chat-cafe": ("Befriending and company",),
    }


CRICKET = a_listing(
    *("cricket",),
    name="Quarry Cricket",
    summary="Bat and ball.",
    description="Nets on Sundays.",
    categories=("active/sport",),
)


def test_a_word_that_a_listing_neither_holds_nor_means_is_no_reason(
    make_context: ContextMaker,
) -> None:
    bows = replace(CRICKET, id="bows", source_id="bows", name="Bow Club", description="Archery.")
    assert reasons(make_context(CRICKET, bows), "I would love to try archery") == {
        "bows": ("archery",),
        "cricket": ("Sport",),
    }


def test_what_comes_nearest_says_what_it_is_about(make_context: ContextMaker) -> None:
    found = answer(make_context(CRICKET), Search(words="I would love to try archery"))
    assert (found.match, found.hits) == (Match.NONE, ())
    assert [(hit.listing.id, hit.because) for hit in found.nearest] == [("cricket", ("Sport",))]


def test_one_or_two_words_need_no_reason(make_context: ContextMaker) -> None:
    assert reasons(make_context(KNIT, CHAT), "knitting") == {"knit-club": ()}


def test_danger_is_not_read_back(make_context: ContextMaker) -> None:
    words = "I want to kill myself and used to love company"
    assert reasons(make_context(CHAT), words) == {"chat-cafe": ()}


def test_danger_is_heard_whatever_else_is_asked(make_context: ContextMaker) -> None:
    context = make_context(KNIT)
    for words in ("my partner hits me", "I want to kill myself"):
        for exact in (False, True):
            found = answer(context, Search(words=words, exact=exact))
            assert found.understood.is_urgent, (words, exact)
            assert [line.phone for line in found.urgent] != []
    calm = answer(context, Search(words="knitting"))
    assert (calm.understood.is_urgent, calm.urgent) == (False, ())


def test_words_that_any_listing_holds_are_no_reason(make_context: ContextMaker) -> None:
    out = a_listing("out", description="Come out and help people with good things to do by day.")
    said = reasons(make_context(out), "I want to go out and help people with knitting")
    assert said == {"out": ("knitting",)}
