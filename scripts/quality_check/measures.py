"""The usual measures of a ranked answer, against grades that people gave by hand.

Grades: 3 just what was meant, 2 a good answer, 1 sensible; what has no grade is 0. nDCG after
Järvelin and Kekäläinen 2002, with a gain of 2 to the power of the grade, less 1.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass

DEPTH = 10
_GOOD = 2  # the grade from which an answer counts for recall and for the first good one

Grades = Mapping[str, int]


@dataclass(frozen=True)
class Measures:
    """One question's figures, or the means of many; each from 0 to 1."""

    ndcg: float
    recall: float
    reciprocal_rank: float
    best_in_3: float
    best_in_5: float
    no_result: float


def measured(grades: Grades, ranked: Sequence[str]) -> Measures:
    """The figures of one answer; `ranked` are ids, best first, of which ten count."""
    top = ranked[:DEPTH]
    good = {each for each, grade in grades.items() if grade >= _GOOD}
    found = sum(each in good for each in top)
    first = next((place for place, each in enumerate(top, 1) if each in good), None)
    return Measures(
        ndcg=_gain(grades.get(each, 0) for each in top)
        / _gain(sorted(grades.values(), reverse=True)[:DEPTH]),
        recall=found / min(len(good), DEPTH) if good else 1.0,
        reciprocal_rank=1 / first if first else 0.0,
        best_in_3=float(_has_best(grades, top[:3])),
        best_in_5=float(_has_best(grades, top[:5])),
        no_result=float(not ranked),
    )


def mean(each: Sequence[Measures]) -> Measures:
    """The mean of every figure over some questions, one at least."""
    return Measures(*(sum(column) / len(each) for column in zip(*map(astuple, each), strict=True)))


def _gain(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, 1))


def _has_best(grades: Grades, top: Sequence[str]) -> bool:
    best = max(grades.values())
    return any(grades.get(each, 0) == best for each in top)
