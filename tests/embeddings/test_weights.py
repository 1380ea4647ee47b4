"""The file of weights, whole and small."""

import numpy as np
import pytest

from assetmap.embeddings.weights import (
    SCALE,
    BadWeights,
    made_small,
    read_arrays,
    row,
    table,
    write_arrays,
)

WHOLE = np.array([[0.5, -1.0, 0.25], [0, 0, 0], [2, 1, -0.1]], np.float32)


def test_arrays_come_back_as_they_were_written() -> None:
    arrays = {"b": WHOLE, "a": np.array([1, -2], np.int8), "c": np.array([7], np.uint8)}
    data = write_arrays(arrays)
    found = read_arrays(data)
    assert {name: (each.dtype, each.tolist()) for name, each in found.items()} == {
        name: (each.dtype, each.tolist()) for name, each in arrays.items()
    }
    assert write_arrays(dict(reversed(arrays.items()))) == data


def test_small_tables_are_within_half_a_step_of_the_whole() -> None:
    small = made_small({"wide": WHOLE, "bias": WHOLE[0]})
    assert (small["wide"].dtype, small["wide" + SCALE].dtype) == (np.int8, np.float32)
    assert row(small, "bias").tolist() == WHOLE[0].tolist()
    steps = np.abs(WHOLE).max(axis=1, keepdims=True) / 127
    assert (np.abs(table(small, "wide") - WHOLE) <= steps / 2 + 1e-7).all()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x05",
        b"\xff" * 40,
        write_arrays({"a": WHOLE})[:-1],
        write_arrays({"a": WHOLE})[:30],
        (2).to_bytes(8, "little") + b"[]",
        (8).to_bytes(8, "little") + b'{"a": 1}',
    ],
)
def test_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(BadWeights, match="cannot be read as safetensors"):
        read_arrays(data)
