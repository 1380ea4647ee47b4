"""Listings to draw, hostile ones too."""

import pytest

from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.place import Point
from assetmap.domain.times.schedule_text import parse_schedule

HOSTILE = (
    "${window.__x=1}",
    "C:\\1 back\\slash",
    "<img src=x onerror=window.__x=1>",
    "</script><script>window.__x=1</script>",
    "`+(window.__x=1)+`",
    "line\u2028separator",
    "{{ 7*191 }}{% set x = 1 %}{# gone #}",
    "'\"><svg onload=window.__x=1>",
    "<!--<script>",
)


@pytest.fixture
def words() -> Vocabulary:
    return Vocabulary(
        categories=(
            Category("meet", "Meet <b>people</b> {{ 7*191 }}", colour="#a3195b"),
            Category("active", "Get active & outdoors", colour="#1a6b33"),
            Category("learn", "Learn and work", colour="red;background:url(//x.example)"),
        )
    )


def listing(name: str, number: int, category: str = "meet", **parts: object) -> PublicListing:
    """A public listing at a venue; each number has its own spot."""
    point = Point(51.45 + number / 200, 0.3 + number / 100)
    whole = {
        "where": Where(Precision.VENUE, venue="Hall", place="Tilbury", point=point),
        "summary": f"About {name}",
        "schedule": parse_schedule(["Tue 12:00-14:00", f"Ask {name}"]),
        "cost": Cost(f"£4 {name}"),
        "public": Contact(phone=f"01632 960001 {name}"),
        **parts,
    }
    categories = (category,) if category else ()
    return public_view(
        Listing(
            f"l{number}",
            Kind.GROUP,
            name,
            categories=categories,
            status=Status.PUBLISHED,
            **whole,  # type: ignore[arg-type]
        )
    )


@pytest.fixture
def hostile() -> list[PublicListing]:
    return [listing(name, number) for number, name in enumerate(HOSTILE)]
