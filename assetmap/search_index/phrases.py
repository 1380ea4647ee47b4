"""Finds the phrases of a thesaurus in what somebody typed, whatever their endings."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch, Thesaurus
from assetmap.domain.text import fold
from assetmap.search_index.associations import Associations
from assetmap.search_index.cues import CueBook
from assetmap.search_index.schema import STOP_WORDS, stemmed
from assetmap.search_index.spelling import is_slip_of


class PhraseBook:
    """All phrases of a thesaurus, ready to be heard. Longer ones win over those within them.

    `words` are all that its phrases and listings' words are made of, folded: the thesaurus knows
    them, so no spelling of theirs is corrected. Slips stand among the phrases too (`dimentia`): a
    phrase of one word that is all but a word of listings for the same concept is none of them.
    `associations` tells which categories single words of the phrases lean to.
    A book never changes, so any number of threads may share it.
    """

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.concepts = MappingProxyType({each.id: each for each in thesaurus.concepts})
        self.associations = Associations((*thesaurus.concepts, *thesaurus.cues))
        self.cues = CueBook(thesaurus.cues)
        self._phrases: dict[tuple[str, ...], list[tuple[Concept, bool]]] = {}
        said: set[str] = set()
        for concept in thesaurus.concepts:
            right, narrower = _words_in(concept.words), set(map(fold, concept.narrower))
            for phrase in map(fold, concept.say):
                if " " in phrase or not is_slip_of(phrase, right):
                    said.update(phrase.split())
                self._phrases.setdefault(stemmed(phrase), []).append((concept, phrase in narrower))
        self._phrases.pop((), None)
        self._longest = max(map(len, self._phrases), default=0)
        # The particular things that people ask for are what is wanted, as listings' words are.
        used = _words_in(
            word for concept in thesaurus.concepts for word in (*concept.words, *concept.narrower)
        )
        self.words = frozenset(said | used)
        self._story = _stems(said - used) - _stems(used)

    def find(self, words: str) -> tuple[PhraseMatch, ...]:
        """The phrases in `words`, longest first, each with its concept.

        A concept comes once; one particular thing gives way to a phrase for the whole of it.
        """
        said = fold(words).split()
        stems = stemmed(" ".join(said))
        found: dict[str, PhraseMatch] = {}
        for first, last in self._spans(stems):
            for concept, is_narrower in self._phrases[stems[first:last]]:
                phrase = " ".join(said[first:last])
                earlier = found.get(concept.id)
                if earlier is None or (earlier.is_narrower and not is_narrower):
                    found[concept.id] = PhraseMatch(phrase, concept, is_narrower)
        return tuple(found.values())

    def phrases(self, words: str) -> list[str]:
        """The phrases in `words`, folded, longest first: all of them, also two of one concept."""
        said = fold(words).split()
        spans = self._spans(stemmed(" ".join(said)))
        return [" ".join(said[first:last]) for first, last in spans]

    def is_story(self, term: str) -> bool:
        """Whether a stemmed word is of what people say (`used`, `love`), not of what is wanted."""
        return term in self._story

    def _spans(self, stems: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        taken: set[int] = set()
        for length in range(min(self._longest, len(stems)), 0, -1):
            for first in range(len(stems) - length + 1):
                span = range(first, first + length)
                if taken.isdisjoint(span) and stems[first : first + length] in self._phrases:
                    taken.update(span)
                    yield first, first + length


def _words_in(texts: Iterable[str]) -> set[str]:
    """The words of some texts, folded, without those that say nothing."""
    return {word for text in texts for word in fold(text).split()} - STOP_WORDS


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(stemmed(" ".join(words)))
