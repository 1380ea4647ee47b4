"""A hub team from its invitation to the day it leaves, and an admin's pages on the way."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from assetmap.domain.listings.listing import Kind
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.listings.proposals import waiting
from assetmap.storage.tables import EMAILS, PEOPLE
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import VisitorMaker, arrive
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_person
from tests.services.colleagues import a_whole_listing

EMAIL = "hugh@example.org"


def take_up(visitor: Visitor, context: Context, after: str) -> Page:
    """Set the first password by the link of the letter, and sign in."""
    visitor.excuse("cookie: staff", "403")
    (letter,) = context.store.find(EMAILS)
    found = re.search(r'href="[^"]*(/account/invitation/[^"]+)"', letter.html)
    assert found
    page = visitor.arrive(found[1])
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_label("The same again").fill(PASSWORD)
    page.get_by_role("button", name="Set my password").click()
    page.wait_for_load_state()
    page.goto(f"/account/sign-in?next={after}")
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Not now").click()
    page.wait_for_url(f"**{after}")
    return page


def invite(page: Page) -> list[str]:
    """An admin invites Hugh to the team of the hub; gives what axe finds on the way."""
    page.get_by_role("link", name="Who may sign in").click()
    found = violations_at_both(page)
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.locator("#error-summary")).to_contain_text("Give their email address.")
    found += violations_at_both(page)
    page.get_by_label("Email address").fill(EMAIL)
    page.get_by_label("Name", exact=True).fill("Hugh")
    page.get_by_label("Hub team").check()
    page.get_by_text("Their hub (for a hub team)").click()
    page.get_by_label("Riverside Hub").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("We are sending Hugh an email.")).to_be_visible()
    return found + violations_at_both(page)


def test_a_hub_team_from_its_invitation_to_its_end(
    make_context: ContextMaker, serve: Callable[[Context], str], visitor_of: VisitorMaker
) -> None:
    context = make_context(
        a_whole_listing("hub", name="Riverside Hub", kind=Kind.HUB),
        a_whole_listing("other", name="Other Hub", kind=Kind.HUB),
    )
    a_person(context, Role.HUB_TEAM, id="p-ida", name="Ida", own=("other",))
    site = serve(context)
    at_the_desk = visitor_of(site)
    at_the_desk.excuse("422")
    admin = arrive(at_the_desk, context, Role.ADMIN, "/work")
    found = violations_at_both(admin) + invite(admin)

    hub = take_up(visitor_of(site), context, "/work/listings")
    expect(hub.get_by_role("link", name="Riverside Hub")).to_be_visible()
    expect(hub.get_by_role("link", name="Other Hub")).to_have_count(0)
    hub.goto("/work/listings/hub/change?part=when")
    hub.get_by_label("From").first.fill("9am")
    hub.get_by_role("button", name="Send to an editor").last.click()
    expect(hub.get_by_text("Your change is sent to an editor.")).to_be_visible()
    assert hub.goto("/work/listings/other/change?part=when").status == 403  # type: ignore[union-attr]

    admin.get_by_role("link", name="Change patch").click()
    admin.get_by_label("Tilbury", exact=True).check()
    found += violations_at_both(admin)
    admin.get_by_role("button", name="Save").click()
    expect(admin.get_by_text("Tilbury. Change patch")).to_be_visible()
    admin.get_by_role("link", name="Disable Hugh").click()
    found += violations_at_both(admin)
    admin.get_by_label("Who takes it over?").select_option("Ida")
    admin.get_by_role("button", name="Disable Hugh").click()
    expect(admin.get_by_text("Hugh can no longer sign in.")).to_be_visible()
    found += violations_at_both(admin)
    hub.goto("/work")
    expect(hub.get_by_role("heading", name="Sign in")).to_be_visible()
    assert context.store.get(PEOPLE, "p-ida").own == ("other", "hub")
    (asked,) = waiting(context)
    assert (asked.listing_id, [change.field for change in asked.changes]) == ("hub", ["when"])

    found += look_at_the_rest(admin)
    assert found == []


def look_at_the_rest(page: Page) -> list[str]:
    """The list with its boxes, a change of many, and what may be listed twice."""
    page.goto("/work/listings")
    found = violations_at_both(page)
    page.get_by_label("Choose Riverside Hub").check()
    page.get_by_label("Choose Other Hub").check()
    page.get_by_role("button", name="Change the chosen ones").click()
    found += violations_at_both(page)
    page.get_by_role("radio", name="Who checks them").check()
    page.get_by_label("Who checks them", exact=True).last.select_option("Ida")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("2 listings change.")).to_be_visible()
    found += violations_at_both(page)
    page.get_by_role("button", name="Send to an editor").click()
    expect(page.get_by_text("2 changes sent to an editor.")).to_be_visible()
    page.goto("/work/duplicates")
    return found + violations_at_both(page)
