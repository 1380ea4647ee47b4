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

Numbers = NDArray[np.float64]

_GOOD_WORDS, _WEAK_WORDS = 0.6, 0.5  # of the words, the rare ones counting most
# Most words of a sentence only tell the story, so it is seldom sure that nothing fits it.
_SENTENCE, _WEAK_A_WORD, _WEAK_LEAST = 4, 0.06, 0.25
_GOOD_COSINE, _WEAK_COSINE = 0.55, 0.45
# A subject heard must be what a short question is about; a sentence has more beside it.
_HEARD, _HEARD_A_WORD, _HEARD_LEAST = 0.6, 0.06, 0.3


@dataclass(frozen=True)
class Evidence:
    """What speaks for every listing: how much of the words it has as its own, and with subjects
    that were heard in them; whether it has such a subject; and its cosine where there is a model.
    `terms` is the number of words that count.
    """

    own: Numbers
    with_heard: Numbers
    terms: int
    heard: Mask
    cosines: NDArray[np.float32] | None = None


def judged(evidence: Evidence, selected: Mask, named: Mask, *, has_words: bool) -> Match:
    """How well the selected listings answer; without words whatever is there is a good answer."""
    if not selected.any():
        return Match.NONE
    if not has_words or (selected & named).any():
        return Match.GOOD
    heard = selected & evidence.heard
    needed = max(_HEARD_LEAST, _HEARD - _HEARD_A_WORD * evidence.terms)
    if heard.any() and float(evidence.with_heard[heard].max()) >= needed:
        return Match.GOOD
    words = float(evidence.own[selected].max())
    cosine = _best_cosine(evidence, selected)
    if words >= _GOOD_WORDS or cosine >= _GOOD_COSINE:
        return Match.GOOD
    weak = max(_WEAK_LEAST, _WEAK_WORDS - _WEAK_A_WORD * max(0, evidence.terms - _SENTENCE))
    if heard.any() or words >= weak or cosine >= _WEAK_COSINE:
        return Match.WEAK
    return Match.NONE


def _best_cosine(evidence: Evidence, selected: Mask) -> float:
    if evidence.cosines is None:
        return 0.0
    return float(evidence.cosines[selected].max())
