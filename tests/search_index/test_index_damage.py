"""Files that are not as they were written: the index is made anew, and says so."""

import gc
import warnings
from pathlib import Path

import pytest

from assetmap.search_index.tantivy_index import TantivyIndex
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import IndexOpener, doc, found

KNIT, WALK = doc("knit", "Knitting"), doc("walk", "Walking football")
FILES = [
    *((WhooshIndex, pattern) for pattern in ("*.toc", "*.seg")),
    *(
        (TantivyIndex, pattern)
        for pattern in ("meta.json", "*.idx", "*.term", "*.store", "*.fast", "*.del")
    ),
]


@pytest.mark.parametrize(("engine", "pattern"), FILES)
@pytest.mark.parametrize("damage", ["deleted", "emptied", "cut", "scrambled"])
def test_damaged_index_is_made_anew(
    open_index: IndexOpener, tmp_path: Path, pattern: str, damage: str
) -> None:
    index = open_index()
    index.apply([KNIT, doc("gone"), WALK])
    index.apply([], removed=["gone"])
    index.close()
    [file] = (tmp_path / "index").glob(pattern)
    whole = file.read_bytes()
    if damage == "deleted":
        file.unlink()
    else:
        hurt = {"emptied": b"", "cut": whole[: len(whole) // 2], "scrambled": whole[::-1]}
        file.write_bytes(hurt[damage])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Whoosh leaves what it gave up on open
        again = open_index()
        gc.collect()
    assert (again.was_made, again.fingerprints()) == (True, {})
    assert again.rebuild([KNIT, WALK]) == 2
    assert found(again, "knitting") == ["knit"]
    assert open_index().was_made is False
