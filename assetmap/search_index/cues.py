"""Hears what a sentence hints at without naming it: the words of a cue near each other, in any
order and with any endings.

`sits all day in her chair` is no phrase of the thesaurus and says what `sat in the chair all day`
says. A cue puts listings in order and doubts, and is never enough for a good answer by itself.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.text import fold
from assetmap.search_index.schema import STOP_WORDS, stemmed, without_contractions

_SPARE = 4  # words that may stand among those of a cue
_ONE_WORD = 0.55  # what a cue of one word counts for, beside one of several
_A_WORD_MORE, _MOST = 0.15, 1.6  # what each further word of a concept adds, and the most of it
_STOP_STEMS = frozenset(stemmed(" ".join(sorted(STOP_WORDS))))


@dataclass(frozen=True)
class Cue:
    """What a sentence hints at, and how strongly: about 1."""

    concept: Concept
    strength: float


@dataclass(frozen=True)
class _Phrase:
    stems: frozenset[str]
    run: tuple[str, ...]  # to stand in one piece, where too little of it says something
    reach: int  # words that it may be spread over
    concept: Concept


class CueBook:
    """All cues, ready to be heard. It never changes, so any number of threads may share it."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        phrases = [_phrase(say, each) for each in concepts for say in each.say]
        count = Counter(stem for phrase in phrases for stem in phrase.stems)
        self._by_rarest: dict[str, list[_Phrase]] = defaultdict(list)
        for phrase in phrases:
            if phrase.stems:
                rarest = min(phrase.stems, key=lambda stem: (count[stem], stem))
                self._by_rarest[rarest].append(phrase)

    def hear(self, words: str) -> tuple[Cue, ...]:
        """What some words hint at, strongest first; each concept once.

        A word that hints at many things says less of each; two phrases of one concept say more.
        """
        heard = self._heard(stemmed(fold(without_contractions(words))))
        shared = Counter(stem for each in heard.values() for stem in each.stems)
        cues = (
            Cue(each.concept, each.strength / math.sqrt(min(shared[s] for s in each.stems)))
            for each in heard.values()
        )
        return tuple(sorted(cues, key=lambda cue: -cue.strength))

    def _heard(self, stems: tuple[str, ...]) -> dict[str, "_Heard"]:
        """What is heard of each concept, by its id."""
        places: dict[str, list[int]] = defaultdict(list)
        for at, stem in enumerate(stems):
            places[stem].append(at)
        heard: dict[str, _Heard] = {}
        for stem in places:
            for phrase in self._by_rarest.get(stem, ()):
                if _stands(phrase, stems, places):
                    one = heard.setdefault(phrase.concept.id, _Heard(phrase.concept))
                    one.add(phrase.stems)
        return heard


@dataclass
class _Heard:
    """The words of all phrases of one concept that were heard, and whether one has several."""

    concept: Concept
    stems: set[str] = field(default_factory=set)
    most: int = 0

    def add(self, stems: frozenset[str]) -> None:
        self.stems |= stems
        self.most = max(self.most, len(stems))

    @property
    def strength(self) -> float:
        more = min(_MOST, 1 + _A_WORD_MORE * (len(self.stems) - 1))
        return (1.0 if self.most > 1 else _ONE_WORD) * more


def _phrase(say: str, concept: Concept) -> _Phrase:
    folded = fold(without_contractions(say))
    run = stemmed(folded)
    said = [stem for word, stem in zip(folded.split(), run, strict=True) if word not in STOP_WORDS]
    if len(run) == 1:
        said = [stem for stem in said if stem not in _STOP_STEMS]  # `cans` would hear every `can`
    if len(run) > 1 and len(set(said)) < 2:
        return _Phrase(frozenset(run), run, len(run), concept)
    return _Phrase(frozenset(said), (), len(run) + _SPARE, concept)


def _stands(phrase: _Phrase, stems: tuple[str, ...], places: dict[str, list[int]]) -> bool:
    """Whether the words of a phrase stand near each other, or in one piece where they must."""
    if not all(stem in places for stem in phrase.stems):
        return False
    if phrase.run:
        size = len(phrase.run)
        return any(stems[at : at + size] == phrase.run for at in places[phrase.run[0]])
    if len(phrase.stems) == 1:
        return True
    spots = sorted((at, stem) for stem in phrase.stems for at in places[stem])
    return any(_whole_within(spots[n:], phrase) for n in range(len(spots)))


def _whole_within(spots: list[tuple[int, str]], phrase: _Phrase) -> bool:
    first = spots[0][0]
    return phrase.stems <= {stem for at, stem in spots if at < first + phrase.reach}
