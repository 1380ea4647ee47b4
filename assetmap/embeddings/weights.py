"""The model's weights in the safetensors format, and the same with eight bits a number.

The small ones have one scale a row: 22.9 MB instead of 90.9, and a sentence's vector stays within
a cosine of 0.999 of what the whole weights give. The format is a JSON header, its length before
it, and then the numbers (https://github.com/huggingface/safetensors#format).
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Array = NDArray[np.generic]

SCALE = ".scale"
_LENGTH = 8  # bytes that say how long the header is
_KINDS: dict[str, np.dtype[Any]] = {
    "F32": np.dtype("<f4"),
    "I8": np.dtype("i1"),
    "U8": np.dtype("u1"),
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


class BadWeights(Exception):
    """A file that does not hold the weights it should; the message says what is wrong."""


def sha256_of(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_arrays(data: bytes) -> dict[str, Array]:
    """The arrays of a safetensors file that have a kind we use. Raises BadWeights."""
    start = _LENGTH + int.from_bytes(data[:_LENGTH], "little")
    try:
        header = json.loads(data[_LENGTH:start])
        body = memoryview(data)[start:]
        return {
            name: _array(body, about)
            for name, about in header.items()
            if about.get("dtype") in _KINDS
        }
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise BadWeights("the weights cannot be read as safetensors") from error


def _array(body: memoryview, about: dict[str, Any]) -> Array:
    first, last = about["data_offsets"]
    kind: np.dtype[Any] = _KINDS[about["dtype"]]
    return np.frombuffer(body[first:last], kind).reshape(about["shape"])


def write_arrays(arrays: Mapping[str, Array]) -> bytes:
    """A safetensors file of some arrays: the same arrays give the same bytes."""
    header: dict[str, object] = {}
    end = 0
    for name, array in sorted(arrays.items()):
        first, end = end, end + array.nbytes
        kind = _NAMES[array.dtype]
        header[name] = {"dtype": kind, "shape": array.shape, "data_offsets": [first, end]}
    said = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    said += b" " * (-len(said) % 8)
    body = (np.ascontiguousarray(array).tobytes() for _, array in sorted(arrays.items()))
    return len(said).to_bytes(_LENGTH, "little") + said + b"".join(body)


def made_small(weights: Mapping[str, Array]) -> dict[str, Array]:
    """The weights with eight bits a number and a scale a row; single rows stay as they are."""
    small: dict[str, Array] = {}
    for name, numbers in weights.items():
        if numbers.ndim != 2:
            small[name] = numbers
            continue
        whole = numbers.astype(np.float32)
        most = np.abs(whole).max(axis=1, keepdims=True)
        scale = np.where(most == 0, np.float32(1), most / np.float32(127)).astype(np.float32)
        small[name] = np.rint(whole / scale).astype(np.int8)
        small[name + SCALE] = scale
    return small


def table(small: Mapping[str, Array], name: str) -> Floats:
    """One table of the small weights in full. Raises KeyError."""
    return small[name].astype(np.float32) * small[name + SCALE].astype(np.float32)


def row(small: Mapping[str, Array], name: str) -> Floats:
    """One row of numbers of the small weights. Raises KeyError."""
    return small[name].astype(np.float32)
