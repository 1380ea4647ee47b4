"""A folder with a tantivy index, as whoever has ready terms uses it."""

import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import tantivy

from assetmap.search_index import tantivy_folder
from assetmap.search_index.tantivy_folder import (
    TantivyFolder,
    Writing,
    add_key_field,
    add_terms_field,
    call_tantivy,
)
from assetmap.search_index.text_index import IndexBusy, IndexUnwritable
from assetmap.search_index.text_view import IndexDamaged

ROOT = Path(__file__).parents[2]


def schema(terms: str = "terms") -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    add_key_field(builder, "id")
    builder.add_unsigned_field("number", fast=True)
    add_terms_field(builder, terms, "freq")
    return builder.build()


def put(writing: Writing, *terms: str) -> None:
    """Documents whose id is their first term."""
    for number, each in enumerate(terms, writing.first):
        document = tantivy.Document(id=each.split()[0], terms=each)
        document.add_unsigned("number", number)
        writing.add(document)


def break_off(folder: TantivyFolder) -> None:
    """Fail in the middle of a commit."""
    with folder.writing() as writing:
        put(writing, "e")
        raise ZeroDivisionError


def numbers(folder: TantivyFolder) -> dict[str, int]:
    """The number of each document, by its id."""
    searcher, _ = folder.searcher()
    found = searcher.search(tantivy.Query.all_query(), 99, order_by_field="number").hits
    return {searcher.doc(address)["id"][0]: number for number, address in found}


@pytest.fixture
def folder(tmp_path: Path) -> TantivyFolder:
    """An empty one."""
    return TantivyFolder(tmp_path / "index", schema())


def test_terms_are_taken_as_they_are(folder: TantivyFolder) -> None:
    with folder.writing() as writing:
        put(writing, "a The\x1f1,2 THE café", "b the")
    searcher, _ = folder.searcher()
    assert searcher.terms_with_prefix("terms", "") == [
        *(("THE", 1), ("The\x1f1,2", 1), ("a", 1), ("b", 1), ("café", 1), ("the", 1))
    ]


def test_numbers_rise_and_are_never_given_again(folder: TantivyFolder) -> None:
    seen: list[int] = []
    for round_ in range(3):
        with folder.writing() as writing:
            put(writing, "a", "b")
        with folder.writing() as writing:
            writing.remove("id", "a")
            writing.remove("id", "b")
        with folder.writing_anew() if round_ else folder.writing() as writing:
            put(writing, "c", "d")
        assert list(numbers(folder)) == ["d", "c"]
        seen += sorted(numbers(folder).values())
        with pytest.raises(ZeroDivisionError):
            break_off(folder)
        with folder.writing() as writing:
            writing.remove("id", "c")
            writing.remove("id", "d")
    assert seen == sorted(set(seen))


@pytest.mark.parametrize(
    ("terms", "build", "made"), [("terms", 1, False), ("terms", 2, True), ("others", 1, True)]
)
def test_index_of_another_build_or_schema_is_made_anew(
    folder: TantivyFolder, tmp_path: Path, terms: str, build: int, made: bool
) -> None:
    with folder.writing() as writing:
        put(writing, "a")
    before = folder.version(), folder.making()
    again = TantivyFolder(tmp_path / "index", schema(terms), build)
    assert (again.was_made, len(numbers(again))) == (made, 0 if made else 1)
    assert ((again.version(), again.making()) == before) is not made


def test_whoever_has_it_open_sees_that_it_was_made_anew(
    folder: TantivyFolder, tmp_path: Path
) -> None:
    with folder.writing() as writing:
        put(writing, "a")
    before, making = folder.searcher()
    other = TantivyFolder(tmp_path / "index", schema(), build=2)
    with other.writing() as writing:
        put(writing, "b", "c")
    assert (before.num_docs, folder.searcher()[0].num_docs) == (1, 2)
    assert folder.searcher()[1] == other.searcher()[1] != making


def test_writer_waits_no_longer_than_it_has_patience(
    folder: TantivyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tantivy_folder, "PATIENCE_S", 0.0)
    with folder.writing() as writing:
        put(writing, "a")
        with pytest.raises(IndexBusy, match="try again"), folder.writing():
            pass
    assert list(numbers(folder)) == ["a"]


