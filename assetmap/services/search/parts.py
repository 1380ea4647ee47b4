"""The parts of the list: what fits all that was asked, other days and costs, other areas."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.results import Part
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.search.boosts import fitting, takes_no_such_age
from assetmap.services.search.reach import ELSEWHERE, Reaches

Parts = NDArray[np.int8]
PARTS = tuple(Part)  # by the numbers of Parts
FITS, OTHER, AREAS = range(3)
# What is a condition once somebody says it, and not only something nice to have.
CONDITIONS = (
    *(PreferenceKind.DAY, PreferenceKind.TIME, PreferenceKind.COST, PreferenceKind.ACCESS),
)
_ABOUT_AS_GOOD = 0.5  # of the best listing's score by words and meaning


_OF_TIME = (PreferenceKind.DAY, PreferenceKind.TIME)


def _says_no_times(snapshot: Snapshot, preference: Preference) -> Mask:
    """Where a wish for a day or time is asked of a listing that has no times, such as a lift."""
    mask: Mask = (snapshot.slots == 0) & (preference.sort in _OF_TIME)
    return mask


def parts_of(
    snapshot: Snapshot,
    preferences: Sequence[Preference],
    relevance: NDArray[np.float64],
    unsure: Mask,
    reach: Reaches | None,
    asked_for: Mask,
) -> Parts:
    """The part of every listing.

    A listing that only happens to be on the right day must not push the right thing aside: what
    answers the words much less well than the best is in no better part than `other`. One asked for
    by its name is in the first whatever else was said.
    """
    fits = ~unsure
    conditions = [each for each in preferences if each.sort in CONDITIONS]
    for each in conditions:
        fits = fits & (fitting(snapshot, each) | _says_no_times(snapshot, each))
    if conditions:
        fits = fits & (relevance >= _ABOUT_AS_GOOD * relevance.max(initial=0.0))
    fits = fits & ~takes_no_such_age(snapshot, preferences)
    parts = np.where(fits, FITS, OTHER)
    if reach is not None:
        parts = np.where(reach == ELSEWHERE, AREAS, parts)
    return np.where(asked_for, FITS, parts).astype(np.int8)
