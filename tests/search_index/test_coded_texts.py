"""Texts of which few are different, as codes."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.coded_texts import CodedTexts
from tests.properties import quick
from tests.search_index.generations import Generations, generations, reopened, told

TEXTS = st.sampled_from(["", "Grays", "Tilbury", "Tilbury Docks", "Ägypten", "line\nbreak"])


@quick
@given(generations(TEXTS))
def test_what_is_changed_is_as_if_made_anew(directory: Generations[str]) -> None:
    coded = CodedTexts.of([directory.first[key] for key in sorted(directory.first)])
    for edit, new, texts in directory.edits():
        coded = coded.with_changed(edit, new)
        assert told(coded.arrays()) == told(CodedTexts.of(texts).arrays())
        coded = CodedTexts.of_arrays(
            {k: np.asarray(v) for k, v in reopened(coded.arrays()).items()}
        )
        assert [coded.at(position) for position in range(len(texts))] == texts


@quick
@given(st.lists(st.lists(TEXTS, max_size=4), min_size=1, max_size=4))
def test_parts_are_joined_as_if_made_at_once(parts: list[list[str]]) -> None:
    joined = CodedTexts.joined([CodedTexts.of(part) for part in parts])
    assert told(joined.arrays()) == told(
        CodedTexts.of([x for part in parts for x in part]).arrays()
    )


def test_each_text_is_asked_about_once_and_only_where_somebody_has_it() -> None:
    coded, asked = CodedTexts.of(["b", "a", "b", "c", "d"]), []

    def holds(text: str) -> bool:
        asked.append(text)
        return text in "bd"

    among = np.array([True, True, True, False, False])
    assert coded.where(holds, among).tolist() == [True, False, True, False, False]
    assert asked == ["a", "b"]
    assert coded.where(holds).tolist() == [True, False, True, False, True]


def test_a_text_that_nobody_has_is_had_by_none() -> None:
    coded = CodedTexts.of(["b", "a"])
    assert (coded.having("a").tolist(), coded.having("z").tolist()) == (
        [False, True],
        [False, False],
    )
    assert CodedTexts.of([]).having("a").tolist() == []
