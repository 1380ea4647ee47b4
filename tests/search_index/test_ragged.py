import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from assetmap.search_index.ragged import Ragged
from tests.properties import quick
from tests.search_index.generations import Generations, generations

ENTRIES = st.lists(st.integers(0, 9), max_size=3)


def ragged(entries: list[list[int]]) -> Ragged:
    flat = [number for each in entries for number in each]
    return Ragged.of(np.array([*map(len, entries)], np.int32), np.array(flat, np.int32))


@quick
@given(generations(ENTRIES))
def test_what_is_changed_is_as_if_made_anew(directory: Generations[list[int]]) -> None:
    before = [directory.first[key] for key in sorted(directory.first)]
    array = ragged(before)
    for edit, new, entries in directory.edits():
        gone = [number for at in np.flatnonzero(~edit.kept).tolist() for number in before[at]]
        assert array.gone(edit).tolist() == gone
        array, anew, before = array.applied(edit, ragged(new)), ragged(entries), entries
        assert array.first.tolist() == anew.first.tolist()
        assert array.flat.tolist() == anew.flat.tolist()
        assert (array.first.dtype, array.flat.dtype) == (np.int32, np.int32)
        assert [array.of_one(n).tolist() for n in range(len(entries))] == entries
