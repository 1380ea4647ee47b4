"""The document of a listing is found in a segment's file as Whoosh finds it in the segment."""

from pathlib import Path

from assetmap.search_index.segment_lookup import SegmentLookup
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import doc

MANY = 2_000  # so that several ids are kept under one mark


def lookups(path: Path) -> list[SegmentLookup]:
    return [SegmentLookup(file) for file in sorted(path.glob("*.seg"))]


def test_each_document_is_found_by_its_listing(index: WhooshIndex, tmp_path: Path) -> None:
    ids = [f"n{number}" for number in range(MANY)]
    index.rebuild(doc(each, "Club") for each in ids)
    (lookup,) = lookups(tmp_path / "index")
    assert [lookup.numbers(each) for each in ids] == [[number] for number in range(MANY)]
    assert [lookup.numbers(each) for each in ("n", "n2000", "", "club", "né")] == [[]] * 5
    lookup.close()


def test_a_document_that_was_removed_still_stands_in_its_segment(
    index: WhooshIndex, tmp_path: Path
) -> None:
    index.rebuild([doc("knit"), doc("walk"), doc("sing")])
    index.apply([doc("walk", "Walking")])
    found = [lookup.numbers("walk") for lookup in lookups(tmp_path / "index")]
    assert sorted(found) == [[0], [1]]
    assert sorted(index.fingerprints()) == ["knit", "sing", "walk"]
