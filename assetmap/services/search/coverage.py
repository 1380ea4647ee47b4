"""How much of a question's words each listing has: as words of its own, by what it is called, and
with the subjects that were heard in them.

Rare words count most, and words that only tell the story little. A phrase that names one
particular thing (`judo`) is met by a listing that has the word, not by the subject alone (sport).
"""

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.search.results import Understood
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.search_index.text_view import TextView
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import having

Numbers = NDArray[np.float64]

_STORY = 0.3  # what a word that tells the story counts for when one asks whether all was answered
# Stems of words that say that somebody wants something, and not what; nor do those of the story.
WISHING = frozenset(
    ("love", "tri", "fanci", "want", "enjoy", "go", "join", "start", "keen", "hope")
)
_USUAL_SIZE = 300  # listings: in fewer every word is rare, and none says more than another
_LOOKED_INTO = 40  # listings whose sentences are read: those with most of the words


@dataclass(frozen=True)
class Coverage:
    """Of every listing, parts of 1: the words it has anywhere (`own`), those it is called by
    (`called`), and those with the phrases heard whose subject it has (`with_heard`).

    `heard` are the listings that have such a subject. `worth` is what each term counts for, of 1.
    """

    own: Numbers
    called: Numbers
    with_heard: Numbers
    heard: Mask
    worth: dict[str, float]
    cached: CacheState

    @property
    def terms(self) -> int:
        """How many words count."""
        return len(self.worth)

    def together(self, selected: Mask) -> float:
        """Most of the words that any of `selected` has in one sentence and what it is called."""
        sentences, text = self.cached.sentences, self.cached.text
        if self.terms <= 1:  # one word stands apart from nothing
            return float(self.own[selected].max(initial=0.0))
        own = np.where(selected, self.own, 0.0)
        best = np.argsort(-own, kind="stable")[:_LOOKED_INTO]
        called = {term: set(text.called(term).tolist()) for term in self.worth}
        return max(
            (
                sentences.most_together(
                    position,
                    frozenset(term for term, those in called.items() if position in those),
                    self.worth,
                )
                for position in best.tolist()
                if own[position] > 0
            ),
            default=0.0,
        )


def coverage(cached: CacheState, understood: Understood, book: PhraseBook) -> Coverage:
    """How much of what was understood each listing has."""
    text, size = cached.text, len(cached.snapshot)
    fits = [(set(terms_of(each.phrase)), _meeting(cached, each)) for each in understood.matches]
    heard_words = {term for phrase, _ in fits for term in phrase if len(phrase) > 1}
    worth = _worth(text, terms_of(understood.terms), book, heard_words)
    own, called, with_heard = np.zeros(size), np.zeros(size), np.zeros(size)
    for term, value in worth.items():
        has = text.holding((term,))
        own += value * has
        called[text.called(term)] += value
        for phrase, mask in fits:
            has = has | mask if term in phrase else has
        with_heard += value * has
    heard = np.any([mask for _, mask in fits], axis=0) if fits else np.zeros(size, bool)
    if not worth:  # a phrase of words that nobody looks for: "something to do"
        with_heard = heard.astype(np.float64)
    return Coverage(own, called, with_heard, heard, worth, cached)


def _worth(
    text: TextView, terms: Sequence[str], book: PhraseBook, heard: Container[str]
) -> dict[str, float]:
    """What each term counts for; words of a phrase that was heard tell what is wanted, no story."""
    size = max(_USUAL_SIZE, text.size)
    worth = {
        term: math.log(1 + size / (1 + len(text.postings(term).positions)))
        * (_STORY if _is_story(term, book) and term not in heard else 1.0)
        for term in terms
    }
    total = sum(worth.values()) or 1.0
    return {term: value / total for term, value in worth.items()}


def _is_story(term: str, book: PhraseBook) -> bool:
    return term in WISHING or book.is_story(term)


def _meeting(cached: CacheState, match: PhraseMatch) -> Mask:
    """The listings that meet a phrase: by its subject, or its people where it has no subject."""
    snapshot, concept = cached.snapshot, match.concept
    facet, slugs = (
        ("category", concept.categories) if concept.categories else ("audience", concept.audience)
    )
    meets = having(snapshot, facet, slugs)
    if match.is_narrower:
        # `learn the piano` is met by the piano: the rarest word tells which thing it is.
        thing = max(terms_of(match.phrase), key=cached.text.rarity)
        meets = meets & cached.text.holding((thing,))
    return meets


def rules() -> dict[str, object]:
    """What a reader elsewhere, without a network, needs to weigh words the same way."""
    return {
        "story": _STORY,
        "wishing": sorted(WISHING),
        "usual_size": _USUAL_SIZE,
        "looked_into": _LOOKED_INTO,
    }
