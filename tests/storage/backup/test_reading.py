"""Whatever is done to a backup is seen, and said in plain words."""

import random
import shutil
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assetmap.storage.backup.manifest import (
    FORMAT,
    MANIFEST,
    RECORDS,
    BadBackup,
    KeyIn,
    Manifest,
    manifest_text,
)
from assetmap.storage.backup.reading import opened_backup
from assetmap.storage.backup.writing import new_backup

CONTENT = {
    RECORDS: b"records " * 5000,
    "pictures/a.webp": random.Random(1).randbytes(5000),
    "borough/terms.toml": b"terms",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A whole backup."""
    path = tmp_path / "b.zip"
    with new_backup(path) as writer:
        for name, content in CONTENT.items():
            writer.add_bytes(name, content)
        made = datetime(2026, 3, 16, 9, tzinfo=UTC)
        manifest = Manifest(FORMAT, "0.2.0", "0008", made, KeyIn.APART, 2, tuple(writer.files))
        writer.add_bytes(MANIFEST, manifest_text(manifest))
    return path


def read(file: Path) -> dict[str, bytes]:
    with opened_backup(file) as backup:
        backup.verify()
        return {each.path: backup.bytes_of(each.path) for each in backup.manifest.files}


def test_whole_backup_is_read_and_unpacked(file: Path, tmp_path: Path) -> None:
    assert read(file) == CONTENT
    target = tmp_path / "to" / "there"
    with opened_backup(file) as backup:
        backup.unpack("pictures/a.webp", target)
        with pytest.raises(FileExistsError):
            backup.unpack("pictures/a.webp", target)
    assert target.read_bytes() == CONTENT["pictures/a.webp"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_every_damaged_byte_is_seen_or_changes_nothing(file: Path) -> None:
    whole, dice = file.read_bytes(), random.Random(2)
    for place in dice.sample(range(len(whole)), 400):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << dice.randrange(8)
        file.write_bytes(damaged)
        try:
            assert read(file) == CONTENT, place
        except BadBackup as refused:
            assert str(refused).startswith(f"{file}: it"), place  # noqa: PT017 - most of them


def test_backup_that_was_cut_off_anywhere_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 100, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(BadBackup, match="it is no backup, or was cut off"):
            read(file)


def changed(
    file: Path, *, leave_out: str = "", packed: int = zipfile.ZIP_STORED, **more: bytes
) -> None:
    """Pack a backup again with a file less, or others in it."""
    with zipfile.ZipFile(file) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if name != leave_out}
    with zipfile.ZipFile(file, "w", packed) as archive:
        for name, content in (held | more).items():
            archive.writestr(name, content)


def test_backup_that_was_packed_again_is_whole(file: Path) -> None:
    changed(file)
    assert read(file) == CONTENT


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"leave_out": MANIFEST}, "it is no backup of this program: it has no manifest.json"),
        ({"leave_out": RECORDS}, "it is not whole: directory.sqlite is missing"),
        ({"extra": b""}, "it holds a file that its manifest.json does not name: 'extra'"),
        ({"../evil": b""}, "it holds a file that its manifest.json does not name: '../evil'"),
        ({RECORDS: b"x"}, "it is damaged: directory.sqlite is not what its checksum says"),
        ({RECORDS: CONTENT[RECORDS] + b"x"}, "it is damaged: directory.sqlite is not what its"),
        ({"packed": zipfile.ZIP_LZMA}, "it was packed in a way that no backup is"),
    ],
)
def test_changed_backup_is_refused(file: Path, change: dict[str, bytes], message: str) -> None:
    changed(file, **change)  # type: ignore[arg-type]
    with pytest.raises(BadBackup) as refused:
        read(file)
    assert str(refused.value).startswith(f"{file}: {message}")


def test_two_files_of_one_name_are_refused(file: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as archive:
        archive.writestr(RECORDS, b"other")
    with pytest.raises(BadBackup, match="two files of one name"):
        read(file)


def test_what_is_no_file_or_no_zip_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="No such file"):
        read(tmp_path / "gone")
    with pytest.raises(BadBackup, match="Is a directory"):
        read(tmp_path)
    (tmp_path / "text").write_text("words " * 1000)
    with pytest.raises(BadBackup, match="it is no backup"):
        read(tmp_path / "text")
    shutil.make_archive(str(tmp_path / "other"), "zip", tmp_path, "text")
    with pytest.raises(BadBackup, match="it is no backup of this program"):
        read(tmp_path / "other.zip")
