"""Small whole listings for tests."""

from datetime import date
from typing import Any

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

TILBURY = Point(51.463432, 0.359608)
GRAYS = Point(51.47555, 0.323813)


def a_listing(listing_id: str = "knit-club", **changes: Any) -> Listing:
    """A published group at a venue in Tilbury; `when` and `cost` may be given as words."""
    parts: dict[str, Any] = {
        "id": listing_id,
        "kind": Kind.GROUP,
        "name": "Knit Club",
        "summary": "Knitting and talk.",
        "description": "Bring your wool. Beginners are shown how.",
        "categories": ("create/crafts",),
        "audience": ("older",),
        "where": Where(
            Precision.VENUE,
            venue="Dock Road Hall",
            place="Tilbury",
            postcode="RM18 7TB",
            point=TILBURY,
            authority="E06000034",
        ),
        "schedule": parse_schedule(["Tue 10:00-12:00"]),
        "cost": Cost("£2"),
        "access": ("step-free",),
        "public": Contact(phone="01632 960001"),
        "source": "test",
        "source_id": listing_id,
        "status": Status.PUBLISHED,
        "checked": Checked(date(2026, 3, 3), "Thurrock CVS", "spoke to the organiser"),
    }
    if isinstance(changes.get("when"), list):
        parts["schedule"] = parse_schedule(changes.pop("when"))
    if isinstance(changes.get("cost"), str):
        changes["cost"] = Cost(changes["cost"])
    return Listing(**{**parts, **changes})


def long_listings() -> list[Listing]:
    """Four with the longest words that such listings have in the sample, and a bit."""
    where = Where(
        *(Precision.VENUE, "Kingfisher Community Centre", "127 Old Station Road"),
        *("Stanford-le-Hope", "SS17 0AB", GRAYS),
    )
    return [
        a_listing(
            f"long-{n}",
            name=f"Clay Pit Lodge sports club and party hall, part {n}",
            when=["Mon-Thu 09:30-16:30", "Fri 09:30-13:00", "1st Sat 10:00-12:00"],
            cost="£3 a session, or £25 for a term of ten",
            getting_there="Seven minutes from Grays station on flat pavement. Bus 73 and 100 stop"
            " outside the gate.",
            first_visit="Maureen meets you at the front door and sits with you for your first"
            " lunch. She will ask what you like to be called and what you eat.",
            where=where,
        )
        for n in range(4)
    ]
