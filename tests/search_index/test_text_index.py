"""What the index promises whoever writes to it: it can always be made again."""

import itertools
import shutil
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.search_index.text_index import IndexUnwritable, TextIndex
from tests.search_index.conftest import Engine, IndexOpener, both_engines, doc, fingerprints, found

pytestmark = both_engines
ROOT = Path(__file__).parents[2]
KNIT, WALK = doc("knit", "Knitting"), doc("walk", "Walking football")


def test_index_that_was_missing_is_made_empty(index: TextIndex) -> None:
    assert (index.was_made, index.fingerprints(), found(index, "knit")) == (True, {}, [])


def test_apply_takes_documents_in(index: TextIndex) -> None:
    index.apply([KNIT, WALK])
    assert index.fingerprints() == fingerprints(KNIT, WALK)
    assert (found(index, "knitting"), found(index, "football")) == (["knit"], ["walk"])


def test_apply_twice_is_the_same_as_once(index: TextIndex) -> None:
    index.apply([KNIT, WALK], removed=["gone"])
    once = index.view(["knit", "walk"]).score("knitting walking").scores.tolist()
    index.apply([KNIT, WALK], removed=["gone"])
    assert index.fingerprints() == fingerprints(KNIT, WALK)
    assert index.view(["knit", "walk"]).score("knitting walking").scores.tolist() == once


def test_apply_replaces_a_document(index: TextIndex) -> None:
    index.apply([KNIT, WALK])
    changed = replace(KNIT, name="Crochet")
    index.apply([changed])
    assert index.fingerprints() == fingerprints(changed, WALK)
    assert (found(index, "knitting"), found(index, "crochet")) == ([], ["knit"])


def test_apply_removes_documents(index: TextIndex) -> None:
    index.apply([KNIT, WALK])
    index.apply([], removed=["knit", "never-there"])
    assert index.fingerprints() == fingerprints(WALK)
    assert found(index, "knitting") == []


def test_apply_keeps_a_document_that_is_also_removed(index: TextIndex) -> None:
    index.apply([KNIT])
    index.apply([KNIT, WALK], removed=["knit", "walk"])
    assert index.fingerprints() == fingerprints(KNIT, WALK)


def test_index_is_busy_while_somebody_writes(index: TextIndex, open_index: IndexOpener) -> None:
    other, seen = open_index(), []

    def watching():  # type: ignore[no-untyped-def]
        seen.append((index.is_busy, other.is_busy))
        yield KNIT

    seen.append((index.is_busy, other.is_busy))
    index.apply(watching())
    seen.append((index.is_busy, other.is_busy))
    assert seen == [(False, False), (True, True), (False, False)]


def test_apply_that_is_broken_off_leaves_the_index_as_it_was(index: TextIndex) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield WALK
        raise ZeroDivisionError

    index.apply([KNIT])
    with pytest.raises(ZeroDivisionError):
        index.apply(breaking(), removed=["knit"])
    assert index.fingerprints() == fingerprints(KNIT)
    index.apply([WALK])  # and nobody is locked out
    assert index.fingerprints() == fingerprints(KNIT, WALK)


def test_generation_changes_with_every_commit(index: TextIndex) -> None:
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


def test_rebuild_gives_the_number_and_calls_done_for_each(index: TextIndex) -> None:
    index.apply([doc("old")])
    calls: list[None] = []
    assert index.rebuild([KNIT, WALK], lambda: calls.append(None)) == 2
    assert (len(calls), index.was_made) == (2, False)
    assert index.fingerprints() == fingerprints(KNIT, WALK)


def test_rebuild_leaves_open_views_as_they_were(index: TextIndex) -> None:
    index.apply([KNIT, WALK])
    view = index.view(["knit", "walk"])
    index.rebuild([replace(KNIT, name="Crochet")])
    assert view.score("football").matched.tolist() == [0, 1]  # a term it had not read before
    assert index.view(["knit", "walk"]).score("football").matched.tolist() == [0, 0]


def test_rebuild_that_is_broken_off_leaves_the_index_as_it_was(index: TextIndex) -> None:
    def breaking():  # type: ignore[no-untyped-def]
        yield WALK
        raise ZeroDivisionError

    index.apply([KNIT])
    with pytest.raises(ZeroDivisionError):
        index.rebuild(breaking())
    assert index.fingerprints() == fingerprints(KNIT)


def test_index_opened_again_was_not_made(index: TextIndex, open_index: IndexOpener) -> None:
    index.apply([KNIT])
    again = open_index()
    assert (again.was_made, again.fingerprints()) == (False, fingerprints(KNIT))


def test_index_that_is_being_written_to_is_not_taken_for_damaged(
    index: TextIndex, open_index: IndexOpener
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


def test_file_in_place_of_the_folder_is_refused(open_index: IndexOpener, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(OSError, match="File exists"):
        open_index()


def test_index_deleted_while_open_still_answers_and_cannot_be_written(
    index: TextIndex, tmp_path: Path
) -> None:
    index.apply([KNIT])
    before = index.view(["knit"])
    shutil.rmtree(tmp_path / "index")
    for view in (before, index.view(["knit"])):
        assert view.score("knitting").matched.tolist() == [1]
    with pytest.raises(IndexUnwritable, match="No such file or directory"):
        index.apply([WALK])


def test_commit_of_another_process_is_seen(
    index: TextIndex, engine: Engine, tmp_path: Path
) -> None:
    index.apply([KNIT])
    before = index.version()
    code = (
        "import sys; from pathlib import Path; from assetmap.search_index.schema import Document;"
        f"from {engine.__module__} import {engine.__name__};"
        f"{engine.__name__}(Path(sys.argv[1])).apply([Document('walk', 'Walking football')])"
    )
    subprocess.run([sys.executable, "-c", code, tmp_path / "index"], cwd=ROOT, check=True)
    assert index.version() != before
    assert index.fingerprints() == fingerprints(KNIT, WALK)
    assert found(index, "football") == ["walk"]


def test_writers_wait_for_one_another(index: TextIndex, open_index: IndexOpener) -> None:
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
