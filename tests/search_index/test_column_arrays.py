"""Tables of declared columns: changed, joined and opened again."""

from dataclasses import dataclass

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.column_arrays import ColumnArrays, FlatColumn, ListColumn, TableColumns
from tests.properties import quick
from tests.search_index.generations import Generations, generations, reopened, told


@dataclass(frozen=True)
class Words(ColumnArrays[str]):
    """What can be told of some words."""

    columns = TableColumns[str](
        flat={
            "length": FlatColumn(np.int16, len),
            "is_upper": FlatColumn(np.bool_, str.isupper),
        },
        lists={
            "part": ListColumn(str.split),
            "letter": ListColumn(
                lambda x: [(n, ord(each)) for n, each in enumerate(x)],
                {"at": np.int16, "code": np.int32},
            ),
        },
        coded={"first": lambda x: x[:1]},
        texts={"folded": str.casefold},
    )


WORDS = st.text("aB ä", max_size=5)


def opened(words: Words) -> Words:
    return Words.of_arrays({k: np.asarray(v) for k, v in reopened(words.arrays()).items()})


def same(one: Words, other: Words) -> bool:
    """Texts of NumPy alone may stay wider than they need to be."""
    arrays, others = told(one.arrays()), told(other.arrays())
    text, other_text = arrays.pop("part.text"), others.pop("part.text")
    return arrays == others and text[1] == other_text[1]


@quick
@given(generations(WORDS))
def test_what_is_changed_is_as_if_made_anew(directory: Generations[str]) -> None:
    words = Words.of([directory.first[key] for key in sorted(directory.first)])
    for edit, new, every in directory.edits():
        words = opened(words.with_changed(edit, new))
        assert same(words, Words.of(every))
        assert words.every_text("folded") == [each.casefold() for each in every]
        assert [words.text("folded", n) for n in range(len(words))] == words.every_text("folded")


@quick
@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=4))
def test_parts_are_joined_as_if_made_at_once(parts: list[list[str]]) -> None:
    joined = Words.joined([Words.of([]), *map(Words.of, parts)])
    assert same(joined, Words.of([x for part in parts for x in part]))


def test_one_table_has_what_is_declared() -> None:
    words = Words.of(["a Bä", "B"])
    assert {name: array.tolist() for name, array in words.arrays().items()} == {
        "length": [4, 1],
        "is_upper": [False, True],
        "part.owner": [0, 0, 1],
        "part.text": ["a", "Bä", "B"],
        "letter.owner": [0, 0, 0, 0, 1],
        "letter.at": [0, 1, 2, 3, 0],
        "letter.code": [97, 32, 66, 228, 66],
        "first.codes": [1, 0],
        "first.first": [0, 1, 2],
        "first.text": [66, 97],
        "folded.first": [0, 5, 6],
        "folded.text": [97, 32, 98, 195, 164, 98],
    }
    assert words.texts("part").tolist() == ["a", "Bä", "B"]


@quick
@given(st.lists(WORDS.map(lambda x: f" {' '.join(x.split())} "), max_size=6), WORDS)
def test_texts_that_hold_some_words_are_found_in_one_look(texts: list[str], words: str) -> None:
    wanted = f" {' '.join(words.split()) or 'a'} ".casefold()
    held = [n for n, each in enumerate(texts) if wanted in each.casefold()]
    assert Words.of(texts).holding("folded", wanted) == held


def test_texts_are_told_apart_where_some_are_empty_and_words_stand_in_one_twice() -> None:
    texts = ["", " a b a b ", "", "", " b a ", " a b ", ""]
    assert Words.of(texts).holding("folded", " a b ") == [1, 5]
    assert Words.of([]).holding("folded", " a ") == []
