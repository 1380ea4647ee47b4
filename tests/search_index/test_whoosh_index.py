"""What the index promises whoever writes to it: it can always be made again."""

import gc
import itertools
import shutil
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.index import open_dir

from assetmap.search_index import whoosh_index
from assetmap.search_index.schema import Document
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import IndexOpener, doc, found

ROOT = Path(__file__).parents[2]
KNIT, WALK = doc("knit", "Knitting"), doc("walk", "Walking football")


def fingerprints(*documents: Document) -> dict[str, str]:
    return {document.id: document.fingerprint for document in documents}


def test_index_that_was_missing_is_made_empty(index: WhooshIndex) -> None:
    assert (index.was_made, index.fingerprints(), found(index, "knit")) == (True, {}, [])


def test_apply_takes_documents_in(index: WhooshIndex) -> None:
    index.apply([KNIT, WALK])
    assert index.fingerprints() == fingerprints(KNIT, WALK)
    assert (found(index, "knitting"), found(index, "football")) == (["knit"], ["walk"])


def test_apply_twice_is_the_same_as_once(index: WhooshIndex) -> None:
    index.apply([KNIT, WALK], removed=["gone"])
    once = index.view(["knit", "walk"]).score("knitting walking").scores.tolist()
    index.apply([KNIT, WALK], removed=["gone"])
    assert index.fingerprints() == fingerprints(KNIT, WALK)
    assert index.view(["knit", "walk"]).score("knitting walking").scores.tolist() == once


def test_apply_replaces_a_document(index: WhooshIndex) -> None:
    index.apply([KNIT, WALK])
    changed = replace(KNIT, name="Crochet")
    index.apply([changed])
    assert index.fingerprints() == fingerprints(changed, WALK)
    assert (found(index, "knitting"), found(index, "crochet")) == ([], ["knit"])


def test_apply_removes_documents(index: WhooshIndex) -> None:
    index.apply([KNIT, WALK])
    index.apply([], removed=["knit", "never-there"])
    assert index.fingerprints() == fingerprints(WALK)
    assert found(index, "knitting") == []


def test_apply_keeps_a_document_that_is_also_removed(index: WhooshIndex) -> None:
    index.apply([KNIT])
    index.apply([KNIT, WALK], removed=["knit", "walk"])
    assert index.fingerprints() == fingerprints(KNIT, WALK)


def test_index_is_busy_while_somebody_writes(
    index: WhooshIndex, open_index: IndexOpener, tmp_path: Path
) -> None:
    other = open_index()
    assert (index.is_busy, other.is_busy) == (False, False)
    writer = other._writer()
    assert (index.is_busy, other.is_busy) == (True, True)
    writer.cancel()
    assert (index.is_busy, other.is_busy) == (False, False)


def test_apply_that_is_broken_off_leaves_the_index_as_it_was(index: WhooshIndex) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield WALK
        raise ZeroDivisionError

    index.apply([KNIT])
    with pytest.raises(ZeroDivisionError):
        index.apply(breaking(), removed=["knit"])
    assert index.fingerprints() == fingerprints(KNIT)
    index.apply([WALK])  # and nobody is locked out
    assert index.fingerprints() == fingerprints(KNIT, WALK)


def test_generation_changes_with_every_commit(index: WhooshIndex) -> None:
    seen = [index.version()]
    for write in (
        lambda: index.apply([KNIT]),
        lambda: index.apply([KNIT]),
        lambda: index.rebuild([WALK]),
        lambda: index.apply([], removed=["walk"]),
    ):
        write()
        seen.append(index.version())
    assert len(set(seen)) == 5


def numbered(numbers: Iterable[int]) -> list[Document]:
    return [doc(f"n{number}", f"Club {number}") for number in numbers]


def segments(path: Path) -> list[int]:
    """How many documents each segment has, those that were removed not counted."""
    with open_dir(str(path)).reader() as reader:
        return sorted((leaf.doc_count() for leaf, _ in reader.leaf_readers()), reverse=True)


@pytest.mark.parametrize(
    ("commits", "left"),
    [
        ([1] * 32, [32]),
        ([1] * 39, [32, 4, 2, 1]),
        ([20] * 10, [160, 40]),
        ([60, 60, 60, 20], [120, 60, 20]),
        ([100, 1, 1, 1], [100, 2, 1]),
        ([1, 2, 4, 8, 100], [115]),
        ([100], [100]),
    ],
)
def test_segments_are_few_however_much_each_commit_has(
    index: WhooshIndex, tmp_path: Path, commits: list[int], left: list[int]
) -> None:
    documents = iter(numbered(range(sum(commits))))
    for count in commits:
        index.apply(list(itertools.islice(documents, count)))
    assert segments(tmp_path / "index") == left
    assert index.fingerprints() == fingerprints(*numbered(range(sum(commits))))
    assert found(index, "club 0") == ["n0"]


def test_segments_past_the_largest_are_left_as_they_are(
    index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_index, "_LARGEST_MERGED", 40)
    documents = numbered(range(160))
    for start in range(0, 150, 10):
        index.apply(documents[start : start + 10])
    assert segments(tmp_path / "index") == [40, 40, 40, 20, 10]
    index.apply(documents[150:])
    assert segments(tmp_path / "index") == [40, 40, 40, 40]
    assert index.fingerprints() == fingerprints(*documents)


