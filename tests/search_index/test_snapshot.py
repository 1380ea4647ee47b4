from dataclasses import asdict
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.freshness import UpkeepRules, standing_of
from assetmap.domain.listings.listing import Checked, Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.place import Box, Point
from assetmap.search_index.row import Area, Row, row_of
from assetmap.search_index.row_columns import NO_AGE
from assetmap.search_index.snapshot import Snapshot
from tests.factories import GRAYS, TILBURY, a_listing
from tests.properties import few
from tests.search_index.listings import HERE, POINTS, at, many_listings, snapshot_of

SERVED = Area(points=(GRAYS, TILBURY))


@pytest.mark.parametrize(
    ("precision", "area", "outside"),
    [
        (Precision.VENUE, SERVED, True),
        (Precision.APPROXIMATE, SERVED, True),
        (Precision.AREA, SERVED, False),
        (Precision.WITHHELD, Area(whole=True), False),
    ],
)
def test_row_of_keeps_the_public_side_and_hides_what_a_withheld_one_serves(
    precision: Precision, area: Area, outside: bool
) -> None:
    listing = a_listing(where=Where(precision, place="Grays", point=GRAYS, authority="E09000016"))
    assert row_of(listing, SERVED, HERE, UpkeepRules()) == Row(
        public_view(listing),
        area,
        outside,
        listing.schedule.slots(),
        "knit club",
        standing_of(listing, UpkeepRules()),
        by_bus=None,
    )


@pytest.mark.parametrize(
    ("words", "by_bus"), [("Bus 73 stops outside.", True), ("No bus comes here.", False)]
)
def test_row_of_reads_whether_a_bus_goes_there(words: str, by_bus: bool) -> None:
    row = row_of(a_listing(getting_there=words), SERVED, HERE, UpkeepRules())
    assert row is not None
    assert row.by_bus is by_bus


@pytest.mark.parametrize("status", Status)
def test_row_of_is_none_for_what_the_public_may_not_see(status: Status) -> None:
    assert (
        row_of(a_listing(status=status), SERVED, HERE, UpkeepRules()) is not None
    ) == status.is_public


def test_row_of_holds_no_private_mark() -> None:
    listing = a_listing(
        where=Where(
            Precision.WITHHELD, "MARK-venue", "MARK-address", "MARK-place", "MARK-postcode", GRAYS
        ),
        private=Contact("MARK-phone", "MARK-email", "MARK-website", "MARK-name"),
        steward="MARK-steward",
    )
    row = row_of(listing, SERVED, HERE, UpkeepRules())
    assert row is not None
    written = f"{row!r} {asdict(row)}"
    assert [mark for mark in ("MARK", str(GRAYS.lat), str(GRAYS.lon)) if mark in written] == []


WORLD = Box(-180, -90, 180, 90)


def ids(snapshot: Snapshot, mask: np.ndarray) -> list[str]:
    return [snapshot.ids[position] for position in np.flatnonzero(mask)]


@pytest.fixture
def small(borough: Borough) -> Snapshot:
    """One listing of each precision, and one that nobody may see."""
    return snapshot_of(
        borough.words,
        a_listing("venue", name="Édith's Tea", min_age=18, max_age=60),
        a_listing("near", name="zumba", where=at(GRAYS, Precision.APPROXIMATE), source="sample"),
        a_listing("area", name="Afternoon tea", where=at(GRAYS, Precision.AREA), when=[]),
        a_listing("hidden", name="edith", where=at(GRAYS, Precision.WITHHELD), checked=Checked()),
        a_listing("draft", status=Status.DRAFT),
        area=Area(points=(GRAYS, TILBURY)),
        hidden=Area(points=(GRAYS,)),
    )


