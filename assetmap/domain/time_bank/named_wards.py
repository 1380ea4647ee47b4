"""Which wards may be named beside offers in public, so that nobody's few offers are found (TB13).

A ward with few offers is not named: they count for the whole borough, "elsewhere". That alone is
not enough, since the public sees how many offers there are in all: what is left of them once the
named wards are taken away must not tell the count of one small ward either.
"""

from collections.abc import Mapping

_ALMOST_ALL = 3  # unnamed wards, and fewer: they are few enough to try every way to share out


def named_wards(offers: Mapping[str, int], wards: int, least: int) -> frozenset[str]:
    """The wards that may be named, of those with offers.

    `offers` is how many each ward has, `wards` how many wards the borough has, with or without any;
    a ward with fewer than `least` is never named. Where just one would stay unnamed, the next
    smallest stays so too, with all that have as many as it. Where almost every ward is named, more
    are left out, until the unnamed offers are enough to have been shared out in many ways.
    """
    small = {ward: number for ward, number in offers.items() if 0 < number < least}
    left = {ward: number for ward, number in offers.items() if number >= least}
    hidden, count = sum(small.values()), len(small)
    while left and count:
        are_few = wards - len(left) <= _ALMOST_ALL
        if count > 1 and not (are_few and hidden <= 2 * least):
            break
        next_smallest = min(left.values())
        for ward in [each for each, number in left.items() if number == next_smallest]:
            hidden, count = hidden + left.pop(ward), count + 1
    return frozenset(left)