def test_file_that_is_damaged_while_it_is_open_is_told(
    folder: TantivyFolder, tmp_path: Path
) -> None:
    with folder.writing() as writing:
        put(writing, "a")
    [file] = (tmp_path / "index").glob("*.store")
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[::-1])
    assert folder.damaged_files() == [file.name]
    with pytest.raises(IndexDamaged, match=r"not as it was written: \w+\.store"), folder.writing():
        pass
    with folder.writing_anew() as writing:
        put(writing, "b")
    assert (list(numbers(folder)), folder.damaged_files()) == (["b"], [])


def test_what_is_gone_leaves_no_file(folder: TantivyFolder, tmp_path: Path) -> None:
    for number in range(12):
        with folder.writing() as writing:
            put(writing, f"secret{number}")
    with folder.writing_anew() as writing:
        put(writing, "a")
    files = [path for path in (tmp_path / "index").rglob("*") if path.is_file()]
    assert len(list((tmp_path / "index").glob("*.store"))) == 1
    assert not [path for path in files if b"secret" in path.read_bytes()]


def test_process_that_is_killed_while_it_writes_leaves_the_index_as_it_was(
    folder: TantivyFolder, tmp_path: Path
) -> None:
    with folder.writing() as writing:
        put(writing, "a")
    code = (
        "import sys, time; from pathlib import Path; from tests.search_index import "
        "test_tantivy_folder as t\n"
        "folder = t.TantivyFolder(Path(sys.argv[1]), t.schema())\n"
        "with folder.writing() as writing:\n"
        "    t.put(writing, *map(str, range(500)))\n"
        "    print(flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, tmp_path / "index"], cwd=ROOT, stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout is not None
        killed.stdout.readline()
        assert folder.is_busy
        killed.send_signal(signal.SIGKILL)
    assert not folder.is_busy
    again = TantivyFolder(tmp_path / "index", schema())
    assert (again.was_made, list(numbers(again))) == (False, ["a"])
    with folder.writing() as writing:
        put(writing, "b")
    assert sorted(numbers(again)) == ["a", "b"]


def test_several_open_an_index_that_is_not_there(tmp_path: Path) -> None:
    opened: list[TantivyFolder] = []
    threads = [
        threading.Thread(target=lambda: opened.append(TantivyFolder(tmp_path / "index", schema())))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(each.was_made for each in opened) == [False] * 5 + [True]
    assert len({each.searcher()[1] for each in opened}) == 1


def test_reading_keeps_one_thread_however_often_it_is_written(folder: TantivyFolder) -> None:
    folder.searcher()
    for number in range(3):
        with folder.writing() as writing:
            put(writing, str(number))
        searcher, _ = folder.searcher()
    assert searcher.num_docs == 3
    index = folder._index
    folder.searcher()
    assert folder._index is index


@pytest.mark.parametrize(
    ("said", "raised"),
    [("IoError: No space left on device (os error 28)", IndexUnwritable), ("boo", IndexDamaged)],
)
def test_what_tantivy_says_is_told_plainly(said: str, raised: type[Exception]) -> None:
    class Panic(BaseException):
        """As what tantivy raises where its own code gives up: no Exception."""

    for kind in (ValueError, Panic):

        def refuse(kind: type[BaseException] = kind) -> None:
            raise kind(said)

        with pytest.raises(raised):
            call_tantivy(refuse)


def test_index_that_is_gone_is_as_it_last_stood(folder: TantivyFolder, tmp_path: Path) -> None:
    with folder.writing() as writing:
        put(writing, "a")
    list(numbers(folder))
    shutil.rmtree(tmp_path / "index")
    assert (folder.is_gone, folder.version(), folder.is_busy) == (True, -1, False)
    assert list(numbers(folder)) == ["a"]
    with folder.writing_anew() as writing:
        put(writing, "b")
    assert (folder.is_gone, folder.was_made, list(numbers(folder))) == (False, False, ["b"])
    assert (tmp_path / "index" / "lock").stat().st_mode & 0o777 == 0o600
