"""Signing in with the council's own account, from the button to signing out of both."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import Role
from assetmap.identity_provider import IdentityProvider
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.looking import expect_no_sideways_scroll, heading
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.web.account.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, serving

BUTTON = "Sign in with your council account"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """One that asks for a press, and says that both factors were shown."""
    with serving(Provider(waits=True)) as listening:
        listening.claims = {"email": "sam@example.org", "email_verified": True, "amr": ["mfa"]}
        yield listening


@pytest.fixture
def context(make_context: ContextMaker, provider: Provider) -> Context:
    context = make_context()
    settings = IdentityProvider(provider.issuer, CLIENT_ID, CLIENT_SECRET)
    context.config = replace(context.config, identity_provider=settings)
    return context


@pytest.fixture
def staff_visitor(
    context: Context,
    provider: Provider,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> Visitor:
    """A visitor who may get the staff cookie, and go to the provider."""
    visitor = visitor_of(serve(context))
    visitor.excuse("cookie: staff", f"asked another host: {provider.issuer}/")
    return visitor


def press(page: Page, link: str, then: str) -> None:
    """Follow a link, and see where it leads."""
    page.get_by_role("link", name=link, exact=True).click()
    expect(heading(page)).to_have_text(then)


@pytest.mark.parametrize("js", [True, False], ids=["scripts", "no scripts"])
def test_whole_way(context: Context, staff_visitor: Visitor, js: bool) -> None:
    a_person(context, Role.ADMIN, email="sam@example.org")
    page = staff_visitor.arrive("/account", width=320, js=js)
    expect(heading(page)).to_have_text("Staff sign in")
    press(page, BUTTON, "Council sign-in")
    press(page, "Go on", "Your account")
    expect(page.locator("main")).to_contain_text("You sign in with it since 16 March 2026.")
    page.get_by_role("button", name="Sign out").click()
    expect(heading(page)).to_have_text("You are signed out of the directory")
    press(page, "Sign out of your council account", "Signed out at the council")


def test_pages_are_without_violations(
    context: Context, staff_visitor: Visitor, provider: Provider
) -> None:
    staff_visitor.excuse("403", "400", "503")
    page = staff_visitor.arrive("/account/sign-in", width=320)
    found: list[str] = []

    def look() -> None:
        found.extend(violations_at_both(page))
        expect_no_sideways_scroll(page)

    look()
    press(page, BUTTON, "Council sign-in")
    press(page, "Go on", "You cannot sign in here with that account")
    look()
    for address, says in (
        ("/account/oidc/callback", "Please start again"),
        ("/account/signed-out", "You are signed out of the directory"),
    ):
        page.goto(address)
        expect(heading(page)).to_have_text(says)
        look()
    assert found == []


def test_page_is_without_violations_when_the_provider_is_down(
    context: Context, serve: Callable[[Context], str], staff_visitor: Visitor, provider: Provider
) -> None:
    provider.discovery = {"issuer": "https://elsewhere.example.org"}
    staff_visitor.excuse("503")
    page = staff_visitor.arrive("/account/oidc", width=320)
    expect(heading(page)).to_have_text("We cannot reach the council’s sign-in")
    assert violations_at_both(page) == []
    press(page, "sign in with your password", "Staff sign in")


def test_passwords_of_admins_are_folded_away(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> None:
    provider = context.config.identity_provider
    assert provider is not None
    only_council = replace(provider, is_for_all=True)
    context.config = replace(context.config, identity_provider=only_council)
    visitor = visitor_of(serve(context))
    visitor.excuse("cookie: staff")
    page = visitor.arrive("/account/sign-in", width=320, js=False)
    expect(page.get_by_label("Password", exact=True)).to_be_hidden()
    page.get_by_text("Admins can use a password").click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    expect_no_sideways_scroll(page)
