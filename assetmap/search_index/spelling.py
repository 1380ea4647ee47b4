"""Spelling corrected by the words that listings really use, and those of the thesaurus."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.domain.text import fold
from assetmap.search_index.schema import content_words, stemmed, terms_of


def is_plain_word(word: str) -> bool:
    """Whether a folded word is one of some 80,000 that nobody should correct."""
    return word in _plain_words()


@cache
def _plain_words() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # slow import: 100,000 words

    return frozenset(word for words in FREQUENCY_LISTS.values() for word in words)


_SHORTEST = 4  # letters: shorter words have too many neighbours
_LONG = 6  # letters: from here on two slips are forgiven, below one


class Spelling:
    """Near words out of a lexicon of words and the number of listings that use each.

    `has_term` tells whether any listing has a stemmed term. `also` are further words that are
    right though no listing may use them.
    """

    def __init__(
        self,
        lexicon: Mapping[str, int],
        has_term: Callable[[str], bool],
        also: Iterable[str] = (),
    ) -> None:
        self._has_term = has_term
        self._lexicon = {
            word: count
            for word, count in {**dict.fromkeys(also, 0), **lexicon}.items()
            if len(word) >= _SHORTEST and word.isalpha()
        }
        self._also = {term for word in also for term in terms_of(word)}
        self._by_letter: dict[str, list[str]] = {}
        for word in self._lexicon:
            self._by_letter.setdefault(word[0], []).append(word)

    def near(self, word: str, most: int = 3) -> list[str]:
        """Up to `most` words like `word`, likeliest first; none when it is short or known."""
        if len(word) < _SHORTEST or not word.isalpha() or self.knows(word):
            return []
        found = process.extract(
            word,
            self._by_letter.get(word[0], []),
            scorer=OSA.distance,
            score_cutoff=_slips_forgiven(word),
            limit=50,
        )
        found.sort(key=lambda match: (match[1], -self._lexicon[match[0]], match[0]))
        return [match[0] for match in found[:most]]

    def knows(self, word: str) -> bool:
        """Whether the word is right: some listing or the thesaurus has it, in whatever ending."""
        return word in self._lexicon or any(
            term in self._also or self._has_term(term) for term in terms_of(word)
        )

    def mend(self, words: str, leave: Callable[[str], bool] = frozenset().__contains__) -> str:
        """`words` with each unknown word replaced by its likeliest neighbour.

        Empty when nothing was corrected. `leave` names folded words to keep as they are.
        """
        swaps = {
            word: near[0]
            for word in content_words(words)
            if not leave(word) and (near := self.near(word, 1))
        }
        if not swaps:
            return ""
        return " ".join(swaps.get(fold(token), token) for token in words.split())


def is_slip_of(word: str, others: Iterable[str]) -> bool:
    """Whether a folded word is but a slip of one of some others, by the same rules."""
    most = _slips_forgiven(word)
    return len(word) >= _SHORTEST and any(
        word[0] == other[0] and 0 < OSA.distance(word, other, score_cutoff=most) <= most
        for other in others
        if stemmed(word) != stemmed(other)
    )


def _slips_forgiven(word: str) -> int:
    return 1 if len(word) < _LONG else 2
