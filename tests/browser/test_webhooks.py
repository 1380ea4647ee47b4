"""An admin adds a program that is told of changes, and tries it: a real receiver of ours."""

from playwright.sync_api import expect

from assetmap.domain.people.people import Role
from tests.browser.conftest import Sites
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import VisitorMaker, arrive
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.organisers import settle
from tests.services.webhooks.hooks import a_webhook, is_signed, received
from tests.websites.servers import status, web_server

LONG = (
    "https://integrations.mycare.thurrock.example/directory/hooks/listing-changed?tenant=thurrock"
)


def test_webhook_is_added_tried_and_removed(
    make_context: ContextMaker, sites: Sites, visitor_of: VisitorMaker
) -> None:
    context = make_context(a_listing())
    with web_server({"POST /hook": status(200)}) as receiver:
        _, secret = a_webhook(context, receiver.address("/hook"))
        visitor = visitor_of(sites.serve(context))
        visitor.excuse("422")
        admin = arrive(visitor, context, Role.ADMIN, "/work")
        admin.get_by_role("link", name="Programs that are told of changes").click()
        admin.get_by_role("button", name="Send a test").click()
        expect(admin.get_by_text("We are sending a test.")).to_be_visible()
        # The sender is asked once the answer is closed, which may be after the page is there.
        sites.wait()
        settle(context)
        admin.reload()
        expect(admin.get_by_text("Arrived: it answered 200")).to_be_visible()
    assert [each["type"] for each in received(receiver)] == ["webhook.test"]
    assert is_signed(receiver, 0, secret)

    admin.get_by_label("Its address").fill("mycare")
    admin.get_by_role("button", name="Add it").click()
    expect(admin.locator("#error-summary")).to_contain_text("begins with https://")
    found = violations_at_both(admin)
    admin.get_by_label("Its address").fill(LONG)
    admin.get_by_label("A listing was checked and is still right").uncheck()
    admin.get_by_role("button", name="Add it").click()
    expect(admin.get_by_text("whsec_")).to_be_visible()
    found += violations_at_both(admin)
    admin.get_by_role("link", name="I have copied it").click()
    expect(admin.get_by_role("heading", name=LONG)).to_be_visible()
    found += violations_at_both(admin)
    admin.get_by_role("button", name="Remove").first.click()
    expect(admin.get_by_text("Removed.")).to_be_visible()
    assert found == []
