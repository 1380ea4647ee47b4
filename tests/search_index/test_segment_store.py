"""Views of any history of an index are what Whoosh itself reads, with and without the files."""

import random
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.search_index import whoosh_index
from assetmap.search_index.schema import Document, terms_of
from assetmap.search_index.text_view import TextView
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import IndexOpener, doc, found
from tests.search_index.whoosh_walk import WhooshWalk

WORDS = [
    "knitting",
    "club",
    "clubs",
    "walking",
    "football",
    "lunch",
    "launch",
    "чайная",
    "wool",
    "a",
    "the",
    "dementia",
]
RARE = [f"rare{letter}" for letter in "abcdefghijklmnop"]  # of one document or two
TERMS = [term for word in (*WORDS, *RARE) for term in terms_of(word)]
OWN = ("name", "also_known_as", "summary")
KNIT, WALK = doc("knit", "Knitting"), doc("walk", "Walking football")

texts = st.lists(st.sampled_from([*WORDS, *RARE]), max_size=6).map(" ".join)
ids = st.integers(0, 11).map("n{:02}-é".format)
documents = st.lists(
    st.builds(Document, ids, texts, labels=texts, summary=texts, text=texts),
    max_size=5,
    unique_by=lambda document: document.id,
)
changes = st.tuples(
    st.sampled_from(["apply", "apply", "apply", "rebuild", "view"]),
    documents,
    st.lists(ids, max_size=3),
    st.lists(ids, max_size=12, unique=True),
)


def said(view: TextView) -> object:
    """All that a view says of WORDS."""
    spelling = view.spelling()
    return (
        [
            (
                view.postings(term).positions.tolist(),
                view.postings(term).strengths.tolist(),
                view.rarity(term),
                view.called(term).tolist(),
                view.called(term, with_labels=False).tolist(),
                view.holding([term, "club"]).tolist(),
            )
            for term in TERMS
        ],
        [view.is_lone_in_name(word, others) for word in WORDS for others in ((), ("club",))],
        view.score(" ".join(WORDS)).scores.tolist(),
        [spelling.mend(word) for word in ("kniting", "lumch", "чайноя", "dimentia", "fotball")],
    )


def assert_is_as_whoosh_reads(view: TextView, path: Path, listing_ids: Sequence[str]) -> None:
    with closing(WhooshWalk(path, listing_ids)) as walk:
        for term in TERMS:
            postings = view.postings(term)
            assert (postings.positions.tolist(), postings.strengths.tolist()) == walk.postings(term)
            assert view.called(term).tolist() == walk.called(term, (*OWN, "labels"))
            assert view.called(term, with_labels=False).tolist() == walk.called(term, OWN)
        lexicon = view._generation.words()
        words = [word.decode() for word in lexicon.words.tolist()]
        assert dict(zip(words, lexicon.counts.tolist(), strict=True)) == walk.lexicon()


