"""A small vocabulary, and listings with every field filled."""

from datetime import UTC, date, datetime

import pytest

from assetmap.domain.borough.vocabulary import Category, Term, Vocabulary
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import (
    Checked,
    Contact,
    Kind,
    Listing,
    Precision,
    Status,
    Where,
)
from assetmap.domain.place import Point
from assetmap.domain.times.schedule_text import parse_schedule


@pytest.fixture
def words() -> Vocabulary:
    lunch = Category("meet/lunch-clubs", "Lunch clubs and shared meals")
    return Vocabulary(
        categories=(
            Category("meet", "Meet people", within=(lunch,)),
            Category("create", "Make, play and enjoy"),
            Category("learn", "Learn and work"),
            Category("places", "Hubs and places"),
        ),
        audiences=(Term("older", "Older people"), Term("carers", "Carers")),
        access=(Term("step-free", "Step-free"), Term("toilet", "Accessible toilet")),
    )


@pytest.fixture
def full() -> Listing:
    """A public listing in which every field that a file can hold is filled."""
    return Listing(
        id="river-lunch",
        kind=Kind.GROUP,
        name="River Lunch Club",
        summary="A hot lunch, with company.",
        description="Two courses; a chat.\nBring a friend, or “nobody”.",
        also_known_as=("Old Dock Diners; the first", "C:\\lunch", "-Dock"),
        categories=("meet/lunch-clubs", "create"),
        audience=("older", "carers"),
        min_age=60,
        max_age=110,
        where=Where(
            Precision.VENUE,
            venue="Dock Road Hall",
            address="Dock Road",
            place="Tilbury",
            postcode="RM18 7TB",
            point=Point(51.463432, 0.359608),
            area_served="Tilbury",
        ),
        schedule=parse_schedule(
            ["Tue 12:00-14:00", "Last Fri 10:00-11:30", "2026-12-24 09:00-10:00", "Ring; or ask"],
            "Term time only",
            [date(2026, 12, 29), date(2026, 4, 7)],
        ),
        cost=Cost("£4"),
        join="ring-first",
        join_note="Ring by Monday noon.",
        access=("step-free",),
        languages=("English", "Romanian"),
        first_visit="Maureen meets you at the door.",
        getting_there="By the church.",
        time_asked="2 hours a week",
        skills="A steady hand",
        image_alts=("People at a table",),
        public=Contact("+44 1632 960001", "hi@example.org", "https://example.org/a?b=1", "Maureen"),
        source="thurrock-cvs",
        source_id="a001",
        status=Status.PAUSED,
        merged_into="",
        checked=Checked(date(2026, 3, 3), "Thurrock CVS", "visited"),
        created_at=datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC),
        changed_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
