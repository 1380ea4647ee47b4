"""Spelling corrected by the words that listings really use, and those of the thesaurus."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.domain.text import fold
from assetmap.search_index.index_generation import Words
from assetmap.search_index.lexicon import Lexicon
from assetmap.search_index.schema import STOP_WORDS, stemmed, terms_of

_SHORTEST = 4  # letters: shorter words have too many neighbours
_LONGEST = 48  # letters: the longest word in a dictionary has 45
_LONG = 6  # letters: from here on two slips are forgiven, below one
_SURE_OF_TWO = 8  # letters: from here on words two slips apart are hardly ever both words
_SURE_BY_SOUND = 7  # letters: from here on two slips are, when it sounds the same
_SURE_OF_ONE = 5  # letters: below, one letter for another makes another word (`mins`, `mind`)
_ACRONYM = re.compile(r"\W*[A-Z][A-Z0-9]{1,4}\W*")  # `PCOS`
_INSIDE = re.compile(r"\w['’‘`´]\w")
_NEIGHBOURS = 10
_VOWEL = re.compile("[aeiouy]")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        *(("ph", "f"), ("gh", ""), ("[cs]h", "x"), ("c(?=[eiy])", "s"), ("[cq]", "k"), ("z", "s")),
        *(("(?<=.)[aeiouy]", ""), (r"(.)\1+", r"\1")),
    )
)


@dataclass(frozen=True)
class _Further:
    """Words that are right though no listing may use them, as a spelling needs them."""

    words: frozenset[str]
    mended: frozenset[str]  # those that may be mended
    by_letter: Mapping[str, Sequence[str]]  # the same by their first letter
    terms: frozenset[str]


class Spelling:
    """Near words out of a lexicon of words and the number of listings that use each.

    `has_term` tells whether any listing has a stemmed term. `also` are further words that are
    right though no listing may use them. `is_lone` tells of a word whether it stands in the name
    of one listing and nowhere else, and that name has none of some others.
    """

    def __init__(
        self,
        lexicon: Words | Mapping[str, int],
        has_term: Callable[[str], bool],
        also: Collection[str] = (),
        is_lone: Callable[[str, Collection[str]], bool] = lambda *_: False,
    ) -> None:
        """A lexicon made beforehand has no words but such as may be mended."""
        self._has_term, self._is_lone, self._said = has_term, is_lone, _further(frozenset(also))
        self._lexicon = _lexicon_of(lexicon) if isinstance(lexicon, Mapping) else lexicon
        self._by_letter: dict[str, list[str]] = {}

    def near(self, word: str, most: int = 3) -> list[str]:
        """Up to `most` words like `word`, likeliest first; none when it is short or known."""
        if not may_be_mended(word) or self.knows(word):
            return []
        found = process.extract(
            word,
            self._beginning_with(word[0]),
            scorer=OSA.distance,
            score_cutoff=_slips_forgiven(word),
            limit=None,
        )
        found.sort(key=lambda match: (match[1], -self._lexicon.count(match[0]), match[0]))
        return [match[0] for match in found[:most]]

    def _beginning_with(self, letter: str) -> list[str]:
        """The words that begin with a letter, put together when they are first asked for."""
        words = self._by_letter.get(letter)
        if words is None:
            used = self._lexicon.beginning_with(letter)
            unused = set(self._said.by_letter.get(letter, ())).difference(used)
            words = self._by_letter[letter] = [*used, *sorted(unused)]
        return words

    def knows(self, word: str) -> bool:
        """Whether the word is right: some listing or the thesaurus has it, in whatever ending."""
        return (
            word in self._said.mended
            or self._lexicon.count(word) > 0
            or any(term in self._said.terms or self._has_term(term) for term in terms_of(word))
        )

    def mend(self, words: str, leave: Callable[[str], bool] = frozenset().__contains__) -> str:
        """`words` with each unknown word replaced by its likeliest neighbour.

        Empty when nothing was corrected. `leave` names folded words to keep as they are; a word
        with an apostrophe or a letter that English has not, and a short one in capitals, stays
        too. What only one listing's name has is no neighbour, unless another word of that name
        is there.
        """
        tokens = words.split()
        folded = list(map(fold, tokens))
        is_shouted = len(tokens) > 1 and words.isupper()
        swaps = {
            word: near
            for token, word in zip(tokens, folded, strict=True)
            if word not in STOP_WORDS and not leave(word) and not _is_meant(token, word, is_shouted)
            if (near := self._surely(word, [other for other in folded if other != word]))
        }
        if not swaps:
            return ""
        return " ".join(swaps.get(word, token) for token, word in zip(tokens, folded, strict=True))

    def _surely(self, word: str, others: Collection[str]) -> str:
        """The word that `word` is surely a slip of, `others` standing beside it; else empty."""
        near = (each for each in self.near(word, _NEIGHBOURS) if _is_sure(word, each))
        return next((each for each in near if not self._is_only_a_name(each, others)), "")

    def _is_only_a_name(self, word: str, others: Collection[str]) -> bool:
        return word not in self._said.words and self._is_lone(word, others)


def _is_meant(token: str, word: str, is_shouted: bool) -> bool:
    """Whether a word as typed is surely meant so: `baha'i`, `język`, `PCOS`."""
    if _INSIDE.search(token) or not word.isascii():
        return True
    if not token.isascii() and not _is_punctuated(token, word):
        return True
    return not is_shouted and bool(_ACRONYM.fullmatch(token))


def _is_punctuated(token: str, word: str) -> bool:
    """Whether nothing but marks around a word keeps it from being plain letters (`“cafe”`)."""
    return word in token.casefold()


def _is_sure(word: str, near: str) -> bool:
    """Whether a word can hardly be anything but a slip of another that is near."""
    if len(word) < _SURE_OF_ONE:
        without_vowels = _VOWEL.search(word) is None and _sound(word) == _sound(near)
        return without_vowels or sorted(word) == sorted(near)
    if len(word) >= _SURE_OF_TWO or OSA.distance(word, near) == 1:
        return True
    return len(word) >= _SURE_BY_SOUND and _sound(word) == _sound(near)


def _sound(word: str) -> str:
    """What is heard of a word, roughly: its consonants (`lnx` for `lunch` and `lnch`)."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def is_slip_of(word: str, others: Iterable[str]) -> bool:
    """Whether a folded word is but a slip of one of some others, by the same rules."""
    most, stems = _slips_forgiven(word), stemmed(word)
    return len(word) >= _SHORTEST and any(
        0 < OSA.distance(word, other, score_cutoff=most) <= most
        for other in others
        if word[0] == other[0] and stems != stemmed(other)
    )


def _slips_forgiven(word: str) -> int:
    return 1 if len(word) < _LONG else 2


@lru_cache(maxsize=4)
def _further(words: frozenset[str]) -> _Further:
    """Worked out once: the thousands of words of a thesaurus outlast every state of an index."""
    mended = frozenset(filter(may_be_mended, words))
    by_letter: dict[str, list[str]] = {}
    for word in mended:
        by_letter.setdefault(word[0], []).append(word)
    terms = frozenset(term for word in words for term in terms_of(word))
    return _Further(words, mended, by_letter, terms)


def _lexicon_of(counts: Mapping[str, int]) -> Lexicon:
    return Lexicon.of({word: count for word, count in counts.items() if may_be_mended(word)})


def may_be_mended(word: str) -> bool:
    """Whether a folded word has letters alone, and as many as a word that others are near."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha()
