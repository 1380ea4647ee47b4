"""A listing's own name comes first, whatever else its words may mean."""

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
    alone = match_names(snapshot, "choir", "choir", has_place=False)
    beside = match_names(snapshot, "choir near Grays", "choir", has_place=True)
    assert alone.bonus.max() > 4
    assert 0 < beside.bonus.max() < 3
    assert not beside.asked_for.any()


def test_words_that_are_no_name_add_nothing(sample_context: Context) -> None:
    snapshot = sample_context.directory_cache.current().snapshot
    for words in ("", "the of and", "my mum is lonely since dad died and never goes out"):
        found = match_names(snapshot, words, words, has_place=False)
        assert (float(found.bonus.max()), found.is_any) == (0.0, False)
        assert not np.any(found.asked_for)
