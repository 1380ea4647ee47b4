"""The index of all: a part for each authority, which is damaged, made again and taken out alone."""

from pathlib import Path

import pytest

from assetmap.search_index.index_of_all import BestHits, Hit, IndexOfAll
from assetmap.search_index.schema import Document, terms_of

CODES = ("castle-point", "thurrock")
CHOIR = Document(
    "choir", "Grays Choir", "", "Choirs . Everyone", "We sing.", "On Mondays.", "Hall . Grays"
)
LUNCH = Document("lunch", "Lunch club", text="There is a choir on Fridays.")


@pytest.fixture
def index(tmp_path: Path) -> IndexOfAll:
    """An index of two authorities, nothing in it yet."""
    return IndexOfAll(tmp_path / "all", CODES)


def make(index: IndexOfAll, code: str, *documents: Document, mark: str = "first") -> None:
    """Have an authority's part be these documents."""
    part = index.part(code)
    part.new_mark = mark
    part.rebuild(documents)


def search(index: IndexOfAll, words: str, most: int = 9) -> list[tuple[str, str]]:
    """Authority and id of what is found."""
    return [(hit.authority, hit.id) for hit in index.search(terms_of(words), most).hits]


def test_listings_of_all_are_found_the_best_first_with_what_is_shown(index: IndexOfAll) -> None:
    make(index, "thurrock", CHOIR)
    make(index, "castle-point", LUNCH)
    labels = ("Choirs", "Everyone")
    first = Hit("thurrock", "choir", "Grays Choir", "We sing.", "Hall, Grays", labels)
    second = Hit("castle-point", "lunch", "Lunch club", "", "", ())
    assert index.search(terms_of("a choir"), 9) == BestHits((first, second), areas=2)
    assert index.search(terms_of("choirs"), 1) == BestHits((first,), is_capped=True, areas=2)
    assert index.search((), 9) == BestHits(areas=2)


def test_same_id_of_two_authorities_is_two_listings(index: IndexOfAll) -> None:
    make(index, "thurrock", CHOIR)
    make(index, "castle-point", CHOIR)
    index.part("thurrock").apply((), removed=["choir"])
    assert search(index, "choir") == [("castle-point", "choir")]


def test_a_changed_listing_is_found_by_its_new_words_alone(index: IndexOfAll) -> None:
    make(index, "thurrock", CHOIR)
    other = Document("choir", "Grays Singers")
    index.part("thurrock").apply([other], removed=["choir"])
    assert (search(index, "choir"), search(index, "singer")) == ([], [("thurrock", "choir")])
    assert index.part("thurrock").fingerprints() == {"choir": other.fingerprint}


def test_a_part_is_whole_once_it_was_made_and_says_by_which_words(index: IndexOfAll) -> None:
    assert index.marks() == {}
    index.part("thurrock").apply([CHOIR])
    assert (index.marks(), search(index, "choir")) == ({}, [])
    make(index, "thurrock", CHOIR, mark="of now")
    assert index.marks() == {"thurrock": "of now"}
    assert index.search(terms_of("choir"), 9).areas == 1


def test_made_again_it_has_erased_words_in_no_file(index: IndexOfAll, tmp_path: Path) -> None:
    make(index, "thurrock", Document("a", "Secretword"), CHOIR)
    make(index, "thurrock", CHOIR)
    files = [file.read_bytes() for file in (tmp_path / "all").rglob("*") if file.is_file()]
    assert not any(b"ecretword" in file for file in files)
    assert search(index, "choir") == [("thurrock", "choir")]


def test_one_that_is_damaged_is_left_out_until_it_is_made_again(
    index: IndexOfAll, tmp_path: Path
) -> None:
    make(index, "thurrock", CHOIR)
    make(index, "castle-point", LUNCH)
    store = next((tmp_path / "all" / "thurrock").glob("*.store"))
    store.write_bytes(b"x" * store.stat().st_size)
    again = IndexOfAll(tmp_path / "all", CODES)
    assert search(again, "choir") == [("castle-point", "lunch")]
    assert again.marks() == {"castle-point": "first"}
    make(again, "thurrock", CHOIR)
    assert search(again, "choir") == [("thurrock", "choir"), ("castle-point", "lunch")]


def test_another_process_sees_what_was_committed(index: IndexOfAll, tmp_path: Path) -> None:
    reader = IndexOfAll(tmp_path / "all", CODES)
    assert search(reader, "choir") == []
    make(index, "thurrock", CHOIR)
    assert search(reader, "choir") == [("thurrock", "choir")]


def test_an_authority_that_is_none_any_more_is_taken_out(index: IndexOfAll, tmp_path: Path) -> None:
    make(index, "thurrock", CHOIR)
    make(index, "castle-point", LUNCH)
    left = IndexOfAll(tmp_path / "all", ("castle-point",))
    assert search(left, "choir") == [("castle-point", "lunch")]
    assert (left.remove_others(), left.remove_others()) == (["thurrock"], [])
    assert [each.name for each in (tmp_path / "all").iterdir()] == ["castle-point"]


def test_half_a_character_and_long_texts_are_no_hindrance(index: IndexOfAll) -> None:
    make(index, "thurrock", Document("long", "Choir", text="word " * 20_000))
    assert search(index, "choir \ud800") == [("thurrock", "long")]
    many = " ".join(f"other{number}" for number in range(9_000))
    assert search(index, f"word {many}") == [("thurrock", "long")]
