"""Which categories may fit what was written about a listing so far. A guess: a person chooses."""

from functools import lru_cache

import numpy as np

from assetmap.domain.borough.thesaurus import Thesaurus
from assetmap.domain.borough.vocabulary import Category
from assetmap.domain.listings.listing import Listing
from assetmap.search_index.schema import terms_of
from assetmap.services.context import Context

MOST = 5
_ALIKE = 8  # listings that are looked at for theirs
_WORDS_LEAST = 2  # words that a listing must share to count as alike
_LABEL, _HINT, _ALIKE_WEIGHT = 2.0, 1.0, 2.0
_SAID, _CALLED = 2.0, 2.0  # what people say, and what listings call it, in the thesaurus
_IN_NAME = 2.0  # times what a word in the name counts
_ORDER = (1.0, 0.6, 0.4)  # of a concept's categories, the best first
_LEAST = 1.0


def guess_categories(context: Context, listing: Listing, most: int = MOST) -> tuple[str, ...]:
    """The slugs of the categories that fit best, the best first; none when nothing speaks for any.

    Four things speak for a category: words of its own label, the everyday words that point at it,
    the words that the thesaurus says listings use of it, and what listings with the same words
    are sorted under. A word in the name counts twice.
    """
    name = " . ".join(listing.names)
    text = " . ".join((name, listing.summary, listing.description))
    scores: dict[str, float] = {}
    for part in (
        _by_labels(context, name, text),
        _by_phrases(context, text),
        _by_words_of_listings(context, name, text),
        _by_listings_alike(context, text, listing.id),
    ):
        for slug, score in part.items():
            scores[slug] = scores.get(slug, 0.0) + score
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(slug for slug, score in best if score >= _LEAST)[:most]


def _by_labels(context: Context, name: str, text: str) -> dict[str, float]:
    weights = _weights(name, text)
    found = {}
    for category in context.borough.words.every_category():
        if score := _score(category, weights):
            found[category.slug] = score
    return found


def _score(category: Category, weights: dict[str, float]) -> float:
    label = set(terms_of(category.label))
    hint = set(terms_of(category.hint)) - label
    return _LABEL * sum(weights.get(term, 0.0) for term in label) + _HINT * sum(
        min(weights.get(term, 0.0), 1.0) for term in hint
    )


def _weights(name: str, text: str) -> dict[str, float]:
    """What each term counts: more when it stands in the name."""
    return dict.fromkeys(terms_of(text), 1.0) | dict.fromkeys(terms_of(name), _IN_NAME)


def _by_phrases(context: Context, text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for match in context.phrases().find(text):
        for slug, share in zip(match.concept.categories, _ORDER, strict=False):
            found[slug] = max(found.get(slug, 0.0), _SAID * share)
    return found


def _by_words_of_listings(context: Context, name: str, text: str) -> dict[str, float]:
    weights = _weights(name, text)
    found: dict[str, float] = {}
    for terms, pointed in _called(context.current_thesaurus.thesaurus()).items():
        if all(term in weights for term in terms):
            weight = max(weights[term] for term in terms)
            for slug, share in pointed:
                found[slug] = found.get(slug, 0.0) + _CALLED * weight * share
    return found


@lru_cache(maxsize=2)
def _called(
    thesaurus: Thesaurus,
) -> dict[tuple[str, ...], tuple[tuple[str, float], ...]]:
    """Words of listings, as terms, and the categories that each speaks for.

    A word that many concepts share (`group`, `support`) says little of any.
    """
    found: dict[tuple[str, ...], dict[str, float]] = {}
    for concept in thesaurus.concepts:
        for word in concept.words:
            if terms := terms_of(word):
                counted = found.setdefault(terms, {})
                for slug, share in zip(concept.categories, _ORDER, strict=False):
                    counted[slug] = max(counted.get(slug, 0.0), share)
    return {
        terms: tuple((slug, share / sum(counted.values())) for slug, share in counted.items())
        for terms, counted in found.items()
    }


def _by_listings_alike(context: Context, text: str, own_id: str) -> dict[str, float]:
    cached = context.directory_cache.current()
    found = cached.text.score(text)
    enough = np.flatnonzero(found.matched >= _WORDS_LEAST)
    nearest = enough[np.argsort(-found.scores[enough], kind="stable")][: _ALIKE + 1]
    scores: dict[str, float] = {}
    others = [n for n in nearest.tolist() if cached.snapshot.rows[n].listing.id != own_id]
    for n in others[:_ALIKE]:
        share = float(found.scores[n]) / float(found.scores[others[0]])
        categories = cached.snapshot.rows[n].listing.shown.categories
        for slug in categories:
            scores[slug] = scores.get(slug, 0.0) + _ALIKE_WEIGHT * share / len(categories)
    return scores
