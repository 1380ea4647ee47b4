"""Which categories words lean to: learned from the phrases of a thesaurus, word by word.

A sentence that has none of the phrases is still made of their words: nobody listed `belt out show
tunes`, and `tune` stands in phrases about singing alone. Each word votes for the categories of the
phrases it stands in, by how large a part of them they are; a word of few phrases says more than one
of many (inverse document frequency).
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.text import fold
from assetmap.search_index.schema import folded_terms

BY_RANK = (1.0, 0.6, 0.4)  # what the first, second and third category of a concept get of a vote
UNSEEN = 1.0  # phrases of nothing in particular that every word is taken to stand in too


class Associations:
    """What every word of a thesaurus says of the categories. It never changes."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        every = tuple(concepts)
        votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        phrases: dict[str, int] = defaultdict(int)
        # Words of danger are everyday words in sentences of danger: they must not lean there alone.
        for concept in (each for each in every if each.categories and not each.urgent):
            shares = tuple(zip(concept.categories, BY_RANK, strict=False))
            for phrase in (*concept.say, *concept.words):
                for term in folded_terms(fold(phrase)):
                    phrases[term] += 1
                    voted = votes[term]
                    for category, share in shares:
                        voted[category] += share
        total = max(2, sum(len(each.say) for each in every))
        self._votes: Mapping[str, Mapping[str, float]] = MappingProxyType(
            {term: _weighed(each, phrases[term], total) for term, each in votes.items()}
        )

    def of(self, terms: Iterable[str]) -> dict[str, float]:
        """How much some stemmed words lean to each category, from 0 to 1; 1 is a word or two that
        stand in phrases for it alone.
        """
        found: dict[str, float] = defaultdict(float)
        for term in set(terms):
            for category, vote in self._votes.get(term, {}).items():
                found[category] += vote
        return {category: min(1.0, vote) for category, vote in found.items()}


def _weighed(votes: Mapping[str, float], phrases: int, total: int) -> dict[str, float]:
    """The votes of a word that stands in so many phrases, by what it says and how sure it is."""
    says, stands_in = _says(phrases, total), phrases + UNSEEN
    return {category: says * vote / stands_in for category, vote in votes.items()}


def _says(phrases: int, total: int) -> float:
    """How much a word says that stands in so many phrases: 1 for a single one, 0 for all."""
    return max(0.0, math.log(total / phrases) / math.log(total))


def rules() -> dict[str, object]:
    """What a reader elsewhere, without a network, needs to learn the same."""
    return {"by_rank": BY_RANK, "unseen": UNSEEN}
