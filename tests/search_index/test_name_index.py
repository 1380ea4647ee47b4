"""Names found whole, in part and with slips; the rarer a word, the more it tells."""

from collections.abc import Callable

import pytest

from assetmap.search_index.name_index import NameIndex

NAMES = (
    ("Riverside Hub",),
    ("Riverside Memory Lunch Club", "The Memory Lunch"),
    ("Chess",),
    ("The Chess and Lunch Club",),
    ("தமிழ் பள்ளி",),
    ("", "!!"),
)


@pytest.fixture
def index() -> NameIndex:
    return NameIndex.of(NAMES)


def always(_word: str) -> bool:
    """Any word may be another one with a slip in it."""
    return True


def best(index: NameIndex, words: str, may_be_slip: Callable[[str], bool] = always) -> list[int]:
    """The listings whose names have nearly all of the words, the closest name first."""
    scores = index.score(words, may_be_slip)
    order = sorted(range(len(NAMES)), key=lambda n: -(scores.of_words[n] + scores.of_name[n]))
    return [n for n in order if scores.of_words[n] > 0.9]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("riverside hub", [0]),
        ("Riverside", [0, 1]),
        ("memory lunch", [1]),
        ("the memory lunch", [1]),
        ("rivrside memory luncch", [1]),
        ("chess", [2, 3]),
        ("lunches", [1, 3]),
        ("பள்ளி", [4]),
        ("harpsichord", []),
        ("", []),
        ("the of and", []),
    ],
)
def test_names_with_the_words_closest_first(index: NameIndex, words: str, found: list[int]) -> None:
    assert best(index, words)[: len(found) or None] == found


def test_whole_names_stand_in_longer_words_only_when_they_have_several(index: NameIndex) -> None:
    assert index.score("when is riverside hub open").whole.tolist() == [True, *[False] * 5]
    assert index.score("chess in grays").whole.tolist() == [False] * 6
    assert index.score("Chess").whole.tolist() == [False, False, True, False, False, False]
    assert index.score("hub by the riverside").whole.tolist() == [False] * 6


def test_slips_are_forgiven_only_on_request_and_in_short_questions(index: NameIndex) -> None:
    assert index.score("rivrside").of_words.tolist() == [0.0] * 6
    assert index.score("rivrside", always).of_words[0] > 0.9
    long = "rivrside " + " ".join(f"word{n}" for n in range(12))
    assert index.score(long, always).of_words.max() == 0


def test_each_word_is_asked_for_itself_whether_it_may_be_a_slip(index: NameIndex) -> None:
    asked: list[str] = []

    def but_cheese(word: str) -> bool:
        asked.append(word)
        return word != "cheese"

    assert best(index, "Cheese", but_cheese) == []
    assert best(index, "chese", but_cheese) == [2, 3]
    # A word that was told to be no slip leaves the others theirs.
    both = index.score("RIVRSIDE cheese", but_cheese)
    assert 0.3 < both.of_words[0] < 0.7
    assert both.of_words[2] == 0
    assert {*asked} == {"cheese", "chese", "rivrside"}


def test_a_word_that_names_have_is_no_slip_and_short_ones_never_are(index: NameIndex) -> None:
    assert best(index, "lunch") == [1, 3]
    for words in ("hab", "ches", "riverside4", "rvrsd"):  # a slip too many, or a figure in it
        assert best(index, words) == ([2, 3] if words == "ches" else []), words


def test_empty_directory_has_no_names() -> None:
    scores = NameIndex.of(()).score("anything")
    assert (scores.of_words.tolist(), scores.whole.tolist()) == ([], [])
