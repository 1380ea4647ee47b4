"""A lexicon that is changed is the one made of all words that there are now."""

from collections import Counter, defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.edits import Array
from assetmap.search_index.lexicon import EMPTY, Lexicon
from assetmap.search_index.segment import Segment, encoded

words = st.dictionaries(
    st.text("aäbчz", min_size=1, max_size=5), st.integers(1, 9), min_size=0, max_size=6
)


def segment_of(counts: dict[str, int]) -> Segment:
    """A segment with nothing but words."""
    texts = sorted(counts, key=str.encode)
    arrays: dict[str, Array] = defaultdict(lambda: np.empty(0, np.uint8))
    numbers = np.array([counts[text] for text in texts], np.uint8)
    arrays |= {"words": encoded(texts), "word_counts": numbers}
    return Segment("s", arrays)


def told(lexicon: Lexicon) -> dict[str, int]:
    pairs = zip(lexicon.words.tolist(), lexicon.counts.tolist(), strict=True)
    return {word.decode(): count for word, count in pairs}


@given(st.lists(words, max_size=4), st.lists(words, max_size=4))
def test_changed_lexicon_is_as_one_made_anew(
    before: list[dict[str, int]], new: list[dict[str, int]]
) -> None:
    old = [segment_of(counts) for counts in before]
    first = EMPTY.with_changed([], old)
    changed = first.with_changed(old[:2], [segment_of(counts) for counts in new])
    counts: Counter[str] = Counter()
    for each in [*before[2:], *new]:
        counts.update(each)
    assert told(changed) == dict(counts)
    assert changed.words.tolist() == sorted(changed.words.tolist())
    assert told(first) == dict(sum((Counter(each) for each in before), Counter()))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.of({"art": 6, "café": 4, "cafe": 2, "lunch": 8, "чай": 1})


def test_count_tells_of_each_word_how_many_have_it(lexicon: Lexicon) -> None:
    asked = ("art", "café", "чай", "ar", "arts", "zoo", "", "x" * 99, "\ud800")
    assert [lexicon.count(word) for word in asked] == [6, 4, 1, 0, 0, 0, 0, 0, 0]
    assert EMPTY.count("art") == 0


def test_words_are_found_by_their_first_letter(lexicon: Lexicon) -> None:
    assert [lexicon.beginning_with(letter) for letter in ("c", "ч", "b", "\ud800")] == [
        ["cafe", "café"],
        ["чай"],
        [],
        [],
    ]
    assert EMPTY.beginning_with("c") == []


def test_without_leaves_words_out(lexicon: Lexicon) -> None:
    assert told(lexicon.without(np.array([b"art", b"lunch"]))) == {"café": 4, "cafe": 2, "чай": 1}
    assert lexicon.without(np.empty(0, "S1")) is lexicon
