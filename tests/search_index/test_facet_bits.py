"""Counting by bits is counting, however many listings there are."""

import numpy as np
import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Kind
from assetmap.domain.search.facets import FACETS
from assetmap.domain.times.schedule import DAYS, TIMES, slot_bits
from assetmap.search_index.facet_bits import facet_bits
from tests.factories import a_listing
from tests.search_index.listings import snapshot_of


@pytest.mark.parametrize("size", [0, 1, 7, 8, 63, 64, 65, 130])
def test_bits_of_each_facet_count_what_its_column_has(borough: Borough, size: int) -> None:
    dice = np.random.default_rng(size)
    kinds, times = list(Kind), ("Mon 10:00-12:00", "Sat 18:00-20:00", "Fri 14:00-15:00")
    snapshot = snapshot_of(
        borough.words,
        *(
            a_listing(f"l{n:03}", kind=kinds[dice.integers(4)], when=[times[dice.integers(3)]])
            for n in range(size)
        ),
    )
    mask = dice.random(size) < 0.5
    bits = facet_bits(snapshot)
    counts = bits.counts(mask)
    for name, facet in FACETS.items():
        if facet.values:
            expected = np.count_nonzero(snapshot.column(name).has[mask], axis=0).tolist()
            assert counts[bits.rows[name]] == bits.counts_of(name, mask) == expected
    days = [snapshot.slots[mask] & slot_bits((day,), TIMES) for day in DAYS]
    assert counts[bits.rows["day"]] == [int(np.count_nonzero(each)) for each in days]
    parts = [snapshot.slots[mask] & slot_bits(DAYS, (time,)) for time in TIMES]
    assert counts[bits.rows["time"]] == [int(np.count_nonzero(each)) for each in parts]
    assert facet_bits(snapshot) is bits
