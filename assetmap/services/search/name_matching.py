"""Listings asked for by their own name: they come first, whatever else the words may mean.

`riverside` must give Riverside Hub before any park, and half a name is a name as well.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.name_index import NameScores, never
from assetmap.search_index.schema import content_words
from assetmap.search_index.snapshot import Mask, Snapshot

Numbers = NDArray[np.float64]

ASKED_FOR = 6.0  # more than all other signals together: the name was typed, or most of it
_ALL_WORDS = 4.0  # all that was typed stands in the name
_NEAR_A_PLACE = 0.6  # the same beside a place: there the name is one hint among others
_SHORTER = 1.0  # of two names with the words, the one with more of them and fewer others
_NEARLY_ALL = 0.93  # of the words typed
_MOST_OF_NAME = 0.6
_FEW_MORE = 3  # words that count, beside a whole name: "when is the Chess Club open"


@dataclass(frozen=True)
class NameMatch:
    """What names add to each listing's score; `asked_for` those named by (most of) their name,
    `whole` those of them whose whole name was said, `answers` those whose name holds all that was
    typed.
    """

    bonus: Numbers
    asked_for: Mask
    whole: Mask
    answers: Mask

    @property
    def is_any(self) -> bool:
        """Whether any listing is asked for by its name, or by words of it."""
        return bool(self.answers.any())


def match_names(
    snapshot: Snapshot,
    typed: str,
    without_place: str,
    *,
    has_place: bool,
    may_be_slip: Callable[[str], bool] = never,
) -> NameMatch:
    """The listings whose names are in the words.

    `typed` is all that was typed, a place in it too, since names have places in them;
    `without_place` the words without it. `may_be_slip` tells of a folded word whether it may be
    another one with a slip in it; as they stand, none is.
    """
    words = content_words(typed)
    if not words:
        return _none(snapshot)
    whole = _of(snapshot.names.score(typed, may_be_slip), len(words), has_place=has_place)
    rest = content_words(without_place)
    if not has_place or not rest or len(rest) == len(words):
        return whole
    part = _of(snapshot.names.score(without_place, may_be_slip), len(rest), has_place=True)
    return NameMatch(
        np.maximum(whole.bonus, part.bonus),
        whole.asked_for | part.asked_for,
        whole.whole | part.whole,
        whole.answers | part.answers,
    )


def _of(scores: NameScores, count: int, *, has_place: bool) -> NameMatch:
    answers = scores.of_words >= _NEARLY_ALL
    most = answers & (scores.of_name >= _MOST_OF_NAME)
    # Beside a place, one word that is a whole name ("choir") is still an ordinary word.
    by_most = most & (count > 1 or not has_place)
    asked_for = by_most | (scores.whole & _is_nearly_all(scores, count))
    each = np.where(answers, _NEAR_A_PLACE if has_place else _ALL_WORDS, 0.0)
    each = np.where(asked_for, ASKED_FOR, each) + np.where(
        answers | asked_for,
        _SHORTER * (scores.of_name + scores.of_words + scores.whole),
        0.0,
    )
    return NameMatch(each, asked_for, asked_for & scores.whole, answers | asked_for)


def _is_nearly_all(scores: NameScores, count: int) -> Mask:
    """Where few words stand beside a whole name, so that the name is what is asked for."""
    mask: Mask = scores.of_words * count >= count - _FEW_MORE
    return mask & (scores.of_words >= 0.5)


def _none(snapshot: Snapshot) -> NameMatch:
    nobody = np.zeros(len(snapshot), bool)
    return NameMatch(np.zeros(len(snapshot)), nobody, nobody, nobody)


def rules() -> dict[str, float]:
    """What a reader of names elsewhere, without a network, needs to judge them the same way."""
    return {
        "asked_for": ASKED_FOR,
        "all_words": _ALL_WORDS,
        "near_a_place": _NEAR_A_PLACE,
        "shorter": _SHORTER,
        "nearly_all": _NEARLY_ALL,
        "most_of_name": _MOST_OF_NAME,
        "few_more": _FEW_MORE,
    }
