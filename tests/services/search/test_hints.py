"""What a sentence hints at, as scores of listings."""

import pytest

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match
from assetmap.search_index.cues import Cue
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.hints import FOR_PEOPLE, MOST, MOST_WORDS, hinted_at
from tests.conftest import ContextMaker
from tests.factories import a_listing

SHED = a_listing(
    *("shed",),
    name="Potting Lads",
    summary="A warm place to tinker.",
    description="",
    categories=("meet/social-clubs", "create/making"),
    audience=("men",),
)
BAND = a_listing(
    *("band",),
    name="Silver Players",
    summary="Learn brass from scratch.",
    description="",
    categories=("create/music",),
    audience=("everyone",),
)
MAKING = Concept("m", ("sawdust",), ("create/making",), ("men",), ("tinker",))


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(SHED, BAND)


def test_listings_get_what_a_cue_is_about_and_its_words(context: Context) -> None:
    cached = context.directory_cache.current()
    ids = [row.listing.shown.id for row in cached.snapshot.rows]
    hinted = hinted_at(cached, (Cue(MAKING, 1.0),))
    assert dict(zip(ids, hinted.subjects.tolist(), strict=True)) == {
        "shed": 1 + FOR_PEOPLE,
        "band": 0.0,
    }
    assert dict(zip(ids, hinted.words.tolist(), strict=True)) == {"shed": 1.0, "band": 0.0}
    assert dict(zip(ids, hinted.mask.tolist(), strict=True)) == {"shed": True, "band": False}


def test_many_cues_do_not_add_up_without_end(context: Context) -> None:
    cached = context.directory_cache.current()
    hinted = hinted_at(cached, (Cue(MAKING, 1.0),) * 6)
    assert (hinted.subjects.max(), hinted.words.max()) == (MOST, MOST_WORDS)


def test_nothing_heard_is_nothing(context: Context) -> None:
    hinted = hinted_at(context.directory_cache.current(), ())
    assert (hinted.subjects.any(), hinted.words.any(), hinted.mask.any()) == (False, False, False)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("he mopes about all day and always loved sawdust under his feet", "shed"),
        ("don't laugh but my grandson is begging for a trumpet since easter", "band"),
    ],
)
def test_a_sentence_is_answered_first_by_what_it_hints_at(
    context: Context, words: str, first: str
) -> None:
    assert answer(context, Search(words=words)).hits[0].listing.shown.id == first


def test_what_is_only_hinted_at_is_doubted(context: Context) -> None:
    found = answer(context, Search(words="don't laugh but my grandson is begging for a trumpet"))
    assert found.match is Match.WEAK


def test_few_words_hint_at_nothing(context: Context) -> None:
    assert answer(context, Search(words="trumpet lessons Leeds")).match is Match.NONE
