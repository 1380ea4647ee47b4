import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.place import Box, Point
from assetmap.search_index.clusters import Cluster, clusters
from tests.factories import GRAYS, TILBURY, a_listing
from tests.properties import few
from tests.search_index.listings import at, many_listings, snapshot_of

TINY = 1e-9


def test_clusters_count_every_placed_listing_once(borough: Borough) -> None:
    @few
    @given(many_listings(borough), st.integers(0, 22), st.data())
    def check(listings: list[Listing], zoom: int, data: st.DataObject) -> None:
        snapshot = snapshot_of(borough.words, *listings)
        size = len(snapshot)
        mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), bool)
        found = clusters(snapshot, mask, zoom)
        placed = np.flatnonzero(mask & snapshot.placed).tolist()
        assert sum(cluster.count for cluster in found) == len(placed)
        alone = [cluster.alone for cluster in found if cluster.alone is not None]
        assert alone == sorted(set(alone), key=alone.index)
        assert set(alone) <= set(placed)
        for cluster in found:
            box = cluster.box
            assert (cluster.count == 1) == (cluster.alone is not None)
            assert box.west - TINY <= cluster.lon <= box.east + TINY
            assert box.south - TINY <= cluster.lat <= box.north + TINY
            inside = (
                (snapshot.lon >= box.west)
                & (snapshot.lon <= box.east)
                & (snapshot.lat >= box.south)
                & (snapshot.lat <= box.north)
            )
            assert np.count_nonzero(inside & mask) >= cluster.count

    check()


def test_clusters_part_as_one_comes_nearer(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words, a_listing("a", where=at(TILBURY)), a_listing("b", where=at(GRAYS))
    )
    both = np.ones(2, bool)
    assert clusters(snapshot, both, 5) == [
        Cluster(
            pytest.approx((TILBURY.lat + GRAYS.lat) / 2),
            pytest.approx((TILBURY.lon + GRAYS.lon) / 2),
            2,
            Box(GRAYS.lon, TILBURY.lat, TILBURY.lon, GRAYS.lat),
        )
    ]
    assert sorted(clusters(snapshot, both, 18), key=lambda cluster: cluster.lat) == [
        Cluster(TILBURY.lat, TILBURY.lon, 1, Box(*(TILBURY.lon, TILBURY.lat) * 2), alone=0),
        Cluster(GRAYS.lat, GRAYS.lon, 1, Box(*(GRAYS.lon, GRAYS.lat) * 2), alone=1),
    ]


def test_clusters_never_hold_what_may_not_be_shown(borough: Borough) -> None:
    snapshot = snapshot_of(
        borough.words,
        a_listing("near", where=at(GRAYS, Precision.APPROXIMATE)),
        a_listing("area", where=at(GRAYS, Precision.AREA)),
        a_listing("hidden", where=at(GRAYS, Precision.WITHHELD)),
    )
    middle = GRAYS.neighbourhood()
    assert clusters(snapshot, np.ones(3, bool), 12) == [
        Cluster(middle.lat, middle.lon, 1, Box(*(middle.lon, middle.lat) * 2), alone=0)
    ]


def test_clusters_take_the_ends_of_the_world(borough: Borough) -> None:
    ends = [Point(90, 180), Point(-90, -180), Point(0, 0)]
    snapshot = snapshot_of(
        borough.words, *(a_listing(f"n{n}", where=at(end)) for n, end in enumerate(ends))
    )
    assert [cluster.count for cluster in clusters(snapshot, np.ones(3, bool), 22)] == [1, 1, 1]


def test_clusters_of_nothing_are_none(borough: Borough) -> None:
    assert clusters(snapshot_of(borough.words), np.ones(0, bool), 10) == []
    snapshot = snapshot_of(borough.words, a_listing())
    assert clusters(snapshot, np.zeros(1, bool), 10) == []


def test_clusters_never_touch_one_another(borough: Borough) -> None:
    # Two crowds on both sides of a cell's border, 40 px from each other at zoom 10.
    beside = Point(TILBURY.lat, TILBURY.lon + 40 * 360 / (256 * 2**10))
    snapshot = snapshot_of(
        borough.words,
        *(a_listing(f"a{n}", where=at(TILBURY)) for n in range(3)),
        a_listing("b", where=at(beside)),
    )
    (joined,) = clusters(snapshot, np.ones(4, bool), 10)
    assert (joined.count, joined.alone) == (4, None)
    assert joined.box == Box(TILBURY.lon, TILBURY.lat, beside.lon, TILBURY.lat)
    assert joined.lon == pytest.approx((3 * TILBURY.lon + beside.lon) / 4)
    assert len(clusters(snapshot, np.ones(4, bool), 12)) == 2
