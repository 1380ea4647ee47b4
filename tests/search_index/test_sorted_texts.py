import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.sorted_texts import SortedTexts, decoded, encoded
from tests.properties import quick
from tests.search_index.generations import reopened, told

# Halves of pairs as well, and noughts, which arrays of texts of one width lose at the end.
TEXTS = st.sets(st.text(st.characters(codec=None), max_size=4) | st.sampled_from(["", "\0", "a\0"]))


@quick
@given(TEXTS, TEXTS)
def test_each_text_has_its_place(texts: set[str], asked: set[str]) -> None:
    in_order = sorted(texts)
    found = SortedTexts.of_arrays(
        {name: np.asarray(x) for name, x in reopened(SortedTexts.of(in_order).arrays()).items()}
    )
    assert (len(found), found.every) == (len(in_order), in_order)
    assert [found.text(n) for n in range(len(found))] == in_order
    assert [found.find(text) for text in in_order] == [*range(len(in_order))]
    assert [found.find(text) for text in asked - texts] == [-1] * len(asked - texts)
    assert [found.place(x) for x in asked] == [sum(text < x for text in texts) for x in asked]


@quick
@given(TEXTS, TEXTS, TEXTS)
def test_texts_come_and_go(texts: set[str], gone: set[str], new: set[str]) -> None:
    before, came = sorted(texts), sorted(new - texts)
    old = SortedTexts.of(before)
    stays = np.array([text not in gone for text in before], bool)
    edit = old.edit(stays, came)
    now = old.with_changed(edit, came)
    in_order = sorted((texts - gone) | {*came})
    assert now.every == in_order
    assert told(now.arrays()) == told(SortedTexts.of(in_order).arrays())
    places = {text: place for place, text in enumerate(in_order)}
    assert edit.moved.tolist() == [-1 if text in gone else places[text] for text in before]
    assert (edit.changed.tolist(), edit.size) == ([places[text] for text in came], len(in_order))


@quick
@given(st.text(st.characters(codec=None)), st.text(st.characters(codec=None)))
def test_bytes_stand_in_the_order_of_letters(one: str, other: str) -> None:
    assert decoded(encoded(one)) == one
    assert (encoded(one) < encoded(other)) == (one < other)
