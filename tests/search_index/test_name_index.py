"""Names found whole, in part and with slips; the rarer a word, the more it tells."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.edits import Edit
from assetmap.search_index.name_index import NameIndex, NameScores
from tests.properties import quick
from tests.search_index.generations import Generations, generations, reopened, told
from tests.search_index.plain_names import PlainNames, Scores

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


WORDS = st.one_of(
    st.sampled_from(["tea", "Teas", "The", "of", "club", "clubs", "lunch", "lunches", "chess"]),
    st.sampled_from(["Café", "naïve", "தமிழ்", "பள்ளி", "ﬁsh", "&", "O'Neill's", "hub", "hubs"]),
    st.sampled_from(["riverside", "rivrside", "riversdie", "lunhc", "clbu", "clubb", "chesses"]),
    st.text(max_size=5),
)
LINES = st.lists(WORDS, max_size=5).map(" ".join)
SEVERAL = st.lists(LINES, max_size=3).map(tuple)


def as_numbers(scores: NameScores) -> Scores:
    return scores.of_words.tolist(), scores.of_name.tolist(), scores.whole.tolist()


@quick
@given(st.lists(SEVERAL, max_size=12), st.lists(LINES, max_size=4), st.sets(WORDS))
def test_scores_are_those_of_looking_at_every_name(
    names: list[tuple[str, ...]], asked: list[str], slips: set[str]
) -> None:
    index, plain = NameIndex.of(names), PlainNames(names)
    for words in (*asked, *(name for several in names for name in several)):
        for may_be_slip in (always, slips.__contains__):
            scores = as_numbers(index.score(words, may_be_slip))
            of_words, of_name, whole = plain.score(words, may_be_slip)
            assert scores == (pytest.approx(of_words), pytest.approx(of_name), whole)


@quick
@given(generations(SEVERAL), st.lists(LINES, max_size=3))
def test_what_is_changed_is_as_if_made_anew(
    directory: Generations[tuple[str, ...]], asked: list[str]
) -> None:
    first = [directory.first[key] for key in sorted(directory.first)]
    index = NameIndex.of(first)
    assert told(NameIndex.of_arrays(reopened(index.arrays())).arrays()) == told(index.arrays())
    for edit, new, names in directory.edits():
        index = NameIndex.of_arrays(reopened(index.arrays())).with_changed(edit, new)
        anew = NameIndex.of(names)
        assert told(index.arrays()) == told(anew.arrays())
        opened = NameIndex.of_arrays(reopened(index.arrays()))
        for words in (*asked, *(name for several in names[:3] for name in several)):
            scores = as_numbers(anew.score(words, always))
            assert as_numbers(index.score(words, always)) == scores
            assert as_numbers(opened.score(words, always)) == scores


@quick
@given(st.lists(st.lists(SEVERAL, max_size=4), max_size=4))
def test_joined_is_as_if_made_at_once(parts: list[list[tuple[str, ...]]]) -> None:
    joined = NameIndex.joined([NameIndex.of(part) for part in parts])
    anew = NameIndex.of([names for part in parts for names in part])
    assert told(joined.arrays()) == told(anew.arrays())


def test_names_that_stayed_the_same_change_nothing(index: NameIndex) -> None:
    edit = Edit.between("abcdef", "abcdef", "ac")
    assert index.with_changed(edit, [("RIVERSIDE  hub!",), ("", "Chess")]) is index
    assert index.with_changed(edit, [("Riverside Hub",), ("Chess", "Chess")]) is not index


def test_thousands_of_equal_names_are_all_found() -> None:
    index = NameIndex.of([("Tea",)] * 5000 + [("Tea and Talk", "Tea Talk")] * 5000)
    assert index.score("tea").whole.tolist() == [True] * 5000 + [False] * 5000
    assert index.score("is tea talk on").whole.tolist() == [False] * 5000 + [True] * 5000
    assert index.score("tea and talk").of_name.tolist()[4999:5001] == pytest.approx([1, 1])


def test_of_equal_slips_the_words_of_the_first_names_are_taken() -> None:
    """Three are taken: which, is a matter of the order of listings, not of letters."""
    names = [("Walks",), ("Talks",), ("Balks",), ("Calks",)]
    assert best_of(NameIndex.of(names), "xalks") == [0, 1, 2]
    assert best_of(NameIndex.of(names[::-1]), "xalks") == [0, 1, 2]


def best_of(index: NameIndex, words: str) -> list[int]:
    """The listings that have any of the words, slips forgiven."""
    return [n for n, held in enumerate(index.score(words, always).of_words) if held]
