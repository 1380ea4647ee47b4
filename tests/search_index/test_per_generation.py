"""What a generation fixes is worked out once for it, and goes with it."""

import gc
import weakref

from assetmap.domain.borough.borough import Borough
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.snapshot import Snapshot
from tests.factories import a_listing
from tests.search_index.listings import snapshot_of


def test_each_generation_is_asked_once_and_forgotten_when_nobody_has_it(borough: Borough) -> None:
    made: list[int] = []

    @per_generation
    def size(snapshot: Snapshot) -> list[int]:
        made.append(len(snapshot))
        return [len(snapshot)]

    one = snapshot_of(borough.words, a_listing("a"))
    two = snapshot_of(borough.words, a_listing("a"), a_listing("b"))
    assert [size(one), size(two), size(one)] == [[1], [2], [1]]
    assert made == [1, 2]
    kept = weakref.ref(two)
    del two
    gc.collect()
    assert kept() is None
