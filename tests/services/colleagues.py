"""People and whole records for tests of what people do with listings."""

from collections.abc import Mapping
from typing import Any

from assetmap.domain.checks.check import Method
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.proposal import Value
from assetmap.domain.people.people import Person, Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import first_check, start_draft, submit
from tests.factories import a_listing

VOLUNTEER = Person("vera", "Vera Volunteer", roles=(Role.VOLUNTEER,))
OTHER_VOLUNTEER = Person("victor", "Victor Volunteer", roles=(Role.VOLUNTEER,))
COORDINATOR = Person("cora", "Cora Coordinator", roles=(Role.COORDINATOR,))
EDITOR = Person("edna", "Edna Editor", roles=(Role.EDITOR,))
OTHER_EDITOR = Person("edgar", "Edgar Editor", roles=(Role.EDITOR,))
ADMIN = Person("ada", "Ada Admin", roles=(Role.ADMIN,))
MANAGER = Person("mona", "Mona Manager", roles=(Role.MANAGER,))
BROKER = Person("bob", "Bob Broker", roles=(Role.BROKER,))
HUB_TEAM = Person("hugh", "Hugh at the Hub", roles=(Role.HUB_TEAM,), own=("knit-club",))
LEAVER = Person("lena", "Lena who left", roles=(Role.ADMIN,), active=False)

SECRET = Contact(phone="01632 960666", email="home@example.org", name="Maureen at home")

# Everything that a listing must say before it can be published, but for the first check.
WHOLE_RECORD: Mapping[str, Value] = {
    "name": "Purl Club",
    "kind": "group",
    "summary": "Purling and talk.",
    "description": "Bring your wool.",
    "categories": ("create/crafts",),
    "audience": ("older",),
    "precision": "venue",
    "postcode": "RM17 6SL",
    "when": ("Wed 14:00-16:00",),
    "cost": "Free",
    "join": "drop-in",
    "phone": "01632 960002",
    "steward": "Thurrock CVS",
    "consent": "The leader said yes on the phone.",
}


def by(person: Person, origin: str = "screen") -> Actor:
    """Somebody at the screen, unless said otherwise."""
    return Actor(person, origin)


def a_whole_listing(listing_id: str = "knit-club", **changes: Any) -> Listing:
    """A published listing that lacks nothing, and that has a private contact."""
    parts: dict[str, Any] = {
        "join": "drop-in",
        "steward": "Thurrock CVS",
        "consent": "The leader said yes on the phone.",
        "private": SECRET,
    }
    return a_listing(listing_id, **{**parts, **changes})


def a_draft(context: Context, person: Person = VOLUNTEER, **values: Value) -> str:
    """The id of a new draft that lacks nothing."""
    draft = start_draft(context, by(person), {**WHOLE_RECORD, **values})
    first_check(context, by(person), draft.id, Method.PHONED, "the leader")
    return draft.id


def a_draft_in_review(context: Context, person: Person = VOLUNTEER, **values: Value) -> str:
    """The id of a new draft that lacks nothing and was sent for review."""
    listing_id = a_draft(context, person, **values)
    submit(context, by(person), listing_id)
    return listing_id
