"""A backup is written whole, for its owner alone, or not at all."""

import hashlib
import stat
import zipfile
from pathlib import Path

import pytest

from assetmap.storage.backup.manifest import BackupFile, BadBackup
from assetmap.storage.backup.writing import beside, new_backup


def test_backup_holds_what_was_added_and_says_so(tmp_path: Path) -> None:
    file, content = tmp_path / "b.zip", b"abc" * 1_000_000
    (tmp_path / "a").write_bytes(content)
    with new_backup(file) as writer:
        assert writer.add("pictures/a.webp", tmp_path / "a")
        assert not writer.add("pictures/gone.webp", tmp_path / "gone")
        writer.add_bytes("borough/b", b"b")
        assert not file.exists()
    assert writer.files == [
        BackupFile("pictures/a.webp", len(content), hashlib.sha256(content).hexdigest()),
        BackupFile("borough/b", 1, hashlib.sha256(b"b").hexdigest()),
    ]
    with zipfile.ZipFile(file) as archive:
        assert archive.read("pictures/a.webp") == content
        assert archive.namelist() == ["pictures/a.webp", "borough/b"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b.zip"]


def test_backup_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_backup(tmp_path / "b.zip") as writer:
        writer.add_bytes("borough/b", bytes([1 // 0]))
    assert list(tmp_path.iterdir()) == []


def test_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with (
        pytest.raises(BadBackup, match="folder: Is a directory"),
        new_backup(tmp_path / "b.zip") as writer,
    ):
        writer.add("borough/b", tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_file_that_somebody_made_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    with pytest.raises(BadBackup, match="File exists"), new_backup(file):
        file.write_text("mine")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]


def test_names_beside_a_file_are_never_the_same(tmp_path: Path) -> None:
    first, second = (beside(tmp_path / "b.zip", ".sqlite") for _ in range(2))
    assert first != second
    assert (first.parent, first.suffix) == (tmp_path, ".sqlite")
    assert first.name.startswith(".b.zip.")
