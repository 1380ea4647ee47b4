"""What an admin's pages say of people, asked without a browser."""

import pytest

from assetmap.domain.listings.listing import Kind, Status
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.web.admin.people_page import disable_page, hub_choices, listing_names, person_form
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import a_whole_listing


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("river", name="Riverside Hub", kind=Kind.HUB),
        a_whole_listing("closed", name="Closed Hub", kind=Kind.HUB, status=Status.ARCHIVED),
        a_whole_listing("club", name="Knit Club"),
        *(a_whole_listing(f"l{n}", name=f"L{n}", steward="p-volunteer") for n in range(7)),
    )


def test_hubs_are_offered_and_whatever_is_theirs(context: Context) -> None:
    assert hub_choices(context) == (("river", "Riverside Hub", "Tilbury"),)
    assert hub_choices(context, ("club", "lost")) == (
        ("club", "Knit Club", "Tilbury"),
        ("lost", "lost", ""),
        ("river", "Riverside Hub", "Tilbury"),
    )
    assert listing_names(context, ("club", "lost")) == ("Knit Club", "lost")


def test_what_is_theirs_is_counted_and_named_while_it_is_little(context: Context) -> None:
    vera = a_person(context, Role.VOLUNTEER, patch=("Grays", "Aveley"), own=("river",))
    a_person(context, Role.EDITOR, name="Edie")
    page = disable_page(context, vera)
    assert page.counts == (
        "7 listings to check: L0, L1, L2, L3, L4 and 2 more",
        "The calls of their patch: Grays, Aveley",
        "Their hub: Riverside Hub",
    )
    assert page.successors == (("p-editor@example.org", "Edie"),)


def test_a_place_that_the_borough_lost_is_still_ticked_off(context: Context) -> None:
    vera = a_person(context, Role.VOLUNTEER, name="Vera", patch=("Old Town",))
    page = person_form(context, vera, "patch", {"patch": vera.patch})
    assert page.title == "Patch: Vera"
    assert page.places[-1] == ("Old Town", "Old Town")
    assert [role for role, _, _ in page.roles if role == "program"] == []
