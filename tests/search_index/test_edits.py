"""An array that is changed for what changed equals one that is made of what there is now."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.edits import Edit, Rows, joined_rows, place_of
from tests.properties import few

IDS = st.text(st.sampled_from("abc"), min_size=1, max_size=2)
WORDS = st.lists(st.text(st.sampled_from("xyz€"), max_size=5), max_size=3)
STATES = st.dictionaries(IDS, st.tuples(st.integers(0, 99), WORDS), max_size=8)


def flat(state: dict[str, tuple[int, list[str]]], ids: list[str]) -> np.ndarray:
    return np.array([state[each][0] for each in ids], np.int32)


def rows(state: dict[str, tuple[int, list[str]]], ids: list[str], at: list[int]) -> Rows:
    owner = [n for n, each in zip(at, ids, strict=True) for _ in state[each][1]]
    texts = [text for each in ids for text in state[each][1]]
    return Rows(np.array(owner, np.int32), {"text": np.array(texts, np.str_)})


@few
@given(STATES, STATES, st.sets(IDS))
def test_changed_arrays_are_those_of_now(
    before: dict[str, tuple[int, list[str]]],
    now: dict[str, tuple[int, list[str]]],
    touched: set[str],
) -> None:
    written = touched | {each for each in before | now if before.get(each) != now.get(each)}
    old, new = sorted(before), sorted(now)
    edit = Edit.between(old, new, written)
    fresh = [new[at] for at in edit.changed]
    assert set(fresh) == written & now.keys()
    assert edit.applied(flat(before, old), flat(now, fresh)).tolist() == flat(now, new).tolist()
    made = edit.rows_applied(
        rows(before, old, list(range(len(old)))), rows(now, fresh, edit.changed.tolist())
    )
    wanted = rows(now, new, list(range(len(new))))
    assert made.owner.tolist() == wanted.owner.tolist()
    assert made.columns["text"].tolist() == wanted.columns["text"].tolist()
    assert edit.is_in_place or old != new


def test_joined_rows_go_on_behind_those_before() -> None:
    one = Rows(np.array([0, 1, 1], np.int32), {"text": np.array(["a", "b", "c"])})
    two = Rows(np.array([2], np.int32), {"text": np.array(["longer"])})
    both = joined_rows([(2, one), (3, two)])
    assert both.owner.tolist() == [0, 1, 1, 4]
    assert both.owner.dtype == np.int32
    assert both.columns["text"].tolist() == ["a", "b", "c", "longer"]
    assert both.of(1) == slice(1, 3)
    assert both.of(3) == slice(3, 3)


@pytest.mark.parametrize(("wanted", "place"), [("a", 0), ("b", None), ("c", 1), ("d", None)])
def test_place_of_an_id(wanted: str, place: int | None) -> None:
    assert place_of(["a", "c"], wanted) == place
