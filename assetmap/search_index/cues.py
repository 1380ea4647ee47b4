"""Hears what a sentence hints at without naming it: the words of a cue near each other, in any
order and with any endings.

`sits all day in her chair` is no phrase of the thesaurus and says what `sat in the chair all day`
says. A cue puts listings in order and doubts, and is never enough for a good answer by itself.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.text import fold
from assetmap.search_index.schema import STOP_WORDS, stemmed

_SPARE = 4  # words that may stand among those of a cue
_ONE_WORD = 0.55  # what a cue of one word counts for, beside one of several


@dataclass(frozen=True)
class Cue:
    """What a sentence hints at, and how strongly, from 0 to 1."""

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
        self._by_stem: dict[str, list[_Phrase]] = defaultdict(list)
        phrases = [_phrase(say, each) for each in concepts for say in each.say]
        count: dict[str, int] = defaultdict(int)
        for phrase in phrases:
            for stem in phrase.stems:
                count[stem] += 1
        for phrase in phrases:
            if phrase.stems:
                rarest = min(phrase.stems, key=lambda stem: (count[stem], stem))
                self._by_stem[rarest].append(phrase)

    def hear(self, words: str) -> tuple[Cue, ...]:
        """What some words hint at, strongest first; each concept once."""
        stems = stemmed(fold(words))
        places: dict[str, list[int]] = defaultdict(list)
        for at, stem in enumerate(stems):
            places[stem].append(at)
        found: dict[str, tuple[Concept, set[str], float]] = {}
        for stem in places:
            for phrase in self._by_stem.get(stem, ()):
                if not _stands(phrase, stems, places):
                    continue
                strength = 1.0 if len(phrase.stems) > 1 else _ONE_WORD
                concept, heard, strongest = found.get(phrase.concept.id, (phrase.concept, set(), 0.0))
                found[concept.id] = (concept, heard | phrase.stems, max(strength, strongest))
        count: dict[str, int] = defaultdict(int)
        for _, heard, _ in found.values():
            for stem in heard:
                count[stem] += 1
        cues = []
        for concept, heard, strength in found.values():
            share = max(count[stem] ** -ALPHA for stem in heard) if USE == "max" else sum(count[stem] ** -ALPHA for stem in heard)/len(heard)
            more = 1 + MORE * (len(heard) - 1)
            cues.append(Cue(concept, strength * share * min(more, 1.6)))
        return tuple(sorted(cues, key=lambda cue: -cue.strength))


ALPHA = 0.5
MORE = 0.15
USE = "max"


def _phrase(say: str, concept: Concept) -> _Phrase:
    folded = fold(say)
    run = stemmed(folded)
    said = [
        stem for word, stem in zip(folded.split(), run, strict=True) if word not in STOP_WORDS
    ]
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
