"""Which listings answer everyday words, without a model of meaning and with one."""

import numpy as np

from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Understood
from assetmap.search_index.text_view import Floats
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.finding import answer
from assetmap.services.search.matching import match
from tests.conftest import ContextMaker
from tests.factories import a_listing

SILENT = {"summary": "", "description": "", "audience": ()}


class Nearest:
    """A meaning that holds one listing nearest, and one concept near."""

    def __init__(self, listing_id: str, concept: str = "") -> None:
        self._listing_id, self._concept = listing_id, concept

    def scores(self, cached: CacheState, words: str) -> Floats | None:
        return np.array([each == self._listing_id for each in cached.snapshot.ids], np.float32)

    def concepts(self, words: str) -> tuple[tuple[str, float], ...]:
        return ((self._concept, 0.9),) if self._concept else ()


def ids(context: Context, words: str) -> list[str]:
    return [hit.listing.id for hit in answer(context, Search(words=words)).hits]


def test_match_finds_the_category_of_what_was_heard(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("friends", name="Doorstep", categories=("meet/befriending",), **SILENT),
        a_listing("walks", name="Ramblers", categories=("active/walking",), **SILENT),
    )
    assert ids(context, "nobody ever rings and I have no friends") == ["friends"]


def test_match_puts_what_fits_two_things_heard_first(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("company", name="Aaa", categories=("meet/social-clubs",), **SILENT),
        a_listing("crafts", name="Bbb", categories=("create/crafts",), **SILENT),
        a_listing("both", name="Zzz", categories=("create/crafts", "meet/social-clubs"), **SILENT),
    )
    # Of the others, more of the words lean to crafts.
    assert ids(context, "my mum is lonely and used to love knitting") == [
        "both",
        "crafts",
        "company",
    ]


def test_single_words_of_a_sentence_lean_to_what_they_stand_for(make_context: ContextMaker) -> None:
    said = {**SILENT, "summary": "Come to the proper room in the car park."}
    context = make_context(
        a_listing("aaa", name="Aaa", categories=("home/pets",), **said),
        a_listing("singers", name="Bbb", categories=("create/music",), **said),
    )
    assert ids(context, "tunes in the car and somewhere proper, and a park") == ["singers", "aaa"]
    assert ids(context, "the car park") == ["aaa", "singers"]


def test_what_is_beside_something_heard_comes_before_the_rest(make_context: ContextMaker) -> None:
    said = {**SILENT, "summary": "Others in the same boat who like pizza."}
    context = make_context(
        a_listing("aaa", name="Aaa", categories=("home/pets",), **said),
        a_listing("young", name="Bbb", categories=("care/young-carers",), **said),
        a_listing("carers", name="Ccc", categories=("care/carers-groups",), **said),
    )
    words = "I look after my dad and want to meet others in the same boat"
    assert ids(context, words) == ["carers", "young", "aaa"]


def test_match_by_meaning_lifts_and_adds_the_nearest(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("worded", name="Quiet evenings", categories=("create/music",), **SILENT),
        a_listing("meant", name="Doorstep", categories=("meet/befriending",), **SILENT),
        a_listing("far", name="Ramblers", categories=("active/walking",), **SILENT),
    )
    cached, book = context.directory_cache.current(), context.phrases()
    understood = Understood(terms="quiet flat these evenings", words="quiet flat these evenings")
    without = match(cached, understood, book, None)
    with_it = match(cached, understood, book, Nearest("meant", "lonely"))
    chosen = [
        [each for each, is_in in zip(cached.snapshot.ids, found.mask, strict=True) if is_in]
        for found in (without, with_it)
    ]
    assert chosen == [["worded"], ["meant", "worded"]]
    best = cached.snapshot.ids[int(np.argmax(with_it.scores))]
    assert best == "meant"


def test_match_names_the_words_that_each_listing_fits(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("both", name="Wool", categories=("create/crafts", "meet/cafes"), **SILENT),
        a_listing("zither", name="Zither club", categories=("create/music",), **SILENT),
    )
    found = answer(context, Search(words="she is lonely, loves knitting and the zither"))
    assert {hit.listing.id: hit.because for hit in found.hits} == {
        "both": ("Cafés and chat", "Crafts and textiles"),
        "zither": ("zither",),
    }
