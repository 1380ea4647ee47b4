"""A listing's own name comes first, whatever else its words may mean."""

from collections.abc import Callable

import numpy as np
import pytest

from assetmap.domain.listings.listing import Checked
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.name_matching import match_names
from tests.conftest import ContextMaker
from tests.factories import a_listing


def first(context: Context, words: str, **asked: object) -> list[str]:
    search = Search(words=words, **asked)  # type: ignore[arg-type]
    return [hit.listing.shown.id for hit in answer(context, search).hits[:3]]


@pytest.mark.parametrize(
    ("words", "listing_id"),
    [
        ("Riverside Hub", "riverside-hub"),
        ("riverside", "riverside-hub"),
        ("riverside memory", "riverside-memory-lunch-club"),
        ("memory lunch", "riverside-memory-lunch-club"),
        ("Rivrside Memroy Lunch Club", "riverside-memory-lunch-club"),
        ("the listening room", "talking-chairs-counselling"),  # what it was called before
        ("carelin", "nightlight-falls-line"),
        ("when does the riverside memory lunch club open", "riverside-memory-lunch-club"),
    ],
)
def test_names_in_the_sample_come_first(
    sample_context: Context, words: str, listing_id: str
) -> None:
    assert listing_id in first(sample_context, words)[: 2 if words == "riverside" else 1]


def test_name_comes_first_though_taken_as_typed_or_long_not_confirmed(
    make_context: ContextMaker,
) -> None:
    forgotten = a_listing("old", name="Old Pier Singers", checked=Checked())
    context = make_context(forgotten, a_listing("new", name="New Choir", description="We sing."))
    assert first(context, "old pier singers")[0] == "old"
    assert first(context, "old pier singers", exact=True)[0] == "old"
    assert first(context, "peir") == ["old"]
    assert first(context, "peir", exact=True) == []


def test_one_word_beside_a_place_is_a_hint_and_not_a_name(sample_context: Context) -> None:
    snapshot = sample_context.directory_cache.current().snapshot
    alone = match_names(snapshot, "riverside", "riverside", has_place=False)
    beside = match_names(snapshot, "riverside near Grays", "riverside", has_place=True)
    assert alone.bonus.max() > 4
    assert 0 < beside.bonus.max() < 3
    assert not beside.asked_for.any()


def test_words_that_are_no_name_add_nothing(sample_context: Context) -> None:
    snapshot = sample_context.directory_cache.current().snapshot
    for words in ("", "the of and", "my mum is lonely since dad died and never goes out"):
        found = match_names(snapshot, words, words, has_place=False)
        assert (float(found.bonus.max()), found.is_any) == (0.0, False)
        assert not np.any(found.asked_for)


def slips(*words: str) -> Callable[[str], bool]:
    """Tells that those words alone may be others with a slip in them."""
    return lambda word: word in words


def test_only_words_that_may_be_slips_are_read_as_other_names(make_context: ContextMaker) -> None:
    snapshot = (
        make_context(a_listing("chairs", name="Talking Chairs"), a_listing("choir", name="Choir"))
        .directory_cache.current()
        .snapshot
    )
    for words, may_be_slip, found in (
        ("talking chairz", slips("chairz"), ["chairs"]),
        ("talking chairz", slips("talking"), []),
        ("talking chairz", None, []),
        ("choirs", slips(), ["choir"]),  # an ending is no slip
    ):
        given = {} if may_be_slip is None else {"may_be_slip": may_be_slip}
        match = match_names(snapshot, words, words, has_place=False, **given)
        named = [snapshot.ids[n] for n in np.flatnonzero(match.answers)]
        assert named == found, words


@pytest.mark.parametrize(
    ("words", "kept_out"),
    [
        ("choir", {"chairs", "yoga"}),
        ("choir near Grays", {"chairs", "yoga"}),
        ("CHOIR in Tilbury", {"chairs", "yoga"}),
        ("lonely", {"money"}),
        ("feeling lonely near RM17", {"money"}),
    ],
)
def test_a_word_that_listings_or_phrases_use_brings_no_name_like_it(
    make_context: ContextMaker, words: str, kept_out: set[str]
) -> None:
    quiet = {"summary": "", "description": "", "audience": ()}
    context = make_context(
        a_listing("chairs", name="Talking Chairs", **quiet),
        a_listing("yoga", name="Chair Yoga", **quiet),
        a_listing("money", name="Money Sense", **quiet),
        a_listing("singers", name="Pier Singers", summary="A choir.", categories=("create/music",)),
    )
    found = answer(context, Search(words=words))
    assert kept_out.isdisjoint(hit.listing.shown.id for hit in (*found.hits, *found.nearest))


def test_a_word_that_nothing_uses_is_forgiven_its_slip(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("chairs", name="Talking Chairs"), a_listing("money", name="Money Sense")
    )
    assert first(context, "talking chiars") == ["chairs"]
    assert first(context, "mony sense") == ["money"]
    assert first(context, "mony sense", exact=True) == []
    assert first(context, "tlaking chairs near Grays") == ["chairs"]
