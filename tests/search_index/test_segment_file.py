"""Arrays come back from their file as they were, or not at all."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.search_index.segment_file import SegmentFile, Unusable, compact, write_segment_file

ARRAYS = {
    "numbers": np.arange(5, dtype=np.int64),
    "floats": np.array([0.5, 2], np.float32),
    "ids": np.array([b"a", b"longer"]),
    "none": np.empty(0, "S1"),
    "flags": np.array([True, False, True]),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A written file."""
    write_segment_file(tmp_path / "file", ARRAYS, "this")
    return tmp_path / "file"


def test_arrays_come_back_as_they_were(path: Path) -> None:
    arrays = SegmentFile(path, "this").arrays
    assert {name: (each.dtype.str, each.tolist()) for name, each in arrays.items()} == {
        name: (each.dtype.str, each.tolist()) for name, each in ARRAYS.items()
    }
    assert not any(each.flags.writeable for each in arrays.values())


def test_file_of_something_else_is_refused(path: Path) -> None:
    with pytest.raises(Unusable, match="made of this"):
        SegmentFile(path, "that")
    with pytest.raises(FileNotFoundError):
        SegmentFile(path.with_name("missing"), "this")


def test_file_cut_anywhere_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for size in range(len(whole)):
        path.unlink()
        path.write_bytes(whole[:size])
        with pytest.raises(Unusable):
            SegmentFile(path, "this")


def test_file_with_any_byte_changed_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.unlink()
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 64]) + whole[place + 1 :])
        with pytest.raises(Unusable):
            SegmentFile(path, "this")


def test_change_in_a_mapped_file_is_noticed(path: Path) -> None:
    file = SegmentFile(path, "this")
    assert file.is_whole()
    with path.open("r+b") as opened:
        opened.seek(-1, 2)
        opened.write(b"x")
    assert not file.is_whole()


def test_written_over_stays_what_it_was_for_who_has_it_open(path: Path) -> None:
    file = SegmentFile(path, "this")
    write_segment_file(path, {"numbers": np.zeros(5)}, "that")
    assert file.is_whole()
    assert file.arrays["numbers"].tolist() == [0, 1, 2, 3, 4]
    assert SegmentFile(path, "that").arrays["numbers"].tolist() == [0.0] * 5
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_nothing_is_left_of_a_file_that_could_not_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").mkdir()  # in the way
    with pytest.raises(OSError, match="directory"):
        write_segment_file(tmp_path / "file", ARRAYS, "this")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ([], "u1"),
        ([0, 255], "u1"),
        ([0, 256], "u2"),
        ([70_000], "u4"),
        ([-1, 3], "i8"),
        ([1.0, 200.0], "u1"),
        ([1.0, 0.5], "f8"),
    ],
)
def test_compact_keeps_each_number(numbers: list[float], kind: str) -> None:
    array = np.array(numbers) if numbers else np.empty(0, np.int64)
    assert (compact(array).tolist(), compact(array).dtype.str[1:]) == (numbers, kind)
