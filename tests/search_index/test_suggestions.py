import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Status
from assetmap.domain.text import fold
from assetmap.search_index.edits import Edit
from assetmap.search_index.suggestions import NameFinder
from tests.factories import a_listing
from tests.properties import quick
from tests.search_index.generations import Generations, generations, reopened, told
from tests.search_index.listings import snapshot_of
from tests.search_index.plain_names import PlainBeginnings

NAMES = ["Tea and Talk", "Grays Tea Room", "Café Étoile", "Teatime", "O'Neill's tea"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tea", ["Tea and Talk", "Teatime", "O'Neill's tea", "Grays Tea Room"]),
        ("TEA AND", ["Tea and Talk"]),
        ("etoile", ["Café Étoile"]),
        ("café é", ["Café Étoile"]),
        ("oneill", ["O'Neill's tea"]),
        ("ea", []),
        ("", []),
        ("  ", []),
        ("🎉", []),
        ("x" * 10_000, []),
    ],
)
def test_beginning_finds_whole_names_before_words_within(text: str, found: list[str]) -> None:
    assert [NAMES[position] for position in NameFinder.of(NAMES).beginning(text, 10)] == found


def test_beginning_gives_no_more_than_asked() -> None:
    assert NameFinder.of(NAMES).beginning("tea", 2) == [0, 3]
    assert NameFinder.of(["Tea"] * 5000).beginning("tea", 3) == [0, 1, 2]
    assert NameFinder.of([]).beginning("tea", 3) == []


@quick
@given(
    st.lists(st.text(st.sampled_from("abé &'"), max_size=8), max_size=15),
    st.text(st.sampled_from("abé &'"), max_size=3),
)
def test_beginning_is_what_looking_at_every_name_finds(names: list[str], text: str) -> None:
    wanted = fold(text)
    expected = {
        position
        for position, name in enumerate(names)
        if wanted and f" {fold(name)}".find(f" {wanted}") >= 0
    }
    found = NameFinder.of(names).beginning(text, 100)
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_main_names_of_a_snapshot_are_those_the_public_may_see(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("draft", name="Tea in secret", status=Status.DRAFT),
        a_listing("tea", name="Tea for all"),
    )
    positions = snapshot.kept.main_names.beginning("tea", 10)
    assert [snapshot.ids[position] for position in positions] == ["tea"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(["tea", "Té", "but", "not", "&", "ten", "a", "தமிழ்"]), st.text(max_size=3)
    ),
    max_size=4,
).map(" ".join)


@quick
@given(st.lists(LINES, max_size=15), LINES, LINES, st.integers(1, 3))
def test_answers_are_those_of_looking_at_every_name(
    names: list[str], one: str, other: str, most: int
) -> None:
    finder, plain = NameFinder.of(names), PlainBeginnings(names)
    assert finder.rank.tolist() == plain.rank()
    for text in (one, other, *names):
        assert finder.beginning(text, most) == plain.beginning(text, most)
        for before in (one, "but", "", " "):
            for folded in (fold(text), text):
                found = finder.is_of_name(folded, before)
                assert found == plain.is_of_name(folded, before), (folded, before)


@quick
@given(generations(LINES), st.lists(LINES, max_size=3))
def test_what_is_changed_is_as_if_made_anew(directory: Generations[str], asked: list[str]) -> None:
    finder = NameFinder.of([directory.first[key] for key in sorted(directory.first)])
    assert told(NameFinder.of_arrays(reopened(finder.arrays())).arrays()) == told(finder.arrays())
    for edit, new, names in directory.edits():
        finder = NameFinder.of_arrays(reopened(finder.arrays())).with_changed(edit, new)
        assert told(finder.arrays()) == told(NameFinder.of(names).arrays())
        plain = PlainBeginnings(names)
        opened = NameFinder.of_arrays(reopened(finder.arrays()))
        for text in (*asked, *names[:3]):
            assert opened.beginning(text, 3) == plain.beginning(text, 3)
            assert opened.is_of_name(fold(text), "but") == plain.is_of_name(fold(text), "but")


def test_words_are_of_a_name_at_its_front_or_behind_the_word_before() -> None:
    finder = NameFinder.of(["Forget-Me-Not Singing", "Music Makers", "Not Out"])
    asked = [
        ("singing", "not"),
        ("music", "not"),
        ("makers", "not"),
        ("not", "but"),
        ("sing", "not"),
    ]
    assert [finder.is_of_name(*each) for each in asked] == [True, True, False, True, False]
    assert not NameFinder.of([]).is_of_name("music", "not")


@quick
@given(st.lists(st.lists(LINES, max_size=6), max_size=4))
def test_joined_is_as_if_made_at_once(parts: list[list[str]]) -> None:
    joined = NameFinder.joined([NameFinder.of(part) for part in parts])
    anew = NameFinder.of([names for part in parts for names in part])
    assert told(joined.arrays()) == told(anew.arrays())


def test_names_that_stayed_the_same_change_nothing() -> None:
    finder = NameFinder.of(NAMES)
    edit = Edit.between("abcde", "abcde", "ac")
    assert finder.with_changed(edit, ["Tea and Talk", "Café Étoiles"]) is not finder
    assert finder.with_changed(edit, ["TEA & talk!", "cafe etoile"]) is finder