def test_snapshot_holds_what_the_public_may_see(small: Snapshot) -> None:
    middle = GRAYS.neighbourhood()
    assert small.ids == ["venue", "near", "area", "hidden"]
    assert small.position == {"venue": 0, "near": 1, "area": 2, "hidden": 3}
    assert small.lat.tolist()[:2] == [TILBURY.lat, middle.lat]
    assert small.lon.tolist()[:2] == [TILBURY.lon, middle.lon]
    assert small.placed.tolist() == [True, True, False, False]
    assert small.whole_area.tolist() == [False, False, False, True]
    assert small.area_owner.tolist() == [2, 2]
    assert small.area_lat.tolist() == [GRAYS.lat, TILBURY.lat]
    assert small.min_age.tolist() == [18, NO_AGE, NO_AGE, NO_AGE]
    assert small.max_age.tolist() == [60, NO_AGE, NO_AGE, NO_AGE]
    assert small.checked.tolist() == [*[date(2026, 3, 3).toordinal()] * 3, 0]
    assert small.outside.tolist() == [False, True, False, False]
    assert small.has_samples


def test_snapshot_orders_names_as_they_are_folded(small: Snapshot) -> None:
    assert [row.folded_name for row in small.rows] == [
        "ediths tea",
        "zumba",
        "afternoon tea",
        "edith",
    ]
    assert small.name_order.tolist() == [2, 3, 0, 1]


def test_snapshot_gives_a_category_its_first_level_too(borough: Borough) -> None:
    snapshot = snapshot_of(borough.words, a_listing(categories=("meet/cafes", "gone/away")))
    column = snapshot.column("category")
    assert {value for value, has in zip(column.values, column.has[0], strict=True) if has} == {
        "meet",
        "meet/cafes",
    }
    assert column.said.tolist() == [True]


def test_snapshot_of_nothing_answers_everything(borough: Borough) -> None:
    empty = snapshot_of(borough.words)
    assert len(empty) == 0
    assert empty.in_box(WORLD).tolist() == []
    assert empty.bounds(np.ones(0, bool)) is None
    assert empty.name_order.tolist() == []
    assert empty.position == {}
    assert not empty.has_samples


def test_in_box_finds_shown_points_and_its_own_edges(small: Snapshot) -> None:
    assert ids(small, small.in_box(WORLD)) == ["venue", "near"]
    edge = Box(TILBURY.lon, TILBURY.lat, TILBURY.lon + 0.001, TILBURY.lat + 0.001)
    assert ids(small, small.in_box(edge)) == ["venue"]
    around_exact = Box(GRAYS.lon - 1e-4, GRAYS.lat - 1e-4, GRAYS.lon + 1e-4, GRAYS.lat + 1e-4)
    assert ids(small, small.in_box(around_exact)) == []


def test_in_box_is_what_looking_at_every_point_finds(borough: Borough) -> None:
    @few
    @given(many_listings(borough), POINTS, POINTS)
    def check(listings: list[Listing], one: Point, two: Point) -> None:
        snapshot = snapshot_of(borough.words, *listings)
        west, east = sorted([one.lon, two.lon])
        south, north = sorted([one.lat, two.lat])
        expected = [
            row.listing.id
            for row in snapshot.rows
            if (point := row.listing.point)
            and west <= point.lon <= east
            and south <= point.lat <= north
        ]
        assert ids(snapshot, snapshot.in_box(Box(west, south, east, north))) == expected

    check()


def test_bounds_hold_exactly_the_shown_points(borough: Borough) -> None:
    @few
    @given(many_listings(borough), st.data())
    def check(listings: list[Listing], data: st.DataObject) -> None:
        snapshot = snapshot_of(borough.words, *listings)
        size = len(snapshot)
        mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), bool)
        points = [
            point
            for position in np.flatnonzero(mask)
            if (point := snapshot.rows[position].listing.point)
        ]
        lats, lons = [point.lat for point in points], [point.lon for point in points]
        expected = Box(min(lons), min(lats), max(lons), max(lats)) if points else None
        assert snapshot.bounds(mask) == expected

    check()
