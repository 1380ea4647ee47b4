"""Random generations of a directory, one edit after another, and arrays kept in files."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from hypothesis import strategies as st

from assetmap.search_index.edits import Array, Edit

T = TypeVar("T")


@dataclass(frozen=True)
class Generations(Generic[T]):
    """What listings had at first, by id, and what came then; None for one that went."""

    first: Mapping[str, T]
    steps: tuple[Mapping[str, T | None], ...]

    def edits(self) -> Iterator[tuple[Edit, list[T], list[T]]]:
        """Each edit, what the changed ones have now, and what all have, in the order of ids."""
        before = dict(self.first)
        for step in self.steps:
            every = {**before, **step}
            now = {key: value for key, value in every.items() if value is not None}
            edit = Edit.between(sorted(before), sorted(now), list(step))
            values = [now[key] for key in sorted(now)]
            yield edit, [values[at] for at in edit.changed.tolist()], values
            before = now


def generations(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Generations[Any]]:
    """Few listings or some dozens, and up to four edits of one or more of them."""
    keys = st.integers(0, 60).map("{:02}".format)
    several = st.lists(values, min_size=1, max_size=6)
    first = st.one_of(
        st.dictionaries(keys, values, max_size=8),
        st.tuples(several, st.integers(30, 60)).map(
            lambda drawn: {f"{n:02}": drawn[0][n * n % len(drawn[0])] for n in range(drawn[1])}
        ),
    )
    step = st.dictionaries(keys, st.one_of(values, st.none()), max_size=5)
    return st.builds(Generations, first, st.lists(step, min_size=1, max_size=4).map(tuple))


def reopened(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Arrays saved, and opened as maps of their files, which cannot be written."""
    with tempfile.TemporaryDirectory() as folder:
        for name, array in arrays.items():
            np.save(Path(folder) / f"{name}.npy", array, allow_pickle=False)
        return {name: np.load(Path(folder) / f"{name}.npy", mmap_mode="r") for name in arrays}


def told(arrays: Mapping[str, Array]) -> dict[str, tuple[str, list[Any]]]:
    """Arrays as something that can be compared, their types as well."""
    return {name: (array.dtype.str, array.tolist()) for name, array in arrays.items()}
