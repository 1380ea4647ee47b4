"""Files of the index that are not as they were written are named, however well they read."""

from pathlib import Path

import pytest

from assetmap.search_index.checksums import Seen, damaged_files, note_checksums


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files whose checksums are noted, and one that is none of the index's."""
    for name in ("a.seg", "b.toc", "lock"):
        (tmp_path / name).write_bytes(b"words" * 1000)
    note_checksums(tmp_path)
    return tmp_path


def test_one_changed_byte_is_noticed(folder: Path) -> None:
    assert damaged_files(folder) == []
    seen: Seen = {}
    assert (damaged_files(folder, seen), sorted(seen)) == ([], ["a.seg", "b.toc"])
    with (folder / "a.seg").open("r+b") as file:
        file.seek(2500)
        file.write(b"\0")
    assert damaged_files(folder) == damaged_files(folder, seen) == ["a.seg"]


def test_what_was_never_noted_or_is_gone_is_not_called_damaged(folder: Path) -> None:
    (folder / "c.seg").write_bytes(b"new")
    (folder / "a.seg").unlink()
    assert damaged_files(folder) == []
    note_checksums(folder)
    assert sorted(each.name for each in (folder / "checksums").iterdir()) == ["b.toc", "c.seg"]
    assert damaged_files(folder / "nowhere") == []


def test_a_note_of_what_a_file_was_is_never_taken_back(folder: Path) -> None:
    (folder / "a.seg").write_bytes(b"damage")
    note_checksums(folder)
    assert damaged_files(folder) == ["a.seg"]


def test_what_was_seen_of_a_file_is_forgotten_with_it(folder: Path) -> None:
    seen: Seen = {}
    damaged_files(folder, seen)
    (folder / "a.seg").unlink()
    assert (damaged_files(folder, seen), sorted(seen)) == ([], ["b.toc"])
