"""Arrays in a folder are whole, or they are refused."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assetmap.search_index.array_files import ArraysDamaged, open_arrays, write_arrays

ARRAYS = {
    "large": np.arange(20_000, dtype=np.int32),
    "small": np.array(["Grays", "Tilbury€"]),
    "table": np.zeros((3, 0), bool),
    "row.none": np.empty(0, np.float64),
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    write_arrays(tmp_path / "one", ARRAYS, ["a note"])
    return tmp_path / "one"


def test_arrays_are_read_as_they_were_written(written: Path) -> None:
    found = open_arrays(written)
    assert list(found.notes) == ["a note"]
    assert found.arrays.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert found.arrays[name].dtype == array.dtype
        assert found.arrays[name].shape == array.shape
        assert (found.arrays[name] == array).all()
        assert not found.arrays[name].flags.writeable
    assert type(found.arrays["large"]) is np.ndarray


def test_nobody_else_may_look_into_the_folder(written: Path) -> None:
    assert written.stat().st_mode & 0o077 == 0


def _cut(folder: Path) -> None:
    path = folder / "large.npy"
    path.write_bytes(path.read_bytes()[:-4096])


def _emptied(folder: Path) -> None:
    (folder / "large.npy").write_bytes(b"")


def _with_zeros(folder: Path) -> None:
    path = folder / "large.npy"
    data = bytearray(path.read_bytes())
    data[8192:12288] = bytes(4096)
    path.write_bytes(data)


def _without_one(folder: Path) -> None:
    (folder / "small.npy").unlink()


def _without_contents(folder: Path) -> None:
    (folder / "contents.json").unlink()


def _with_other_contents(folder: Path) -> None:
    (folder / "contents.json").write_text(json.dumps(["nothing of the kind"]))


def _with_broken_contents(folder: Path) -> None:
    path = folder / "contents.json"
    path.write_text(path.read_text()[:20])


@pytest.mark.parametrize(
    "damage",
    [
        *(_cut, _emptied, _with_zeros, _without_one),
        *(_without_contents, _with_other_contents, _with_broken_contents),
    ],
)
def test_damage_is_told(written: Path, damage: Callable[[Path], None]) -> None:
    damage(written)
    with pytest.raises(ArraysDamaged):
        open_arrays(written)


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArraysDamaged):
        open_arrays(tmp_path / "none")


def test_writing_that_fails_leaves_nothing(tmp_path: Path) -> None:
    objects = {"good": np.arange(3), "bad": np.array([object()], dtype=object)}
    with pytest.raises(ValueError, match="Object arrays"):
        write_arrays(tmp_path / "one", objects, [])
    assert list(tmp_path.iterdir()) == []


def test_arrays_outlast_the_deletion_of_their_folder(written: Path) -> None:
    found = open_arrays(written)
    for path in written.iterdir():
        path.unlink()
    assert found.arrays["large"].sum() == ARRAYS["large"].sum()