@pytest.fixture(scope="module", autouse=True)
def _small_segments() -> Iterator[None]:
    """Segments of which some are merged and some are not, of a handful of documents."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(whoosh_index, "_LARGEST_MERGED", 7)
        yield


@settings(max_examples=20, deadline=None)
@given(st.lists(changes, min_size=1, max_size=9))
def test_every_view_of_a_history_is_what_whoosh_reads(history: list[tuple]) -> None:  # type: ignore[type-arg]
    random.seed()  # the index names its files at random; hypothesis would repeat the names
    with TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        with closing(WhooshIndex(path)) as index:
            for action, written, removed, listing_ids in history:
                if action == "apply":
                    index.apply(written, removed)
                elif action == "rebuild":
                    index.rebuild(written)
                view = index.view(listing_ids)
                assert_is_as_whoosh_reads(view, path, listing_ids)
                with closing(WhooshIndex(path)) as with_files:
                    assert said(with_files.view(listing_ids)) == said(view)
            shutil.rmtree(path / "segments", ignore_errors=True)  # none, when nothing was written
            with closing(WhooshIndex(path)) as without_files:
                assert said(without_files.view(listing_ids)) == said(view)


def files(path: Path) -> list[Path]:
    return sorted(path.glob("segments/*.arrays"))


@pytest.fixture
def filled(open_index: IndexOpener, tmp_path: Path) -> Path:
    """The folder of an index with a file each for two segments."""
    index = open_index()
    index.rebuild([KNIT, *(doc(f"n{number}") for number in range(3))])
    index.apply([WALK])
    index.view(["knit", "walk"])
    assert len(files(tmp_path / "index")) == 2
    return tmp_path / "index"


@pytest.mark.parametrize("damage", ["gone", "emptied", "cut", "scrambled", "another's", "one byte"])
def test_file_that_is_not_as_it_was_written_is_made_again(
    filled: Path, open_index: IndexOpener, damage: str
) -> None:
    before = {file: file.read_bytes() for file in files(filled)}
    for file, other in zip(before, reversed(list(before)), strict=True):
        whole = before[file]
        file.unlink()  # who has mapped it keeps what it was
        if damage != "gone":
            hurt = {
                "emptied": b"",
                "cut": whole[: len(whole) // 2],
                "scrambled": whole[::-1],
                "another's": before[other],
                "one byte": whole[:-100] + bytes([whole[-100] ^ 1]) + whole[-99:],
            }
            file.write_bytes(hurt[damage])
    index = open_index()
    assert (index.was_made, found(index, "football"), found(index, "knit")) == (
        False,
        ["walk"],
        ["knit"],
    )
    assert {file: file.read_bytes() for file in files(filled)} == before
    assert index.damaged_files() == []


def test_files_are_read_in_place_of_the_index(filled: Path, open_index: IndexOpener) -> None:
    before = {file: file.stat().st_mtime_ns for file in files(filled)}
    assert found(open_index(), "football") == ["walk"]
    assert {file: file.stat().st_mtime_ns for file in files(filled)} == before


def test_file_in_use_that_was_changed_is_damage(filled: Path, open_index: IndexOpener) -> None:
    index = open_index()
    index.view(["knit"])
    [file, _] = files(filled)
    with file.open("r+b") as opened:
        opened.seek(-100, 2)
        opened.write(b"\xff")
    assert index.damaged_files() == [f"segments/{file.name}"]
    index.rebuild([KNIT])
    assert found(index, "knit") == ["knit"]
    assert index.damaged_files() == []


def test_file_in_use_that_was_cut_is_damage(filled: Path, open_index: IndexOpener) -> None:
    index = open_index()
    index.view(["knit"])
    [file, _] = files(filled)
    file.write_bytes(b"")
    assert index.damaged_files() == [f"segments/{file.name}"]


def test_files_of_segments_that_are_gone_are_removed(filled: Path, open_index: IndexOpener) -> None:
    before = files(filled)
    (filled / "segments" / ".MAIN_gone.arrays.draft").touch()
    index = open_index()  # and asked nothing
    index.rebuild([WALK])
    assert files(filled) == []  # so that no erased word stays in one
    index.view(["walk"])
    assert len(files(filled)) == 1
    assert not set(before) & set(files(filled))
    left = sorted(each.name for each in (filled / "segments").iterdir())
    assert left == [files(filled)[0].name, "lock"]


def test_index_whose_folder_takes_no_files_is_read_all_the_same(
    filled: Path, open_index: IndexOpener
) -> None:
    shutil.rmtree(filled / "segments")
    (filled / "segments").write_text("no folder")
    index = open_index()
    assert (found(index, "football"), index.damaged_files()) == (["walk"], [])
    index.apply([doc("more", "Football")])
    assert found(index, "football") == ["more", "walk"]


def test_view_lets_go_of_segments_that_are_gone(filled: Path, open_index: IndexOpener) -> None:
    index = open_index()
    for number in range(12):
        index.apply([doc("walk", f"Walking {number}")])
        index.view(["knit", "walk"])
        assert len(index._store._opened) == len(files(filled)) == len(list(filled.glob("*.seg")))


def test_who_opens_it_makes_the_files_that_are_missing(
    filled: Path, open_index: IndexOpener
) -> None:
    before = {file: file.read_bytes() for file in files(filled)}
    for file in before:
        file.unlink()
    open_index().view(["knit", "walk"])
    assert {file: file.read_bytes() for file in files(filled)} == before


def test_segment_that_was_merged_away_meanwhile_is_looked_for_anew(
    filled: Path, open_index: IndexOpener, monkeypatch: pytest.MonkeyPatch
) -> None:
    index, other = open_index(), open_index()
    read, seen = index._index._segments, []

    def segments() -> list[object]:
        now = read()
        if not seen:
            other.rebuild([KNIT, WALK, doc("more", "Football")])
        seen.append(len(now))
        return now  # type: ignore[no-any-return]

    monkeypatch.setattr(index._index, "_segments", segments)
    shutil.rmtree(filled / "segments")
    index._store._opened.clear()
    assert index.view(["more", "walk"]).score("football").matched.tolist() == [1, 1]
    assert seen == [2, 1]
