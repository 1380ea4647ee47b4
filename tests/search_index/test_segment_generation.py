"""What a generation by Whoosh's segments takes over from the one before."""

from assetmap.search_index.text_index import TextIndex
from tests.search_index.conftest import doc


def test_next_generation_takes_over_segments_that_did_not_change(index: TextIndex) -> None:
    index.apply([doc(name) for name in ("a", "b", "c")])
    before = index.view(["a", "b", "c"])
    index.apply([doc("d")])
    after = index.view(["a", "b", "c"])
    assert after._generation.parts[0] is before._generation.parts[0]
