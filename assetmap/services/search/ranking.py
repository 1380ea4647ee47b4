"""The order of hits: text, nearness and how lately somebody checked, added up.

Added scores beat merged ranks when they were measured on everyday questions. The best text match
of a question scores 1; being on the spot adds 0.6, a recent check up to 0.15. With a place the
check counts only as far as the listing is near, so that without words nearness decides.
Listings that do not speak of a filter come after all that surely match it. One that nobody has
confirmed for too long comes after others that fit about as well; it is no wall, or the only choir
of a town would stand behind everything that has a song in it. One asked for by its name keeps its
place. Of two that fit equally well, one that somebody has checked comes before one that nobody has.
Sorted by distance or by name, nothing else decides.
"""

from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.distances import Nearness
from assetmap.search_index.snapshot import Mask, Snapshot

NEAR = 0.6
CHECKED = 0.15
NEAR_BY_MEANING = 1.4  # with a model, whose own signals add up to more
OVERDUE = 0.35  # less than a category heard is worth, more than a word
OUTSIDE = 0.3  # without a place, the borough's own come before its neighbours'
CHECK_FADES_DAYS = 365  # a check is worth nothing for ranking after a year


class Ranking:
    """Orders positions of a snapshot for one question on one day."""

    def __init__(
        self,
        snapshot: Snapshot,
        text: NDArray[np.float64],
        nearness: Nearness | None,
        today: date,
        *,
        near: float = NEAR,
        asked_for: Mask | None = None,
        soonest: NDArray[np.int32] | None = None,
        behind: tuple[Mask, ...] = (),
        refused: Mask | None = None,
    ) -> None:
        self._snapshot, self._nearness = snapshot, nearness
        self._today = today.toordinal()
        self._overdue, self._planned = snapshot.overdue(today), snapshot.is_planned.copy()
        if asked_for is not None:
            self._overdue &= ~asked_for
            self._planned &= ~asked_for
        self._unnamed = np.ones(len(snapshot), bool) if asked_for is None else ~asked_for
        self._text, self._near = text, near
        self._soonest = np.zeros(len(snapshot), np.int32) if soonest is None else soonest
        self._behind = behind
        self._refused = np.zeros(len(snapshot), bool) if refused is None else refused

    def order(
        self, positions: NDArray[np.int64], unsure: Mask, parts: NDArray[np.int8], sort: str
    ) -> NDArray[np.int64]:
        """`positions` sorted by `sort` (best, near or name); ties by name.

        By best, the parts of the list follow one another, and what is only planned comes last in
        each of them; before it whatever is to stand behind the rest, the last of `behind` last.
        Where `soonest` was given, as of a question that asks for a day and nothing else, what is on
        next comes first. What was refused comes last, in its part or of all.
        """
        if not len(positions):
            return positions
        names, refused = self._snapshot.name_order[positions], self._refused[positions]
        if sort == "name":
            return positions[_sorted_by(names, unsure[positions], refused)]
        if sort == "near" and self._nearness is not None:
            metres = np.nan_to_num(self._nearness.metres[positions], nan=np.inf)
            return positions[_sorted_by(names, metres, unsure[positions], refused)]
        scores, unchecked = self._scores[positions], self._snapshot.unchecked[positions]
        soonest, planned = self._soonest[positions], self._planned[positions]
        behind = (mask[positions] for mask in self._behind)
        apart = (soonest, *behind, planned, unsure[positions])
        apart = (*apart, self._unnamed[positions], refused, parts[positions])
        return positions[_sorted_by(names, unchecked, -scores, *apart)]

    @cached_property
    def _scores(self) -> NDArray[np.float64]:
        age = np.clip(self._today - self._snapshot.checked, 0, CHECK_FADES_DAYS)
        fresh = CHECKED * (1 - age / CHECK_FADES_DAYS)
        text = self._text - OVERDUE * self._overdue
        if self._nearness is not None:
            return text + (self._near + fresh) * self._nearness.closeness
        return text + fresh - OUTSIDE * self._snapshot.outside


def _sorted_by(*keys: NDArray[Any]) -> NDArray[np.intp]:
    """As `np.lexsort`: the last key decides first. One that is the same for all is left out, as
    most are of most questions.
    """
    telling = [key for key in keys[1:] if (key != key[0]).any()]
    return np.lexsort((keys[0], *telling))
