"""The questions that come with the program: whole, parted, and of listings that are there."""

import json

import pytest

from assetmap.paths import SAMPLE
from scripts.quality_check.names import TASKS, name_figures, name_questions
from scripts.quality_check.own_sets import SETS, items

IDS = {each["id"] for each in json.loads(SAMPLE.read_text(encoding="utf-8"))["features"]}
NAMES = {"a": "The Riverside Hub", "b": "Chess", "c": "chess"}


@pytest.mark.parametrize("name", SETS)
def test_sets_name_listings_that_are_there_and_are_parted(name: str) -> None:
    every = items(name)
    assert len({each.text for each in every}) == len(every)
    splits = {each.split for each in every}
    assert "test" in splits
    assert splits <= {"dev", "dev2", "dev3", "dev4", "train", "test"}
    assert sum(len(items(name, split)) for split in splits) == len(every)
    named = {id_ for each in every for id_ in (*each.relevant, *each.refused)}
    assert named <= IDS


def test_sentences_have_a_best_answer_and_grades() -> None:
    for each in items("sentences"):
        assert set(each.relevant.values()) <= {1, 2, 3}
        assert 3 in each.relevant.values(), each.text


def test_name_tasks_ask_for_parts_that_count_and_the_same_each_time() -> None:
    for task in TASKS:
        assert list(name_questions(NAMES, task)) == list(name_questions(NAMES, task))
    assert list(name_questions(NAMES, "its first two words")) == [("a", "Riverside Hub")]
    assert dict(name_questions(NAMES, "its first word"))["a"] == "Riverside"


def test_listings_of_one_name_are_all_the_right_answer() -> None:
    found = name_figures(NAMES, "its name", lambda words: ["c"] if words == "Chess" else ["a", "b"])
    assert (found.number, found.first, found.in_three) == (3, 2 / 3, 1.0)
