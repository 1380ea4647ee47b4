"""Snapshots of small listings, and listings for properties."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.checks.freshness import UpkeepRules
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Checked, Kind, Listing, Precision, Where
from assetmap.domain.place import Point
from assetmap.domain.times.schedule import Schedule
from assetmap.search_index.row import Area, row_of
from assetmap.search_index.snapshot import Snapshot
from tests.domain.schedules import WEEKLY
from tests.factories import a_listing

HERE = "E06000034"
POINTS = st.builds(Point, st.floats(51.40, 51.60), st.floats(0.15, 0.55))


def snapshot_of(words: Vocabulary, *listings: Listing, **areas: Area) -> Snapshot:
    """A snapshot of public listings; `areas` are what they serve, by id."""
    rows = [
        row_of(listing, areas.get(listing.id, Area()), HERE, UpkeepRules()) for listing in listings
    ]
    return Snapshot.of(1, [row for row in rows if row is not None], words)


def at(point: Point, precision: Precision = Precision.VENUE) -> Where:
    """A place at a point."""
    return Where(precision, point=point)


def many_listings(borough: Borough) -> st.SearchStrategy[list[Listing]]:
    """Up to twelve listings with some or none of everything that is filtered by."""
    words = borough.words

    def some(values: Any, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
        drawn = st.lists(st.sampled_from(list(values)[:6]), max_size=most, unique=True)
        return drawn.map(tuple)

    listing = st.builds(
        a_listing,
        kind=st.sampled_from(Kind),
        name=st.text(st.sampled_from("abc é"), max_size=8),
        categories=some(words.category),
        audience=some(words.audience),
        access=some(words.access_feature),
        where=st.builds(at, POINTS, st.sampled_from(Precision)),
        schedule=st.lists(WEEKLY, max_size=3).map(lambda rules: Schedule(tuple(rules))),
        cost=st.sampled_from(["", "Free", "£2", "£9"]).map(Cost),
        languages=some(["Polish", "Urdu", "British Sign Language", "polish"]),
        min_age=st.sampled_from([None, 0, 18, 60]),
        max_age=st.sampled_from([None, 60, 99]),
        capacity=st.sampled_from([None, 5, 30, 500]),
        transfer=st.sampled_from(["", "open", "no"]),
        direct_payments=st.sampled_from(["", "yes", "ask", "no"]),
        exchange=some(["teach", "learn", "older"]),
        training=st.sampled_from(["", "One morning", "None"]),
        expenses=st.sampled_from(["", "Bus fares", "None"]),
        checks_needed=st.sampled_from(["", "None", "A DBS check"]),
        checked=st.sampled_from([Checked(), Checked(date(2026, 3, 3))]),
    )

    def numbered(listings: list[Listing]) -> list[Listing]:
        return [replace(listing, id=f"n{number}") for number, listing in enumerate(listings)]

    return st.lists(listing, max_size=12).map(numbered)
