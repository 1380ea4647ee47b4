"""Which group or hub a role is with, by its name or by its door, and which roles those have."""

from datetime import date

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.place import Point
from assetmap.services.context import Context
from assetmap.services.search.volunteering import group_of, roles_with
from tests.conftest import ContextMaker
from tests.factories import a_listing

ROLE, HUB = Kind.VOLUNTEERING_ROLE, Kind.HUB
DOOR = Where(Precision.VENUE, venue="Riverside Hub", point=Point(51.46, 0.36), place="Tilbury")
FAR = Where(Precision.VENUE, venue="Old Hall", point=Point(51.5, 0.4), place="Grays")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("hub", name="Riverside Hub", kind=HUB, where=DOOR, former_names=("Dock Hub",)),
        a_listing("lunch", name="Lunch Club", also_known_as=("Old Dock Diners",), where=DOOR),
        a_listing("twin", name="Twin", where=FAR),
        a_listing("other-twin", name="Twin", where=FAR),
        a_listing("greeter", name="Meet and greet", kind=ROLE, where=DOOR),
        a_listing("web", name="Website", kind=ROLE, where=FAR, with_group="riverside HUB"),
        a_listing("books", name="Bookings", kind=ROLE, where=FAR, with_group="Dock Hub"),
        a_listing("cook", name="Cook", kind=ROLE, where=DOOR, with_group="Old Dock Diners"),
        a_listing("by-id", name="By id", kind=ROLE, where=FAR, with_group="lunch"),
        a_listing("unsure", name="Unsure", kind=ROLE, where=FAR, with_group="Twin"),
        a_listing("unknown", name="Unknown", kind=ROLE, where=DOOR, with_group="Nobody's Group"),
        a_listing("role", name="Of a role", kind=ROLE, where=FAR, with_group="Cook"),
        a_listing(
            "closed",
            name="Closed",
            kind=ROLE,
            where=DOOR,
            with_group="Riverside Hub",
            closes_on=date(2026, 3, 15),
        ),
    )


def shown(context: Context, listing_id: str) -> PublicListing:
    return public_view(context.store.get_listing(listing_id).listing)


@pytest.mark.parametrize(
    ("role", "group"),
    [
        ("greeter", None),
        ("web", "hub"),
        ("books", "hub"),
        ("cook", "lunch"),
        ("by-id", "lunch"),
        ("unsure", None),
        ("unknown", None),
        ("role", None),
        ("lunch", None),
    ],
)
def test_what_a_role_is_with(context: Context, role: str, group: str | None) -> None:
    found = group_of(context, shown(context, role))
    assert (found.id if found else None) == group


@pytest.mark.parametrize(
    ("listing", "roles"),
    [
        ("hub", ["books", "web"]),
        ("lunch", ["by-id", "cook"]),
        ("twin", []),
        ("cook", []),
    ],
)
def test_roles_of_a_group_or_hub(context: Context, listing: str, roles: list[str]) -> None:
    assert [each.id for each in roles_with(context, shown(context, listing))] == roles
