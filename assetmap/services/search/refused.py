"""Which listings are what a question refuses."""

from collections.abc import Callable, Collection, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.refusals import Refusal
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.times.schedule import DAYS, slot_bits
from assetmap.search_index.distances import AREA_REACH_M, distances_m
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.directory_cache import CacheState
from assetmap.services.embeddings.embeddings import QueryEmbedding
from assetmap.services.search.boosts import having
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parts import AREAS, Parts
from assetmap.services.search.refusable import ThingBook, called_by_all

PUSHED_DOWN = 4.0  # more than any other signal lifts
MENTIONED = 1.0  # what speaks of it somewhere comes behind what does not, unless it fits far better
LIKELY = 1.0  # what a model finds very near to it comes behind as well, but it may be wrong
_NEAREST, _NEAR = 8, 0.38  # listings, and the mean of cosines; measured on questions of `dev`
ABOUT_AS_NEAR = 1.25  # times as far as the nearest town is no clear difference
FRONT = 3  # the first of a list, where nothing may stand that was refused


def refused(cached: CacheState, query: ParsedQuery, things: ThingBook) -> Mask:
    """The listings that are called by a thing refused, have its category, or are on only then.

    What somebody fears counts wherever a listing speaks of it. What else the question asks for is
    no sign of what it refuses: "crafts but not knitting" leaves the crafts.
    """
    found = np.zeros(len(cached.snapshot), bool)
    asked = frozenset(terms_of(query.terms))
    heard = {slug for match in query.matches for slug in match.concept.categories[:1]}
    for each in _things_in(query):
        for words in _words_for(each.what, things):
            terms = terms_of(words)
            if words == each.what or not asked.issuperset(terms):
                found |= _holding(cached, terms, is_anywhere=each.is_anywhere)
        found |= having(cached.snapshot, "category", _categories_for(each.what, things, heard))
        found |= cached.snapshot.sessions.only_at(_slots_for(each.what, things))
        if not found.any() and things.thing(each.what) is None:
            found |= cached.text.holding(terms_of(each.what))
    return found


def loss_of_likely(
    cached: CacheState, query: ParsedQuery, meaning: QueryEmbedding | None
) -> NDArray[np.float64]:
    """What each listing loses that may be a thing refused: it speaks of it, or comes near to it."""
    loss: NDArray[np.float64] = np.maximum(
        MENTIONED * mentioning(cached, query), LIKELY * coming_near(cached, query, meaning)
    )
    return loss


def mentioning(cached: CacheState, query: ParsedQuery) -> Mask:
    """The listings that speak of a thing refused in any of their texts, whether they are it or not.

    But of none that is asked for in other words: "crafts but not craft fairs".
    """
    found = np.zeros(len(cached.snapshot), bool)
    asked = frozenset(terms_of(query.terms))
    for each in _things_in(query):
        terms = terms_of(each.what)
        if not asked.issuperset(terms):
            found |= cached.text.holding(terms)
    return found


def coming_near(cached: CacheState, query: ParsedQuery, meaning: QueryEmbedding | None) -> Mask:
    """The few listings that a model of meaning finds nearest to a thing refused, where that is
    near: "a book club" is refused, and a circle of readers is one.
    """
    found = np.zeros(len(cached.snapshot), bool)
    for each in _things_in(query):
        cosines = meaning.scores(cached, each.what) if meaning else None
        if cosines is not None:
            nearest = np.argsort(-cosines, kind="stable")[:_NEAREST]
            found[nearest] |= cosines[nearest] >= _NEAR
    return found


def lying_in(
    cached: CacheState, query: ParsedQuery, places: Callable[[], Iterable[PlaceMatch]]
) -> Mask:
    """The listings that one goes to in a place refused: no other town of `places` is clearly nearer
    to them, or their name or summary says that they are there.

    What comes to people is had elsewhere too, wherever it has its desk.
    """
    snapshot = cached.snapshot
    found = np.zeros(len(snapshot), bool)
    if not query.refusals:
        return found
    towns = [each.point for each in places() if each.point]
    there = [each for each in query.refusals if each.point in towns]
    if not there:
        return found
    away = np.array([distances_m(snapshot.lat, snapshot.lon, town) for town in towns])
    away = np.nan_to_num(away, nan=np.inf)
    for each in there:
        own = away[towns.index(each.point)] if each.point else away[0]
        is_there = own <= ABOUT_AS_NEAR * away.min(axis=0)
        is_there |= called_by_all(cached.text, terms_of(each.what))
        found |= (own <= AREA_REACH_M) & is_there
    return found & ~(snapshot.comes & snapshot.names_ground)


def kept_off_the_front(unwanted: Mask, selected: Mask, parts: Parts) -> Mask:
    """Those of the unwanted that are left out: all of them where too few others stand before."""
    before = selected & ~unwanted & (parts < AREAS)
    is_enough = np.count_nonzero(before) >= FRONT
    return np.zeros(len(unwanted), bool) if is_enough else unwanted


def _things_in(query: ParsedQuery) -> Iterator[Refusal]:
    return (each for each in query.refusals if each.point is None)


def _words_for(what: str, things: ThingBook) -> tuple[str, ...]:
    """The words by which listings show a thing; its own first."""
    thing = things.thing(what) or things.kind_of(what)
    return (what, *(thing.words if thing else (" ".join(things.plain(what)),)))


def _categories_for(what: str, things: ThingBook, heard: Collection[str]) -> tuple[str, ...]:
    thing = things.thing(what) or things.kind_of(what)
    slugs = thing.categories if thing else things.categories(what)
    return tuple(slug for slug in slugs if slug not in heard)


def _slots_for(what: str, things: ThingBook) -> int:
    """When a thing is, as bits of `Schedule.slots`: `evenings`; none of most."""
    thing = things.thing(what) or things.kind_of(what)
    return slot_bits(DAYS, thing.times) if thing else 0


def _holding(cached: CacheState, terms: tuple[str, ...], *, is_anywhere: bool) -> Mask:
    """The listings that all of some terms stand for, or that have them in any of their texts."""
    return cached.text.holding(terms) if is_anywhere else called_by_all(cached.text, terms)
