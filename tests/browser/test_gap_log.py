"""Check 19: "I looked and couldn't find..." as a Local Area Coordinator uses it."""

from collections.abc import Callable

from playwright.sync_api import expect

from assetmap.domain.people.people import Role
from tests.browser.conftest import Visitor
from tests.browser.looking import expect_no_sideways_scroll
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

WORDS = "men's cooking class evenings, Purfleet"
REFUSED = (
    ("ring 01375 389893", "This looks like a phone number."),
    ("943 476 5919", "This looks like an NHS number."),
    ("Mrs Smith of 12 Acacia Avenue", "This looks like a person’s name."),
)


def test_what_is_missing_goes_in_and_who_needs_it_does_not(
    make_context: ContextMaker, serve: Callable[..., str], visitor_of: Callable[[str], Visitor]
) -> None:
    context = make_context()
    someone = visitor_of(serve(context))
    someone.excuse("422", "cookie: staff")
    page = someone.arrive()
    sign_in_page(page, context, a_person(context, Role.COORDINATOR), "/work/couldnt-find")
    page.get_by_label("What is it about?").select_option("other")
    words = page.get_by_label("What did you look for?")
    for typed, reason in REFUSED:
        words.fill(typed)
        page.get_by_role("button", name="Add to the gap log").click()
        expect(page.get_by_role("alert")).to_contain_text(reason)
        expect(page.locator("#words-error, #words-error2").last).to_be_visible()
        expect(words).to_have_value(typed)
    words.fill(WORDS)
    page.get_by_role("button", name="Add to the gap log").click()
    expect(page.get_by_role("status")).to_contain_text("It is in the gap log now")
    page.get_by_role("link", name="See what is in it").click()
    expect(page.get_by_role("heading", name=WORDS)).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("Smith")
    expect(page.get_by_role("main")).not_to_contain_text("389893")


def test_pages_of_words_and_gaps_are_without_violations(
    make_context: ContextMaker,
    serve: Callable[..., str],
    visitor_of: Callable[[str], Visitor],
) -> None:
    context = make_context(a_listing())
    someone = visitor_of(serve(context))
    someone.excuse("422", "cookie: staff")
    page = someone.arrive()
    sign_in_page(page, context, a_person(context, Role.EDITOR), "/work/couldnt-find")
    found = violations_at_both(page)
    page.get_by_label("What is it about?").select_option("other")
    page.get_by_label("What did you look for?").fill("a choir, Tilbury")
    page.get_by_role("button", name="Add to the gap log").click()
    for address in ("/work/gaps", "/work/words?q=lonely", "/work/words/new"):
        page.goto(address)
        expect_no_sideways_scroll(page)
        found += violations_at_both(page)
    page.goto("/work/words/lonely")
    page.get_by_label("What do people say?").fill("rattling round the mansion")
    page.get_by_label("Try it: what might somebody type?").fill("knitting round the mansion")
    page.get_by_role("button", name="See what it would change").click()
    expect(page.get_by_role("heading", name="If you save this")).to_be_visible()
    expect_no_sideways_scroll(page)
    assert [*found, *violations_at_both(page)] == []
