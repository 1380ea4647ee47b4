"""Where a merged listing leads."""

import pytest

from assetmap.domain.listings.merging import end_of_merges

INTO = {"a": "b", "b": "c", "c": "", "lost": "nowhere", "x": "y", "y": "x", "self": "self"}


@pytest.mark.parametrize(
    ("begin", "end"),
    [("a", "c"), ("c", "c"), ("lost", None), ("x", None), ("self", None), ("nowhere", None)],
)
def test_the_way_ends_at_a_listing_or_nowhere(begin: str, end: str | None) -> None:
    assert end_of_merges(begin, INTO.get) == end
