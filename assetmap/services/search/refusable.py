"""Which words are a thing that listings can be, so that a question can refuse it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assetmap.domain.borough.kept_by_identity import kept_by_identity
from assetmap.domain.borough.refused_things import RefusedThing, RefusedThings
from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.search import refusal_grammar as grammar
from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words, stemmed, terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.search_index.text_view import TextView
from assetmap.services.directory_cache import CacheState

TOO_MANY = 0.15  # of the listings: a word that so many are called by stands for nothing of its own

_CHOSEN = (Refusing.CHOICE, Refusing.CONTRAST, Refusing.RATHER)

_SORT, _FILLED = re.compile(grammar.SORT), re.compile(grammar.FILLED)

Stems = tuple[str, ...]


@dataclass(frozen=True)
class ThingBook:
    """The things of a borough by the stems of their names; `feared` and `groups` as their stems.

    `labels` are the second-level categories by their label, and by the first part of one that
    joins several (`Lunch clubs and shared meals`).
    """

    things: Mapping[Stems, RefusedThing]
    labels: Mapping[Stems, tuple[str, ...]]
    never: frozenset[str]
    lacked: frozenset[str]
    contrasted: frozenset[str]
    feared: frozenset[str]
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

    def kind_of(self, words: str) -> RefusedThing | None:
        """The thing that the last of several words is a name of: `singing` of `folk singing`."""
        stems = self.plain(words)
        return self.things.get(stems[-1:]) if len(stems) > 1 else None

    def categories(self, words: str) -> tuple[str, ...]:
        """The categories that some words are the label of."""
        whole = self.labels.get(stemmed(fold(words)), ())
        return whole or self.labels.get(self.plain(words), ())

    def is_of_nobody(self, word: str, sort: Refusing) -> bool:
        """Whether nobody refuses a word, by words of a sort."""
        return _is_in(self.never, word) and not self._is_contrasted(word, sort)

    def is_lacked(self, words: str, sort: Refusing) -> bool:
        """Whether words of a sort tell that somebody is without some words rather than refuse."""
        if sort in (Refusing.CHOICE, Refusing.RATHER, Refusing.DISLIKE):
            return False
        word = words.rsplit(maxsplit=1)[-1]
        return _is_in(self.lacked, word) and not self._is_contrasted(word, sort)

    def _is_contrasted(self, word: str, sort: Refusing) -> bool:
        return sort is Refusing.CONTRAST and _is_in(self.contrasted, word)

    def are_needed(self, slugs: Sequence[str], sort: Refusing) -> bool:
        """Whether refusing words of a sort, about some categories, tell of a need instead."""
        if sort in _CHOSEN:
            return False
        is_wanting = sort in (Refusing.NO, Refusing.WITHOUT)
        needed = self.needs | self.wants if is_wanting else self.needs
        return any(slug in needed or slug.partition("/")[0] in needed for slug in slugs)


def _is_in(words: frozenset[str], word: str) -> bool:
    """Whether a word or the one or many of it is among some: `gardens`, but not `gardening`."""
    return not words.isdisjoint((word, word + "s", word.removesuffix("s")))


@kept_by_identity(4)
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
        *map(frozenset, (refusals.never, refusals.lacked, refusals.contrasted)),
        *(frozenset(stemmed(" ".join(group))) for group in (refusals.feared, refusals.groups)),
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
        if sort is Refusing.PLACE:
            return False
        stems, thing = stemmed(words), self.things.thing(words)
        is_plain = len(content_words(words)) == len(stems)
        if sort is Refusing.CLAUSE:
            return thing is not None and thing.is_done and not _is_in(self.things.lacked, words)
        if sort is Refusing.FEAR:
            return is_plain and self.things.plain(words)[-1] in self.things.feared
        if sort in (Refusing.TIME, Refusing.NOTHING, Refusing.NON):
            is_time = thing is not None and bool(thing.times)
            return is_time if sort is Refusing.TIME else thing is not None and thing.is_quality
        if thing is not None and stems in self.things.things and len(stems) > 1:
            return True
        if self.things.is_lacked(words, sort):
            return False
        of_nobody = [self.things.is_of_nobody(word, sort) for word in words.split()]
        if thing is not None:  # by its stem alone nobody refuses it: "not very fit", of `fitness`
            return _is_in(frozenset(thing.say), words) or not all(of_nobody)
        if all(of_nobody) or not is_plain:
            return False
        slugs = self._subject(words)
        if slugs:
            return not self.things.are_needed(slugs, sort)
        return not any(of_nobody) and slugs is None and self._is_called(words, sort)

    def is_of_a_sort(self, words: str, sort: Refusing) -> bool:
        """Whether words are a thing with one before it that says of what sort: `folk singing`."""
        first = words.partition(" ")[0]
        if sort not in grammar.OF_A_SORT or not self.things.kind_of(words):
            return False
        is_plain = _SORT.match(f" {first} ") and not _FILLED.fullmatch(f" {first}")
        return (
            bool(is_plain) and not self.things.thing(first) and not _is_in(self.things.never, first)
        )

    def is_refused_in(self, concept: Concept, words: str, sort: Refusing) -> bool:
        """Whether a thing is refused in a phrase that means some concept of its own.

        It is in those of what people do, and not of what they need or go without; one that the
        borough knows is wherever it is turned down: "doesn't want a care home".
        """
        if concept.urgent:
            return False
        slugs = concept.categories[:1]
        if slugs and not self.things.are_needed(slugs, Refusing.NO):
            return True
        return sort in _CHOSEN and self.things.thing(words) is not None

    def _subject(self, words: str) -> tuple[str, ...] | None:
        """The categories of a category or a phrase of the thesaurus that has just these words.

        None of a phrase that is urgent or has no categories; `None` when words are no such thing.
        """
        if slugs := self.things.categories(words):
            return slugs
        for match in self.phrases.find(words):
            if match.phrase == words:
                return () if match.concept.urgent else match.concept.categories
        return None

    def _is_called(self, words: str, sort: Refusing) -> bool:
        """Whether a few listings are called by words, or what is chosen against stands in a few;
        but for a choice, most must be no need.
        """
        if sort is Refusing.NO:
            return False
        terms, snapshot = terms_of(words), self.cached.snapshot
        mask = called_by_all(self.cached.text, terms)
        if sort in _CHOSEN and not mask.any():
            mask = self.cached.text.holding(terms)
        called = np.flatnonzero(mask).tolist()
        if not 0 < len(called) <= TOO_MANY * len(snapshot):
            return False
        mains = Counter(map(snapshot.main_of, called))
        needed = sum(number for main, number in mains.items() if self.things.are_needed(main, sort))
        return 2 * needed < len(called)


def called_by_all(text: TextView, terms: Sequence[str]) -> Mask:
    """The listings in whose names or summary all of some terms stand."""
    mask = np.full(len(text), bool(terms))
    for term in terms:
        has = np.zeros(len(text), bool)
        has[text.called(term, with_labels=False)] = True
        mask &= has
    return mask
