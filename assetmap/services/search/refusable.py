"""Which words are a thing that listings can be, so that a question can refuse it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words, stemmed, terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.search_index.text_view import TextView
from assetmap.services.directory_cache import CacheState

TOO_MANY = 0.15  # of the listings: a word that so many are called by stands for nothing of its own

Stems = tuple[str, ...]


@dataclass(frozen=True)
class ThingBook:
    """The things of a borough by the stems of their names; the other words as their stems.

    `labels` are the second-level categories by their label, and by the first part of one that
    joins several (`Lunch clubs and shared meals`).
    """

    things: Mapping[Stems, RefusedThing]
    labels: Mapping[Stems, tuple[str, ...]]
    never: frozenset[str]
    lacked: frozenset[str]
    feared: frozenset[str]
    contrasted: frozenset[str]
    groups: frozenset[str]
    needs: frozenset[str]
    wants: frozenset[str]

    def plain(self, words: str) -> Stems:
        """The stems of some words, without a `class` or `group` at their end."""
        stems = stemmed(fold(words))
        while len(stems) > 1 and stems not in self.things and stems[-1] in self.groups:
            stems = stems[:-1]
        return stems

    def thing(self, words: str) -> RefusedThing | None:
        """The thing that some words are a name of."""
        return self.things.get(self.plain(words))

    def categories(self, words: str) -> tuple[str, ...]:
        """The categories that some words are the label of."""
        whole = self.labels.get(stemmed(fold(words)), ())
        return whole or self.labels.get(self.plain(words), ())

    def are_needed(self, slugs: Sequence[str], sort: Refusing) -> bool:
        """Whether refusing words of a sort, about some categories, tell of a need instead."""
        if sort in (Refusing.CHOICE, Refusing.CONTRAST):
            return False
        is_wanting = sort in (Refusing.NO, Refusing.WITHOUT)
        needed = self.needs | self.wants if is_wanting else self.needs
        return any(slug in needed or slug.partition("/")[0] in needed for slug in slugs)


@lru_cache(maxsize=4)
def thing_book(refusals: RefusedThings, words: Vocabulary) -> ThingBook:
    """The book of a borough."""
    labels: dict[Stems, tuple[str, ...]] = {}
    for top in words.categories:
        for each in top.within:
            first = each.label.replace(",", " and ").split(" and ")[0]
            for name in dict.fromkeys((each.label, first)):
                stems = stemmed(fold(name))
                labels[stems] = (*labels.get(stems, ()), each.slug)
    return ThingBook(
        {stemmed(say): thing for thing in refusals.things for say in thing.say},
        labels,
        *(
            frozenset(stemmed(" ".join(group)))
            for group in (
                *(refusals.never, refusals.lacked, refusals.feared),
                *(refusals.contrasted, refusals.groups),
            )
        ),
        *(frozenset(group) for group in (refusals.needs, refusals.wants)),
    )


@dataclass(frozen=True)
class ThingJudge:
    """Tells what can be refused, by the borough's words, its thesaurus and its listings."""

    things: ThingBook
    phrases: PhraseBook
    cached: CacheState

    def __call__(self, words: str, sort: Refusing) -> bool:
        """Whether some folded words are a thing that words of a sort can refuse."""
        stems, thing = stemmed(words), self.things.thing(words)
        if sort is Refusing.FEAR:
            return stems[-1] in self.things.feared
        if sort in (Refusing.NOTHING, Refusing.NON):
            return thing is not None and thing.is_quality
        spared = self.things.contrasted if sort is Refusing.CONTRAST else frozenset()
        if thing is None and (
            len(content_words(words)) < len(stems)
            or not (self.things.never - spared).isdisjoint(stems)
        ):
            return False
        if sort not in (Refusing.CHOICE, Refusing.DISLIKE) and (
            stems[-1] in self.things.lacked - spared
        ):
            return False
        return thing is not None or self._is_subject(words, sort)

    def _is_subject(self, words: str, sort: Refusing) -> bool:
        """Whether words are a category, a phrase of the thesaurus or what listings are called."""
        if slugs := self.things.categories(words):
            return not self.things.are_needed(slugs, sort)
        for match in self.phrases.find(words):
            if match.phrase == words:
                slugs = match.concept.categories
                can_be = bool(slugs) and not match.concept.urgent
                return can_be and not self.things.are_needed(slugs, sort)
        return sort is not Refusing.NO and self._is_called(words, sort)

    def _is_called(self, words: str, sort: Refusing) -> bool:
        """Whether a few listings are called by words; but for a choice, most must be no need."""
        terms = terms_of(words)
        rows = self.cached.snapshot.rows
        called = np.flatnonzero(called_by_all(self.cached.text, terms)).tolist()
        if not 0 < len(called) <= TOO_MANY * len(rows):
            return False
        mains = [rows[at].listing.shown.categories[:1] for at in called]
        return 2 * sum(self.things.are_needed(each, sort) for each in mains) < len(called)


def called_by_all(text: TextView, terms: Sequence[str]) -> Mask:
    """The listings in whose names or summary all of some terms stand."""
    mask = np.full(len(text), bool(terms))
    for term in terms:
        has = np.zeros(len(text), bool)
        has[text.called(term, with_labels=False)] = True
        mask &= has
    return mask
