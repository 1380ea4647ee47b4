"""Which wards may be named beside offers."""

from collections import defaultdict
from itertools import product

import pytest

from assetmap.domain.time_bank.named_wards import named_wards

MANY = 13  # wards of the borough


@pytest.mark.parametrize(
    ("offers", "named"),
    [
        ({}, set()),
        ({"a": 2}, set()),
        ({"a": 3, "b": 4}, {"a", "b"}),
        ({"a": 2, "b": 1, "c": 5}, {"c"}),
        ({"a": 2, "b": 5, "c": 9}, {"c"}),  # one alone could be found by taking the named away
        ({"a": 2, "b": 5, "c": 5, "d": 9}, {"d"}),  # which of two as small would tell their size
        ({"a": 2, "b": 5}, set()),
        ({"a": 0, "b": 5}, {"b"}),
    ],
)
def test_tb13_a_ward_with_few_offers_is_not_named(offers: dict[str, int], named: set[str]) -> None:
    assert named_wards(offers, MANY, 3) == named


@pytest.mark.parametrize("wards", [2, 3, 4])
def test_tb13_whoever_knows_the_rule_finds_no_small_count_either(wards: int) -> None:
    """Every way in which offers can lie, and what the public sees of each: the named wards with
    their counts, and how many offers there are in all. No sight fits one small count alone.
    """
    least, ways = 3, defaultdict[object, list[tuple[int, ...]]](list)
    for counts in product(range(2 * least + 3), repeat=wards):
        offers = {str(ward): number for ward, number in enumerate(counts)}
        named = named_wards(offers, wards, least)
        seen = tuple(sorted((each, offers[each]) for each in named))
        ways[seen, sum(counts)].append(counts)
    found = {
        (seen, ward)
        for seen, fitting in ways.items()
        for ward in range(wards)
        for possible in [{each[ward] for each in fitting}]
        if len(possible) == 1 and 0 < min(possible) < least
    }
    assert found == set()
