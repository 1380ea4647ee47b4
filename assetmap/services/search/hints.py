"""What a sentence hints at without naming it, as scores of listings (see `search_index.cues`)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.cues import Cue
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.boosts import having

Numbers = NDArray[np.float64]

BY_RANK = (1.0, 0.7, 0.5, 0.4)  # what the first to the fourth category of a cue count for
FOR_PEOPLE = 0.25  # more where the people are those of the cue too
MOST = 1.75  # of what the subjects of all cues add up to
MOST_WORDS = 3.0  # of what their words add up to
_LOOKED_UP = 6  # the strongest cues, whose words are looked up in listings


@dataclass(frozen=True)
class Hinted:
    """Of every listing: how much of what is hinted at it is about, and has the words of."""

    subjects: Numbers
    words: Numbers

    @property
    def mask(self) -> Mask:
        """The listings that are about anything hinted at."""
        about: Mask = self.subjects > 0
        return about


def hinted_at(cached: CacheState, cues: Sequence[Cue]) -> Hinted:
    """How well every listing fits some cues, strongest first."""
    snapshot = cached.snapshot
    subjects, words = np.zeros(len(snapshot)), np.zeros(len(snapshot))
    for cue in cues:
        subjects += cue.strength * _about(snapshot, cue)
    for cue in cues[:_LOOKED_UP]:
        scores = cached.text.score(" ".join(cue.concept.words)).scores
        words += cue.strength * scores / (scores.max(initial=0.0) or 1.0)
    return Hinted(np.minimum(subjects, MOST), np.minimum(words, MOST_WORDS))


def _about(snapshot: Snapshot, cue: Cue) -> Numbers:
    about = np.zeros(len(snapshot))
    for slug, share in zip(cue.concept.categories, BY_RANK, strict=False):
        about = np.maximum(about, share * having(snapshot, "category", (slug,)))
    fitting: Numbers = about + FOR_PEOPLE * (about > 0) * having(
        snapshot, "audience", cue.concept.audience
    )
    return fitting
