"""Whether a question is answered at all: judged by what speaks for a listing by itself.

Scores put listings in order and say nothing of whether the first is any good: the best of nothing
is the best too. Here count only signals that mean the same in every question: the name, a subject
heard that the listing has, how much of the words it has, and the cosine of the meanings. The bars
were set on the `dev` questions of `scripts/quality`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.results import Match
from assetmap.search_index.snapshot import Mask
from assetmap.services.search.coverage import Coverage

# Of the words, of which rare ones count most: what is enough, and what leaves a doubt.
_HEARD, _CALLED, _TOGETHER = 0.6, 0.75, 0.8
_MAYBE, _MAYBE_TOGETHER = 0.45, 0.6
_SENTENCE, _ANYTHING = 3, 0.2
_GOOD_COSINE, _MAYBE_COSINE = 0.5, 0.42
# Each word past two lowers a bar: in a sentence most words only tell the story.
_SHORT, _HEARD_A_WORD, _WORDS_A_WORD, _LEAST = 2, 0.06, 0.03, 0.3


@dataclass(frozen=True)
class Evidence:
    """What speaks for every listing: how much of the words it has, whether it is about anything
    that a sentence hints at, and its cosine by a model.
    """

    coverage: Coverage
    hinted: Mask
    cosines: NDArray[np.float32] | None = None

    def judged(self, selected: Mask, named: Mask, *, has_words: bool) -> Match:
        """How well the selected listings answer; `named` are asked for by their name.

        Without words whatever is there is a good answer.
        """
        if not selected.any():
            return Match.NONE
        if not has_words or (selected & named).any() or self._is_good(selected):
            return Match.GOOD
        return Match.WEAK if self._is_weak(selected) else Match.NONE

    def _is_good(self, selected: Mask) -> bool:
        found = self.coverage
        return (
            _most(found.with_heard, selected & found.heard) >= self._bar(_HEARD, _HEARD_A_WORD)
            or _most(found.called, selected) >= self._bar(_CALLED, _WORDS_A_WORD)
            or self._best_cosine(selected) >= _GOOD_COSINE
            or found.together(selected) >= self._bar(_TOGETHER, _WORDS_A_WORD)
        )

    def _is_weak(self, selected: Mask) -> bool:
        found = self.coverage
        return (
            _most(found.with_heard, selected & found.heard) >= self._bar(_MAYBE, _HEARD_A_WORD)
            or _most(found.called, selected) >= self._bar(_MAYBE, _WORDS_A_WORD)
            or self._best_cosine(selected) >= _MAYBE_COSINE
            or found.together(selected) >= self._bar(_MAYBE_TOGETHER, _WORDS_A_WORD)
            or self._tells_of_something(selected)
        )

    def _tells_of_something(self, selected: Mask) -> bool:
        """Whether a sentence has anything in it that is here: then it is never hopeless."""
        found = self.coverage
        if (selected & self.hinted).any():
            return True
        if found.terms < _SENTENCE:
            return False
        heard = _most(found.with_heard, selected & found.heard)
        return heard >= _ANYTHING or (
            found.terms > _SENTENCE and _most(found.own, selected) >= _ANYTHING
        )

    def _bar(self, bar: float, a_word: float) -> float:
        return max(_LEAST, bar - a_word * max(0, self.coverage.terms - _SHORT))

    def _best_cosine(self, selected: Mask) -> float:
        return 0.0 if self.cosines is None else _most(self.cosines, selected)


def _most(values: NDArray[np.floating], among: Mask) -> float:
    return float(values[among].max(initial=0.0))


def rules() -> dict[str, float]:
    """The bars, for a reader elsewhere, without a network."""
    return {
        "heard": _HEARD,
        "called": _CALLED,
        "together": _TOGETHER,
        "maybe": _MAYBE,
        "maybe_together": _MAYBE_TOGETHER,
        "heard_a_word": _HEARD_A_WORD,
        "words_a_word": _WORDS_A_WORD,
        "short": _SHORT,
        "least": _LEAST,
        "sentence": _SENTENCE,
        "anything": _ANYTHING,
    }
