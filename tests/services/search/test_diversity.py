"""Some of each thing that was told stands in front."""

import numpy as np
import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.diversity import FRONT, SAID_AGAIN, diversified, rules
from assetmap.services.search.selection import select


def in_order(scores: list[float], *subjects: list[int]) -> list[int]:
    masks = [np.array([at in those for at in range(len(scores))]) for those in subjects]
    return diversified(np.array(scores), masks).tolist()


def test_of_two_things_told_each_is_among_the_first() -> None:
    scores = [1.0, 0.99, 0.98, 0.97, 0.96, 0.95, 0.94]
    assert in_order(scores, [0, 1, 2, 3, 4], [5, 6]) == [0, 5, 1, 6, 2, 3, 4]


def test_what_is_much_better_stays_in_front() -> None:
    assert in_order([2.0, 1.9, 1.9, 0.5], [0, 1, 2], [3]) == [0, 1, 2, 3]


def test_what_is_about_both_counts_for_both_and_about_neither_as_the_one_shown_most() -> None:
    scores = [1.0, 0.95, 0.94, 0.9, 0.5]
    assert in_order(scores, [0, 1, 2], [0, 3]) == [0, 1, 3, 2, 4]


def test_of_equals_the_first_stays_the_first() -> None:
    assert in_order([1.0] * 6, [0, 1, 2], [3, 4, 5]) == [0, 3, 1, 4, 2, 5]


@pytest.mark.parametrize("subjects", [(), ([0, 1],)])
def test_one_thing_or_none_leaves_the_order_as_it_is(subjects: tuple[list[int], ...]) -> None:
    assert in_order([3.0, 2.9, 2.8], *subjects) == [0, 1, 2]


def test_nothing_has_no_order() -> None:
    assert in_order([], [0], [1]) == []


def test_three_needs_in_one_sentence_are_all_in_the_first_five(sample_context: Context) -> None:
    words = "my wife has dementia and I need a rest, and the lawn's a disgrace"
    first = select(sample_context, Search(words=words)).listings[:FRONT]
    shown = {slug for listing in first for slug in listing.shown.categories}
    assert {"wellbeing/dementia", "care/respite", "home/gardening"} <= shown


def test_in_danger_nothing_is_put_before_what_helps(sample_context: Context) -> None:
    words = "he hits me and I would like to do knitting, gardening and singing"
    selection = select(sample_context, Search(words=words))
    assert selection.query.is_urgent
    first = selection.listings[0]
    assert "wellbeing/abuse" in first.shown.categories


def test_rules_are_those_that_count() -> None:
    assert rules() == {"front": FRONT, "said_again": SAID_AGAIN}
