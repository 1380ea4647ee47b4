"""Which categories may fit what was written about a listing so far. A guess: a person chooses."""

from collections import Counter

import numpy as np

from assetmap.domain.listing import Listing
from assetmap.domain.vocabulary import Category
from assetmap.index.schema import terms_of
from assetmap.services.desk import Desk

MOST = 5
_ALIKE = 8  # listings that are looked at for theirs
_WORDS_LEAST = 2  # words that a listing must share to count as alike
_LABEL, _HINT, _ALIKE_WEIGHT = 2.0, 1.0, 2.0
_LEAST = 1.0


def guess_categories(desk: Desk, listing: Listing, most: int = MOST) -> tuple[str, ...]:
    """The slugs of the categories that fit best, the best first; none when nothing speaks for any.

    A word that a category's own label has counts most, then what listings with the same words
    are sorted under.
    """
    text = " ".join((listing.name, listing.summary, listing.description, *listing.also_known_as))
    scores = _by_their_words(desk, set(terms_of(text)))
    scores.update(_by_listings_alike(desk, text, listing.id))
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(slug for slug, score in best if score >= _LEAST)[:most]


def _by_their_words(desk: Desk, terms: set[str]) -> Counter[str]:
    scores: Counter[str] = Counter()
    for category in desk.borough.words.every_category():
        if score := _score(category, terms):
            scores[category.slug] = score  # type: ignore[assignment]
    return scores


def _score(category: Category, terms: set[str]) -> float:
    label = set(terms_of(category.label)) & terms
    hint = set(terms_of(category.hint)) & terms - label
    return _LABEL * len(label) + _HINT * len(hint)


def _by_listings_alike(desk: Desk, text: str, own_id: str) -> Counter[str]:
    remembered = desk.memory.now()
    found = remembered.text.score(text)
    enough = np.flatnonzero(found.matched >= _WORDS_LEAST)
    nearest = enough[np.argsort(-found.scores[enough], kind="stable")][:_ALIKE]
    scores: Counter[str] = Counter()
    if not len(nearest):
        return scores
    top = float(found.scores[nearest[0]])
    for n in nearest.tolist():
        other = remembered.snapshot.rows[n].listing.shown
        if other.id == own_id:
            continue
        for slug in other.categories:
            share = float(found.scores[n]) / top
            scores[slug] += _ALIKE_WEIGHT * share / len(other.categories)  # type: ignore[assignment]
    return scores
