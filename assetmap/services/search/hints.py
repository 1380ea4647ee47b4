"""What a sentence hints at without naming it, as scores of listings (see `search_index.cues`)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.cues import Cue
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import having

Numbers = NDArray[np.float64]

BY_RANK = (1.0, 0.7, 0.5, 0.4)
MOST = 1.5
FOR_PEOPLE = 0.25
LOOKED_UP = 5


@dataclass(frozen=True)
class Hinted:
    """Of every listing: how much of what is hinted at it is about, and has the words of."""

    subjects: Numbers
    words: Numbers


def hinted_at(cached: CacheState, cues: Sequence[Cue]) -> Hinted:
    """How well every listing fits some cues."""
    snapshot = cached.snapshot
    subjects, words = np.zeros(len(snapshot)), np.zeros(len(snapshot))
    for cue in cues:
        one = np.zeros(len(snapshot))
        for slug, share in zip(cue.concept.categories, BY_RANK, strict=False):
            one = np.maximum(one, share * having(snapshot, "category", (slug,)))
        one += FOR_PEOPLE * (one > 0) * having(snapshot, "audience", cue.concept.audience)
        subjects += cue.strength * one
    for cue in cues[:LOOKED_UP]:
        scores = cached.text.score(" ".join(cue.concept.words)).scores
        words = np.maximum(words, cue.strength * scores / (scores.max(initial=0.0) or 1.0))
    return Hinted(np.minimum(subjects, MOST), words)
