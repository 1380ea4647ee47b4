"""The wishes in a question as scores: listings that fit come first, and none is left out.

The weights were measured together with those of the words (see `matching`).
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.search_index.filters import by_slot, has
from assetmap.search_index.row_columns import NO_AGE, UNPRICED
from assetmap.search_index.snapshot import Mask, Snapshot

WORTH = {
    PreferenceKind.DAY: 0.3,
    PreferenceKind.TIME: 0.15,
    PreferenceKind.HOURS: 0.15,
    PreferenceKind.COST: 0.15,
    PreferenceKind.ACCESS: 0.3,
    PreferenceKind.LANGUAGE: 1.0,
}
WRONG_AGE = 0.5
OF_AGE = 0.3  # for people of an age that was said, as much as for people who were heard


def boosts(snapshot: Snapshot, preferences: Sequence[Preference]) -> NDArray[np.float64]:
    """What the wishes add to each listing's score; an age limit that excludes takes away, and
    being for people of such an age adds.
    """
    total = np.zeros(len(snapshot))
    for preference in preferences:
        if preference.sort in WORTH:
            total += WORTH[preference.sort] * fitting(snapshot, preference)
        elif preference.sort is PreferenceKind.AGE:
            total -= WRONG_AGE * (_has_age_limit(snapshot) & ~fitting(snapshot, preference))
            total += OF_AGE * _is_for_age(snapshot, int(preference.values[0]))
    return total


def fitting_any(snapshot: Snapshot, preferences: Sequence[Preference]) -> Mask:
    """The listings that fit at least one wish: what to browse when nothing else was said.

    All of them when that would be none, and when the words only said who it is for.
    """
    fits = [
        fitting(snapshot, preference)
        for preference in preferences
        if preference.sort is not PreferenceKind.KIN
    ]
    mask = np.any(fits, axis=0) if fits else np.ones(len(snapshot), bool)
    return mask if mask.any() else np.ones(len(snapshot), bool)


def speaking(snapshot: Snapshot, preferences: Sequence[Preference]) -> Mask:
    """The listings that speak a language which is asked for: they answer whatever else was said."""
    masks = [
        fitting(snapshot, preference)
        for preference in preferences
        if preference.sort is PreferenceKind.LANGUAGE
    ]
    return np.any(masks, axis=0) if masks else np.zeros(len(snapshot), bool)


def fitting(snapshot: Snapshot, preference: Preference) -> Mask:
    """The listings that surely fit one preference."""
    if preference.most is not None:
        affordable: Mask = (snapshot.pence != UNPRICED) & (snapshot.pence <= preference.most)
        return affordable
    match preference.sort:
        case PreferenceKind.DAY:
            return snapshot.sessions.listings_of(snapshot.sessions.starting_on(preference.values))
        case PreferenceKind.TIME:
            return by_slot(snapshot, (), (preference.values,)).surely
        case PreferenceKind.HOURS:
            sessions = snapshot.sessions
            return sessions.listings_of(sessions.between(preference.earliest, preference.latest))
        case PreferenceKind.COST | PreferenceKind.ACCESS | PreferenceKind.LANGUAGE:
            fits: Mask = np.any(
                [has(snapshot, preference.sort, each) for each in preference.values], axis=0
            )
            return fits
        case PreferenceKind.AGE:
            return _takes_age(snapshot, int(preference.values[0]))
        case PreferenceKind.KIN:
            return np.zeros(len(snapshot), bool)


def takes_no_such_age(snapshot: Snapshot, preferences: Sequence[Preference]) -> Mask:
    """The listings whose own age limit shuts out an age that was said."""
    shut = np.zeros(len(snapshot), bool)
    for each in preferences:
        if each.sort is PreferenceKind.AGE:
            shut |= _has_age_limit(snapshot) & ~fitting(snapshot, each)
    return shut


def having(snapshot: Snapshot, facet: str, slugs: Iterable[str]) -> Mask:
    """Which listings have any of some values of a facet."""
    column = snapshot.column(facet)
    columns = [column.index(slug) for slug in set(slugs) if slug in column.values]
    return np.asarray(column.has[:, columns].any(axis=1))


def _has_age_limit(snapshot: Snapshot) -> Mask:
    limited: Mask = (snapshot.min_age != NO_AGE) | (snapshot.max_age != NO_AGE)
    return limited


def _is_for_age(snapshot: Snapshot, age: int) -> Mask:
    """The listings for people whom such an age makes one of them."""
    those = (each.slug for each in snapshot.words.audiences if each.is_of_age(age))
    return having(snapshot, "audience", those)


def _takes_age(snapshot: Snapshot, age: int) -> Mask:
    old_enough = snapshot.min_age <= age
    young_enough = (snapshot.max_age == NO_AGE) | (age <= snapshot.max_age)
    takes: Mask = _has_age_limit(snapshot) & old_enough & young_enough
    return takes
