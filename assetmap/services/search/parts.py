"""The parts of the list: what fits all that was asked, other days and costs, other areas."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.preference import OF_TIME, Preference, PreferenceKind
from assetmap.domain.search.results import Part
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.search.boosts import fitting, takes_no_such_age
from assetmap.services.search.reach import ELSEWHERE, Reaches
from assetmap.services.search.timing import Timing

Parts = NDArray[np.int8]
PARTS = tuple(Part)  # by the numbers of Parts
FITS, OTHER, AREAS = range(3)
# What is a condition once somebody says it, and not only something nice to have.
CONDITIONS = (*OF_TIME, PreferenceKind.COST, PreferenceKind.ACCESS)
ABOUT_AS_GOOD = 0.5  # of the best listing's score by words and meaning


@dataclass(frozen=True)
class Parted:
    """The part of every listing, and which of those in `other` meet every condition all the same,
    but answer the words much less well than the best.
    """

    parts: Parts
    aside: Mask


def parts_of(
    snapshot: Snapshot,
    preferences: Sequence[Preference],
    timing: Timing | None,
    relevance: NDArray[np.float64],
    unsure: Mask,
    reach: Reaches | None,
    asked_for: Mask,
) -> Parted:
    """The part of every listing.

    A listing that only happens to be on the right day must not push the right thing aside: what
    answers the words much less well than the best is in no better part than `other`. One asked for
    by its name is in the first whatever else was said.
    """
    fits = ~unsure & _meets(snapshot, preferences) & ~takes_no_such_age(snapshot, preferences)
    if timing is not None:
        fits = fits & timing.fits
    aside = np.zeros(len(snapshot), bool)
    if any(each.sort in CONDITIONS for each in preferences):
        aside = fits & (relevance < ABOUT_AS_GOOD * relevance.max(initial=0.0)) & ~asked_for
    parts = np.where(fits & ~aside, FITS, OTHER)
    if reach is not None:
        parts = np.where(reach == ELSEWHERE, AREAS, parts)
    return Parted(np.where(asked_for, FITS, parts).astype(np.int8), aside & (parts == OTHER))


def _meets(snapshot: Snapshot, preferences: Sequence[Preference]) -> Mask:
    """The listings that have every way to take part that was asked for, at any cost that was."""
    meets = np.ones(len(snapshot), bool)
    costs = [each for each in preferences if each.sort is PreferenceKind.COST]
    if costs:
        meets &= np.any([fitting(snapshot, each) for each in costs], axis=0)
    for each in preferences:
        if each.sort is PreferenceKind.ACCESS:
            meets &= fitting(snapshot, each)
    return meets
