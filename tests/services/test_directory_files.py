"""Generations on disk: the newest whole one of the same making is opened, and no other."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.services.directory_files import DirectoryFiles, files_mark

MARK = files_mark("1a2b", "borough")
ARRAYS = {"n": np.arange(3)}


@pytest.fixture
def files(tmp_path: Path) -> DirectoryFiles:
    return DirectoryFiles(tmp_path / "directory")


def folders(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "directory").iterdir() if path.is_dir())


def test_newest_is_opened_and_older_ones_are_deleted(files: DirectoryFiles, tmp_path: Path) -> None:
    assert files.newest(MARK, 99) is None
    for generation in (7, 12):
        with files.alone():
            assert files.wants(MARK, (generation, 5))
            files.write(MARK, (generation, 5), ARRAYS, [f"of {generation}"])
    found = files.newest(MARK, 99)
    assert found is not None
    assert (found.generation, list(found.arrays.notes)) == (12, ["of 12"])
    assert found.arrays.arrays["n"].tolist() == [0, 1, 2]
    assert folders(tmp_path) == [f"{MARK}-12-5"]
    assert files.newest(MARK, 99, after=(12, 5)) is None
    assert files.newest(MARK, 11) is None  # the records are those of before
    assert not files.wants(MARK, (12, 5))


@pytest.mark.parametrize("other", [files_mark("1a2b", "another"), files_mark("3c4d", "borough")])
def test_files_of_another_store_or_borough_are_not_opened(
    files: DirectoryFiles, other: str
) -> None:
    with files.alone():
        files.write(MARK, (7, 5), ARRAYS, [])
    assert files.newest(other, 99) is None


def test_damaged_one_is_deleted_and_the_one_before_is_opened(
    files: DirectoryFiles, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with files.alone():
        files.write(MARK, (7, 5), ARRAYS, [])
    (tmp_path / "directory" / f"{MARK}-9-5").mkdir()
    found = files.newest(MARK, 99)
    assert found is not None
    assert found.generation == 7
    assert "made again" in caplog.text
    assert folders(tmp_path) == [f"{MARK}-7-5"]


def test_what_is_discarded_is_not_written_again(files: DirectoryFiles, tmp_path: Path) -> None:
    files.discard(3)  # nothing is there yet
    with files.alone():
        files.write(MARK, (7, 5), ARRAYS, [])
    files.discard(9)
    assert folders(tmp_path) == []
    assert [files.wants(MARK, (generation, 5)) for generation in (8, 9, 10)] == [False, True, True]


def test_folder_that_cannot_be_written_is_told_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "directory").write_text("a file")
    files = DirectoryFiles(tmp_path / "directory")
    with files.alone():
        files.write(MARK, (7, 5), ARRAYS, [])
    assert "cannot be written" in caplog.text
    assert files.newest(MARK, 99) is None
