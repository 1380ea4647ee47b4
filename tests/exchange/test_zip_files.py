"""Zips that leave the directory: whole or not at all, readable by whom they are for."""

import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.zip_files import Entry, replace_zip


@pytest.mark.parametrize("mode", [0o600, 0o644])
def test_zip_holds_texts_and_files(tmp_path: Path, mode: int) -> None:
    path, file = tmp_path / "all.zip", tmp_path / "picture"
    file.write_bytes(b"\0" * 3_000_000)
    path.write_text("before")
    replace_zip(path, [("à.txt", "é"), ("p/a", file), ("p/b", tmp_path / "gone")], mode=mode)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["à.txt", "p/a"]
        assert (archive.read("à.txt"), archive.read("p/a")) == ("é".encode(), file.read_bytes())
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert sorted(each.name for each in tmp_path.iterdir()) == ["all.zip", "picture"]


def test_zip_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    def failing() -> Iterator[Entry]:
        yield "a", "a"
        raise OSError(28, "No space left on device")

    path = tmp_path / "all.zip"
    path.write_text("before")
    with pytest.raises(BadFile, match=r"all\.zip: it cannot be written \(No space left"):
        replace_zip(path, failing())
    assert [each.read_text() for each in tmp_path.iterdir()] == ["before"]
