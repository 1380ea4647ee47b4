"""Signing in as people do it: by keyboard and paste, on a phone, with scripts or without."""

from collections.abc import Callable

import pyotp
import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS
from tests.browser.conftest import Visitor
from tests.browser.looking import expect_no_sideways_scroll, heading
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.people import PASSWORD, a_password, a_person, code_of, sign_in_page
from tests.web.account.codes_by_email import sent_code


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def staff_visitor(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> Visitor:
    """A visitor who may get the staff cookie, but no other."""
    visitor = visitor_of(serve(context))
    visitor.excuse("cookie: staff")
    return visitor


def paste(page: Page, label: str, text: str) -> None:
    """Put a text into a field as the clipboard does."""
    field = page.get_by_label(label, exact=True)
    field.focus()
    allowed = field.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const init = { clipboardData, bubbles: true, cancelable: true };
            return field.dispatchEvent(new ClipboardEvent("paste", init));
        }""",
        text,
    )
    assert allowed, f"{label} forbids pasting"
    page.keyboard.insert_text(text)


def test_admin_pastes_password_and_code(context: Context, staff_visitor: Visitor) -> None:
    """Check 38, its first half."""
    someone = a_password(context, a_person(context, Role.ADMIN))
    page = staff_visitor.arrive("/account")
    expect(heading(page)).to_have_text("Staff sign in")
    paste(page, "Email address", someone.email)
    paste(page, "Password", PASSWORD)
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Type the code from your phone")
    paste(page, "Code", code_of(context, someone))
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text("Your account")
    page.get_by_role("button", name="Sign out").click()
    expect(heading(page)).to_have_text("Staff sign in")


def test_five_wrong_tries_say_when_to_come_back(context: Context, staff_visitor: Visitor) -> None:
    """Check 38, its second half: no word tells which part was wrong."""
    someone = a_password(context, a_person(context, Role.ADMIN))
    staff_visitor.excuse("429")
    page = staff_visitor.arrive("/account/sign-in")
    for number in range(6):
        page.get_by_label("Email address").fill(someone.email)
        page.get_by_label("Password", exact=True).fill(f"wrong {number}")
        page.get_by_role("button", name="Sign in", exact=True).click()
        if number < 5:
            expect(page.locator("#error-summary li")).to_have_text(
                "The email address or the password is not right"
            )
            expect(page.get_by_label("Email address")).to_have_value(someone.email)
    expect(heading(page)).to_have_text("Please wait a little")
    expect(page.locator("main")).to_contain_text("Try again in 5 minutes.")


def test_account_pages_are_without_violations(context: Context, staff_visitor: Visitor) -> None:
    someone = a_person(context, Role.ADMIN)
    staff_visitor.excuse("403", "404", "400")
    page = staff_visitor.arrive("/account/sign-in")
    found = violations_at_both(page)

    def look(address: str = "") -> None:
        if address:
            page.goto(address)
        found.extend(violations_at_both(page))
        expect_no_sideways_scroll(page)

    def press(button: str) -> None:
        with page.expect_event("load"):  # axe cannot look at a page that is being left
            page.get_by_role("button", name=button, exact=True).click()
        look()

    press("Sign in")
    for address in ("/account/reset", "/account/reset/wrong"):
        look(address)
    sign_in_page(page, context, someone)
    for address in ("/account", "/account/password", "/account/second-factor"):
        look(address)
    press("Set up a different phone")
    square = page.locator("svg.square-code")
    expect(square).to_be_visible()
    look("/account/recovery-codes")
    press("Make new recovery codes")
    expect(page.locator(".codes li")).to_have_count(10)
    assert found == []


def test_everything_works_without_scripts(context: Context, staff_visitor: Visitor) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    page = staff_visitor.arrive(js=False)
    sign_in_page(page, context, someone)
    expect(heading(page)).to_have_text("Your account")
    expect(page.get_by_role("navigation", name="Staff")).to_be_visible()
    page.goto("/about")
    expect(page.get_by_role("navigation", name="Staff")).to_have_count(0)


def test_phone_can_be_set_up_with_the_key_alone(context: Context, staff_visitor: Visitor) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    page = staff_visitor.arrive()
    sign_in_page(page, context, someone)
    page.get_by_role("link", name="Set up codes").click()
    page.get_by_label("From an app on my phone").check()
    page.get_by_role("button", name="Go on").click()
    key = page.locator(".key").inner_text().replace("-", "").replace(" ", "")
    page.get_by_label("Code", exact=True).fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Go on").click()
    expect(heading(page)).to_have_text("Recovery codes")
    assert context.store.get(ACCOUNTS, someone.id).second_factor == "authenticator"


def test_volunteer_has_codes_by_email_and_a_browser_remembered(
    context: Context, staff_visitor: Visitor
) -> None:
    """Each page of the way is looked at, narrow and wide."""
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    boss = a_person(context, Role.ADMIN)
    page = staff_visitor.arrive("/account/sign-in?next=/account")
    found: list[str] = []

    def press(button: str, then: str) -> None:
        with page.expect_event("load"):
            page.get_by_role("button", name=button, exact=True).click()
        expect(heading(page)).to_have_text(then)
        found.extend(violations_at_both(page))

    page.get_by_label("Email address").fill(someone.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press("Sign in", "Sign in with a code as well")
    press("Go on", "Sign in with a code as well")
    expect(page.locator("#error-summary li")).to_have_text("Choose how you want to have your codes")
    page.get_by_label("By email").check()
    press("Go on", "Type the code from your email")
    page.get_by_label("Code", exact=True).fill(sent_code(context, someone))
    press("Go on", "Recovery codes")
    press("Show my recovery codes", "Keep these recovery codes")
    press("I have written these down", "Your account")
    press("Sign out", "Staff sign in")
    page.goto("/account/sign-in?next=/account")
    page.get_by_label("Email address").fill(someone.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press("Sign in", "Type the code from your email")
    page.get_by_label("Code", exact=True).fill(sent_code(context, someone))
    page.get_by_label("Do not ask for a code in this browser for 30 days").check()
    press("Go on", "Your account")
    expect(page.get_by_role("button", name="Ask for a code here again")).to_be_visible()

    page.context.clear_cookies()
    sign_in_page(page, context, boss)
    page.goto(f"/work/people/{someone.id}/reset-factor")
    found.extend(violations_at_both(page))
    press("Reset their codes", someone.name)
    assert found == []
