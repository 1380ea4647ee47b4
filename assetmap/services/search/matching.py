"""Which listings answer a question's words, and how well: added scores, as they were measured.

Seven signals add up: the words left over, found in the listing; the words that listings use for
what was heard; the categories that it points at, and those beside them; the people that it speaks
of; in a sentence, what its single words lean to and what it hints at. A model of meaning, where
there is one, adds two more, takes half the weight of the others and stands in for the last two. A
listing is in the answer when it has enough of the words, or a category of what was heard or hinted
at, or comes near in meaning.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.search.results import Understood
from assetmap.search_index.cues import Cue
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.search_index.text_view import Scores
from assetmap.services.directory_cache import CacheState
from assetmap.services.embeddings.embeddings import QueryEmbedding
from assetmap.services.search.boosts import fitting_any, having, speaking
from assetmap.services.search.coverage import coverage
from assetmap.services.search.evidence import Evidence
from assetmap.services.search.hints import Hinted, hinted_at

Numbers = NDArray[np.float64]

SENTENCE = 4  # words that count, from which a question tells a story
PAGEFUL = 10
_LIKE_WORDS = 3  # words that count, from which listings near in meaning join the answer
_NEAREST = 30
_NEAR_ENOUGH = 0.55  # of 1, the nearest listing's
FURTHER_CONCEPT = 0.15  # for each further thing heard whose category a listing has, up to
FURTHER_MOST = 2


@dataclass(frozen=True)
class Weights:
    """What the best listing by each signal gets."""

    words: float
    expansion: float
    category: float
    audience: float
    meaning: float = 0.0
    concept: float = 0.0
    association: float = 0.0
    beside: float = 0.0  # what is of the same main category as something heard
    cue: float = 0.0  # what is about something hinted at
    cue_words: float = 0.0


BY_WORDS = Weights(0.5, 0.5, 0.7, 0.3, association=0.6, beside=0.2)
# A sentence says more by all its words together, and less by one of its phrases.
IN_SENTENCE = replace(BY_WORDS, words=0.72, category=0.5)
# What several cues agree on says more than one phrase that was heard.
WITH_CUES = replace(
    IN_SENTENCE, words=0.6, category=0.2, expansion=0.3, beside=0.15, cue=0.6, cue_words=1.0
)
_BY_MEANING = Weights(0.5, 0.25, 0.5, 0.15, 2.0, 0.8)


@dataclass(frozen=True)
class Matched:
    """The listings that answer the words, every listing's score and what speaks for it, and
    whether words were let go.
    """

    mask: Mask
    scores: Numbers
    evidence: Evidence
    relaxed: bool = False
    is_by_meaning: bool = False


def match(
    cached: CacheState, understood: Understood, book: PhraseBook, meaning: QueryEmbedding | None
) -> Matched:
    """The listings that answer what was understood of a question."""
    snapshot = cached.snapshot
    text = cached.text.score(understood.terms)
    concepts = tuple(match.concept for match in understood.matches)
    with_words, relaxed = _with_enough_words(text)
    each_category = sum(
        (having(snapshot, "category", c.categories) for c in concepts if c.categories),
        start=np.zeros(len(snapshot)),
    )
    categories = {slug for concept in concepts for slug in concept.categories}
    in_category = each_category > 0
    in_audience = having(snapshot, "audience", (slug for c in concepts for slug in c.audience))
    by_words = with_words | (in_category if categories else in_audience)
    cosines = meaning.scores(cached, understood.words) if meaning else None
    dense = None if cosines is None else _scaled(cosines)
    hinted = hinted_at(cached, _cues(understood, book) if dense is None else ())
    weights = _weights(text.terms, hinted, by_meaning=dense is not None)
    mask = _or_wished(snapshot, by_words, understood, has_words=text.terms > 0) | hinted.mask
    scores = (
        weights.words * _of_best(text.scores)
        + weights.expansion * _expansion(cached, concepts)
        + weights.category * in_category
        + weights.audience * in_audience
        + FURTHER_CONCEPT * np.clip(each_category - 1, 0, FURTHER_MOST)
        + weights.cue * hinted.subjects
        + weights.cue_words * hinted.words
    )
    if text.terms >= SENTENCE:
        scores = scores + weights.beside * (_beside(snapshot, categories) & ~in_category)
        scores = scores + weights.association * _associated(snapshot, book, understood.terms)
    if dense is not None and meaning is not None:
        near = _near_concepts(snapshot, book, meaning.concepts(understood.words))
        scores = scores + weights.meaning * dense + weights.concept * near
        if text.terms >= _LIKE_WORDS or np.count_nonzero(mask) < PAGEFUL:
            mask = mask | _nearest(dense)
    evidence = Evidence(coverage(cached, understood, book), hinted.mask, cosines)
    return Matched(mask, scores, evidence, relaxed and bool(mask.any()), dense is not None)


def _or_wished(snapshot: Snapshot, mask: Mask, understood: Understood, *, has_words: bool) -> Mask:
    """What was found, or without a word to find it by what fits a wish; with what speaks a
    language that is asked for.
    """
    if not has_words and not mask.any():
        mask = fitting_any(snapshot, understood.preferences)
    return mask | speaking(snapshot, understood.preferences)


def _cues(understood: Understood, book: PhraseBook) -> tuple[Cue, ...]:
    """What a sentence hints at; nothing else does."""
    is_told = len(terms_of(understood.said)) >= SENTENCE
    return book.cues.hear(understood.words) if is_told else ()


def _weights(terms: int, hinted: Hinted, *, by_meaning: bool) -> Weights:
    if by_meaning:
        return _BY_MEANING
    if hinted.mask.any():
        return WITH_CUES
    return IN_SENTENCE if terms >= SENTENCE else BY_WORDS


def _with_enough_words(text: Scores) -> tuple[Mask, bool]:
    """Which listings have enough of the words, and whether some words were let go for it.

    Up to two words must all be there; of more, three in five. When too few listings have that many
    the bar is lowered a word at a time, which the answer says: too few is none for up to three
    words, and not a pageful for a sentence, where most words only tell the story.
    """
    if not text.terms:
        return np.zeros(len(text.scores), bool), False
    needed = text.terms if text.terms <= 2 else -(-text.terms * 3 // 5)
    enough = 1 if text.terms < SENTENCE else PAGEFUL
    bars = (bar for bar in range(needed, 1, -1) if np.count_nonzero(text.matched >= bar) >= enough)
    bar = next(bars, 1)
    mask: Mask = text.matched >= bar
    return mask, bar < needed and bool(mask.any())


def _expansion(cached: CacheState, concepts: Iterable[Concept]) -> Numbers:
    """How well each listing has the words that listings use for the best of some concepts."""
    best = np.zeros(len(cached.snapshot))
    for concept in concepts:
        best = np.maximum(best, _of_best(cached.text.score(" ".join(concept.words)).scores))
    return best


def _beside(snapshot: Snapshot, categories: Iterable[str]) -> Mask:
    """The listings with the main category of any of some categories, whatever is within it."""
    mains = {slug.partition("/")[0] for slug in categories}
    column = snapshot.column("category")
    those = [at for at, slug in enumerate(column.values) if slug.partition("/")[0] in mains]
    return np.asarray(column.has[:, those].any(axis=1))


def _associated(snapshot: Snapshot, book: PhraseBook, words: str) -> Numbers:
    """How much the single words of a text lean to the best of each listing's categories."""
    leaning = book.associations.of(terms_of(words))
    column = snapshot.column("category")
    votes = np.array([leaning.get(slug, 0.0) for slug in column.values])
    best: Numbers = (column.has * votes).max(axis=1, initial=0.0)
    return best


def _near_concepts(
    snapshot: Snapshot, book: PhraseBook, near: Iterable[tuple[str, float]]
) -> Numbers:
    """How near in meaning the best concept is whose category each listing has."""
    best = np.zeros(len(snapshot))
    for concept_id, nearness in near:
        concept = book.concepts.get(concept_id)
        if concept is not None:
            best = np.maximum(best, nearness * having(snapshot, "category", concept.categories))
    return best


def _nearest(dense: NDArray[np.float32]) -> Mask:
    """The listings that come nearest in meaning."""
    least = _NEAR_ENOUGH
    if len(dense) > _NEAREST:
        least = max(least, float(np.partition(dense, -_NEAREST)[-_NEAREST]))
    mask: Mask = dense >= least
    return mask


def _scaled(cosines: NDArray[np.float32]) -> NDArray[np.float32]:
    """From 0 for the farthest listing to 1 for the nearest."""
    least, most = cosines.min(), cosines.max()
    scaled: NDArray[np.float32] = (cosines - least) / ((most - least) or 1)
    return scaled


def _of_best(scores: NDArray[np.float32]) -> Numbers:
    """Scores as parts of the best one's."""
    return scores.astype(np.float64) / (float(scores.max(initial=0.0)) or 1.0)
