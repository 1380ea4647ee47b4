import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Status
from assetmap.domain.text import fold
from assetmap.search_index.suggestions import NameFinder, names_of
from tests.factories import a_listing
from tests.properties import quick
from tests.search_index.listings import snapshot_of

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


def test_names_of_a_snapshot_are_those_the_public_may_see(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("draft", name="Tea in secret", status=Status.DRAFT),
        a_listing("tea", name="Tea for all"),
    )
    positions = names_of(snapshot).beginning("tea", 10)
    assert [snapshot.ids[position] for position in positions] == ["tea"]