def test_documents_that_change_or_go_are_not_kept_for_ever(
    index: WhooshIndex, tmp_path: Path
) -> None:
    documents = numbered(range(20))
    index.apply(documents)
    for document in documents:
        index.apply([replace(document, summary="Anew")])
    assert sum(segments(tmp_path / "index")) == 20
    assert len(segments(tmp_path / "index")) <= 5
    index.apply([], removed=[document.id for document in documents])
    assert (index.fingerprints(), found(index, "club")) == ({}, [])
    index.apply([KNIT])
    assert segments(tmp_path / "index") == [1]
    assert (index.fingerprints(), found(index, "knit")) == (fingerprints(KNIT), ["knit"])


def test_rebuild_gives_the_number_and_calls_done_for_each(index: WhooshIndex) -> None:
    index.apply([doc("old")])
    calls: list[None] = []
    assert index.rebuild([KNIT, WALK], lambda: calls.append(None)) == 2
    assert (len(calls), index.was_made) == (2, False)
    assert index.fingerprints() == fingerprints(KNIT, WALK)


def test_rebuild_leaves_open_views_as_they_were(index: WhooshIndex) -> None:
    index.apply([KNIT, WALK])
    view = index.view(["knit", "walk"])
    index.rebuild([replace(KNIT, name="Crochet")])
    assert view.score("football").matched.tolist() == [0, 1]  # a term it had not read before
    assert index.view(["knit", "walk"]).score("football").matched.tolist() == [0, 0]


def test_rebuild_that_is_broken_off_leaves_the_index_as_it_was(index: WhooshIndex) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield WALK
        raise ZeroDivisionError

    index.apply([KNIT])
    with pytest.raises(ZeroDivisionError):
        index.rebuild(breaking())
    assert index.fingerprints() == fingerprints(KNIT)


def test_index_opened_again_was_not_made(index: WhooshIndex, open_index: IndexOpener) -> None:
    index.apply([KNIT])
    again = open_index()
    assert (again.was_made, again.fingerprints()) == (False, fingerprints(KNIT))


@pytest.mark.parametrize("suffix", [".toc", ".seg"])
@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut", "scrambled"])
def test_damaged_index_is_made_anew(
    open_index: IndexOpener, tmp_path: Path, suffix: str, damage: str
) -> None:
    index = open_index()
    index.apply([KNIT, WALK])
    index.close()
    [file] = [each for each in (tmp_path / "index").iterdir() if each.suffix == suffix]
    whole = file.read_bytes()
    if damage == "deleted":
        file.unlink()
    else:
        hurt = {"emptied": b"", "cut": whole[: len(whole) // 2], "scrambled": whole[::-1]}
        file.write_bytes(hurt[damage])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Whoosh leaves what it gave up on open
        again = open_index()
        gc.collect()
    assert (again.was_made, again.fingerprints()) == (True, {})
    assert again.rebuild([KNIT, WALK]) == 2
    assert found(again, "knitting") == ["knit"]
    assert open_index().was_made is False


def test_index_that_is_being_written_to_is_not_taken_for_damaged(
    index: WhooshIndex, open_index: IndexOpener
) -> None:
    """Each commit clears away what it merged, which who opens it may be about to read."""
    documents = [doc(f"d{number}") for number in range(20)]
    index.rebuild(documents)
    ended, failed = threading.Event(), []

    def write() -> None:
        for document in itertools.cycle(documents):
            if ended.is_set():
                return
            try:
                index.apply([document])
            except IndexUnwritable as error:
                failed.append(error)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        made = [open_index().was_made for _ in range(150)]
    finally:
        ended.set()
        writing.join()
    assert (sum(made), failed) == (0, [])
    assert index.fingerprints() == fingerprints(*documents)


def test_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(OSError, match="File exists"):
        WhooshIndex(tmp_path / "index")


def test_index_deleted_while_open_still_answers_and_cannot_be_written(
    index: WhooshIndex, tmp_path: Path
) -> None:
    index.apply([KNIT])
    before = index.view(["knit"])
    shutil.rmtree(tmp_path / "index")
    for view in (before, index.view(["knit"])):
        assert view.score("knitting").matched.tolist() == [1]
    with pytest.raises(IndexUnwritable, match="No such file or directory"):
        index.apply([WALK])


def test_commit_of_another_process_is_seen(index: WhooshIndex, tmp_path: Path) -> None:
    index.apply([KNIT])
    before = index.version()
    code = (
        "import sys; from pathlib import Path; from assetmap.search_index.schema import Document;"
        "from assetmap.search_index.whoosh_index import WhooshIndex;"
        "WhooshIndex(Path(sys.argv[1])).apply([Document('walk', 'Walking football')])"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "index"], cwd=ROOT, check=True)
    assert index.version() != before
    assert index.fingerprints() == fingerprints(KNIT, WALK)
    assert found(index, "football") == ["walk"]


def test_writers_wait_for_one_another(index: WhooshIndex, open_index: IndexOpener) -> None:
    other, writing, go_on = open_index(), threading.Event(), threading.Event()

    def slowly():  # type: ignore[no-untyped-def]
        yield KNIT
        writing.set()
        go_on.wait(10)

    asked: list[str] = []

    def second():  # type: ignore[no-untyped-def]
        asked.append("only when the first is done" if go_on.is_set() else "too early")
        yield WALK

    first_thread = threading.Thread(target=index.apply, args=(slowly(),))
    second_thread = threading.Thread(target=other.apply, args=(second(),))
    first_thread.start()
    assert writing.wait(10)
    second_thread.start()
    second_thread.join(0.3)  # long enough to ask too early, if it does
    go_on.set()
    first_thread.join(10)
    second_thread.join(10)
    assert asked == ["only when the first is done"]
    assert index.fingerprints() == fingerprints(KNIT, WALK)
