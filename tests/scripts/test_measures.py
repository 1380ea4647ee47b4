"""The measures of quality against values worked out by hand."""

import pytest

from scripts.quality_check.measures import Measures, mean, measured

GRADES = {"a": 3, "b": 2, "c": 1}
LOG3 = 1.5849625007211562
IDEAL = 7 + 3 / LOG3 + 1 / 2  # gains 7, 3, 1 over log2 of 2, 3, 4


@pytest.mark.parametrize(
    ("ranked", "figures"),
    [
        (["a", "b", "c"], (1.0, 1.0, 1.0, 1.0, 1.0, 0.0)),
        (["x", "a"], (7 / LOG3 / IDEAL, 0.5, 0.5, 1.0, 1.0, 0.0)),
        (
            ["c", "x", "b", "a"],
            ((1 + 3 / 2 + 7 / 2.321928094887362) / IDEAL, 1.0, 1 / 3, 0.0, 1.0, 0.0),
        ),
        (["x"] * 10 + ["a"], (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)),
        ([], (0.0, 0.0, 0.0, 0.0, 0.0, 1.0)),
    ],
)
def test_measured_is_what_one_works_out_by_hand(
    ranked: list[str], figures: tuple[float, ...]
) -> None:
    found = measured(GRADES, ranked)
    assert vars(found) == pytest.approx(vars(Measures(*figures)))


def test_recall_is_of_ten_at_most() -> None:
    grades = {f"g{n}": 2 for n in range(20)}
    assert measured(grades, [f"g{n}" for n in range(10)]).recall == 1.0


def test_recall_of_nothing_good_is_whole() -> None:
    assert measured({"c": 1}, ["x"]).recall == 1.0


def test_mean_is_of_each_figure() -> None:
    both = [Measures(1, 1, 1, 1, 1, 0), Measures(0, 0.5, 0, 0, 1, 1)]
    assert mean(both) == Measures(0.5, 0.75, 0.5, 0.5, 1.0, 0.5)
