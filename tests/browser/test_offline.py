"""Check 18: with the server really stopped, what was saved still searches, shows and prints."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from assetmap.bootstrap import open_context
from tests.browser.conftest import Visitor
from tests.browser.looking import EASY_LABELS, NARROW, expect_no_sideways_scroll, heading
from tests.browser.saving import (
    GONE,
    NOW,
    Directory,
    asked,
    cached,
    filled,
    registrations,
    save,
    shown,
)
from tests.browser.test_accessibility import violations, violations_at_both
from tests.browser.test_danger import ASKED, PHONES, expect_first_number_on_first_screen
from tests.conftest import config_at

LUNCH = "/listing/riverside-memory-lunch-club"
HUB = "riverside-hub"
HOSTILE = "Qxhostile <img src=x onerror=window.hit=1>"
TALK = "/conversation?near=Tilbury&like=company&show=cards"


def with_hostile_listing(home: Path, postcode_cache: Path) -> None:
    """Have the words of one listing try to be markup and a script."""
    context = open_context(config_at(home, postcode_cache))
    listing = context.store.get_listing(HUB).listing
    contact = replace(listing.public, website="javascript:window.hit=1")
    texts = dict.fromkeys(("name", "summary", "description", "first_visit"), HOSTILE)
    with context.store.transaction() as uow:
        uow.save_listing(replace(listing, public=contact, **texts))
    context.close()


@dataclass
class Phone:
    """A browser profile that saved the directory; the server has been stopped since."""

    context: BrowserContext
    directory: Directory

    def page(self, width: int = NARROW, now: str = NOW) -> Page:
        """A new tab, with nothing on the sheet."""
        self.context.clock.set_fixed_time(now)
        page = self.context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        return page


@pytest.fixture(scope="module")
def someone(
    browser: Browser,
    sample_home: Path,
    postcode_cache: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Phone]:
    home = tmp_path_factory.mktemp("offline") / "home"
    shutil.copytree(sample_home, home, symlinks=True)
    with_hostile_listing(home, postcode_cache)
    directory = Directory(home)
    directory.start()
    visitor = Visitor(browser, directory.address)
    visitor.excuse(*GONE)
    page = visitor.arrive("/offline")
    assert (registrations(page), cached(page)) == (0, {})  # nothing before somebody asks
    save(page)
    expect(page.locator("#offline-said")).to_contain_text("342 listings as at 09:00 today")
    assert violations(page) == []
    directory.stop()
    yield Phone(page.context, directory)
    directory.stop()
    assert visitor.leave() == []


@pytest.fixture
def phone(someone: Phone) -> Iterator[Phone]:
    """The shared phone; afterwards its tabs are shut, and its sheet is empty again."""
    yield someone
    someone.context.pages[0].evaluate("localStorage.clear()")
    for page in someone.context.pages[1:]:
        page.close()


def test_saved_directory_searches_shows_and_prints(phone: Phone) -> None:
    page = shown(phone.page(), "/")
    expect(page.locator("#offline-banner")).to_have_text("Offline – listings as at 09:00 today")
    page.get_by_label("What are you looking for?", exact=True).fill("lunch")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(heading(page)).to_have_text(re.compile(r"^[1-9]\d* results for “lunch”$"))
    page.get_by_role("link", name="Riverside Memory Lunch Club", exact=True).click()
    expect(heading(page)).to_have_text("Riverside Memory Lunch Club")
    for words in ("01632 960000", "Checked by Thurrock CVS on 3 March 2026", "£4"):
        expect(page.get_by_role("main").get_by_text(words).first).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printing' }")
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("printing")
    page.emulate_media(media="print")
    expect(page.locator("#offline-banner")).to_be_visible()
    expect(page.locator(".printed")).to_contain_text(f"{phone.directory.address}{LUNCH}")
    expect(page.locator("button:visible")).to_have_count(0)


def test_form_is_one_line_and_cards_are_put_on_the_list(phone: Phone) -> None:
    page = phone.page()
    for width in (NARROW, 390):
        page.set_viewport_size({"width": width, "height": 844})
        shown(page, "/find?q=lunch&near=RM18")
        line = page.locator("#question > summary")
        expect(line).to_have_text(re.compile(r"^\s*lunch near RM18\s+Change"), use_inner_text=True)
        first = page.locator("#results .card__name").first.bounding_box()
        assert first is not None
        assert first["y"] + first["height"] < 844
        expect(page.get_by_role("button", name="Search", exact=True)).to_be_hidden()
        expect_no_sideways_scroll(page)
    line.click()
    expect(page.get_by_label("What are you looking for?", exact=True)).to_have_value("lunch")
    page.get_by_role("link", name="Add to my list").first.click()
    expect(page.get_by_role("link", name="See my list (1)")).to_have_count(1)
    shown(page, "/find")
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()


def test_old_listings_come_with_their_doubt_and_danger_brings_the_numbers_first(
    phone: Phone,
) -> None:
    page = shown(phone.page(now="2029-03-16T10:00:00Z"), "/find?q=lunch")  # nothing checked since
    expect(heading(page)).to_have_text(re.compile(r"^[1-9]\d* results for “lunch”$"))
    cards = page.locator("li[data-listing]")
    doubtful = cards.filter(has=page.locator(".facts__checked--doubtful"))
    expect(doubtful).to_have_count(cards.count())
    assert cards.count() > 0
    expect(page.locator(".urgent")).to_have_count(0)
    shown(page, "/find?q=I+want+to+die")
    expect(page.locator(".urgent").get_by_role("heading")).to_have_text("Get help now")


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_first_number_to_press_is_on_the_first_screen_with_no_signal(
    phone: Phone, width: int, height: int
) -> None:
    page = phone.page()
    page.set_viewport_size({"width": width, "height": height})
    for address, link in ASKED:
        shown(page, address)
        expect_first_number_on_first_screen(page, link)
        expect_no_sideways_scroll(page)
        leaves = page.get_by_role("link", name="Leave this page quickly")
        expect(leaves).to_have_count(1 if link == "tel:08082000247" else 0)


def test_hostile_words_of_a_listing_stay_words(phone: Phone) -> None:
    page = phone.page()
    for address in (
        *("/find?q=qxhostile", f"/listing/{HUB}", f"/listing/{HUB}/wrong"),
        *("/conversation?q=qxhostile", f"/sheet/new?id={HUB}", f"/sheet/new?id={HUB}&format=easy"),
        *(f"/find?q={HOSTILE}", f"/conversation?near={HOSTILE}", f"/sheet/new?near={HOSTILE}"),
    ):
        shown(page, address)
        if "new?near" not in address:
            words = re.compile("qxhostile <img", re.IGNORECASE)
            expect(page.get_by_role("main")).to_contain_text(words)
        expect(page.locator("img[src='x'], [href^='javascript:']")).to_have_count(0)
        assert page.evaluate("window.hit") is None


def test_conversation_leads_to_a_printed_sheet(phone: Phone) -> None:
    page = shown(phone.page(), "/conversation")
    page.get_by_role("button", name="Show what fits").click()
    expect(filled(page).get_by_role("alert")).to_contain_text("Say where, choose what they would")
    page.get_by_role("textbox", name="Where?").fill("RM18 8")
    page.get_by_label("Have company").check()
    page.get_by_role("button", name="Show what fits").click()
    cards = filled(page).locator("li[data-listing]")
    expect(cards).to_have_count(12)
    expect(page.get_by_role("heading", name="Something you could give")).to_be_visible()
    expect(cards.filter(has_text="minutes on foot")).not_to_have_count(0)
    names = cards.locator("h3").all_inner_texts()[1:4]
    for button in page.locator("button[data-pick]").all()[1:4]:
        button.click()
    expect(page.locator("[data-basket-count]")).to_have_text("3 on the sheet")
    expect(page.locator("[data-my-list]")).to_have_text("My list (3)")
    page.get_by_role("link", name="Make the sheet").click()
    expect(filled(page).locator("h1")).to_have_text("My list")
    assert page.locator(".item__name").all_inner_texts() == names
    expect(page.locator(".item").first).to_contain_text("miles from RM18 8")
    page.get_by_label(f"Your own words about {names[1]}").fill("Ask for Jean")
    page.get_by_role("link", name="Large print").click()
    page.emulate_media(media="print")
    expect(filled(page).locator(".item__own:visible")).to_have_text("Ask for Jean")
    sizes = page.locator(".sheet p:visible").evaluate_all(
        "all => all.map((each) => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert min(sizes) >= 24  # 18 points
    for words in ("Printed Monday 16 March 2026.", "Talk to a person: 01632 960100."):
        expect(page.locator(".sheet__foot")).to_contain_text(words)
    page.emulate_media(media="screen")
    page.get_by_role("link", name=f"Take off {names[1]}").click()
    expect(filled(page).locator(".item")).to_have_count(2)
    assert "Jean" not in page.evaluate("JSON.stringify(localStorage)")


def test_screen_is_turned_round_and_a_listing_is_added_to_the_sheet(phone: Phone) -> None:
    page = shown(phone.page(), f"{TALK}&must=daytime&must=free")
    found = page.locator("li[data-listing] h3").all_inner_texts()
    page.get_by_role("link", name="Turn the screen round").click()
    expect(filled(page).locator(".talk--share .card__name")).to_have_text(found)
    bare = page.locator("#offline-view").locator("button, input, .card__name a")
    expect(bare).to_have_count(0)
    page.get_by_role("link", name="Back").click()
    filled(page).get_by_role("link", name=found[0]).click()
    filled(page).get_by_role("link", name="Add to my list").click()
    page.get_by_role("link", name="See my list (1)").click()
    expect(filled(page).locator(".item__name")).to_have_text([found[0]])


def test_must_haves_and_easy_read_are_as_with_a_signal(phone: Phone) -> None:
    page = shown(phone.page(), "/conversation?like=make&must=women&must=quiet&show=cards")
    expect(filled(page).locator("h1")).to_have_text("Choose together")
    more = page.get_by_role("link", name="more if you take off “Quiet or small group”")
    more.click()
    expect(filled(page).get_by_role("link", name="“Quiet or small group”")).to_have_count(0)
    shown(page, f"/sheet/new?id={HUB}&format=easy&near=RM18")
    expect(filled(page).locator(".easy__label")).to_have_text(EASY_LABELS)
    expect(page.locator(".easy__picture svg")).to_have_count(8)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        expect_no_sideways_scroll(page)


def test_what_is_not_on_this_phone_stays_on_the_sheet(phone: Phone) -> None:
    page = shown(phone.page(), f"/sheet/new?id=qxnew&id={HUB}")
    expect(page.locator(".item").first).to_contain_text("not saved on this phone")
    kept = page.evaluate("JSON.parse(localStorage['assetmap.sheet']).items.map(({ id }) => id)")
    assert kept == ["qxnew", HUB]


def test_pages_with_no_signal_are_without_violations(phone: Phone) -> None:
    page, found = phone.page(), []
    for address in (
        *("/", "/find?q=lunch", LUNCH, f"{LUNCH}/wrong", TALK, f"{TALK}&view=share", "/offline"),
        *(f"/sheet/new?id={HUB}&near=Tilbury", f"/sheet/new?id={HUB}&format=easy", "/x"),
        "/conversation",
    ):
        shown(page, address)
        for width in (390, 768):
            page.set_viewport_size({"width": width, "height": 900})
            expect_no_sideways_scroll(page)
        found += violations_at_both(page)
    assert found == []


def test_staff_pages_are_not_answered_from_the_phone(phone: Phone) -> None:
    for address in ("/work", "/account/sign-in", "/organiser/abc", "/work/conversation"):
        page = phone.page()
        with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
            page.goto(address)


def test_report_told_with_no_signal_is_sent_exactly_once(phone: Phone) -> None:
    directory, page, other = phone.directory, phone.page(), phone.page()
    shown(page, f"{LUNCH}/wrong")
    page.get_by_role("button", name="Keep and send later").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what is wrong.")
    page.get_by_label("The number doesn't answer or is wrong").check()
    page.get_by_label("Can you tell us more?").fill("Rang twice.")
    page.get_by_role("button", name="Keep and send later").click()
    expect(heading(page)).to_have_text("Kept on this phone")
    page.get_by_role("link", name="See what waits to be sent").click()
    expect(page.locator("[data-unsent] li")).to_contain_text("“Rang twice.”")
    assert directory.reports() == 0
    directory.start()
    page.goto("/about")
    other.goto("/browse")
    start = """async () => {
      const { ask } = await import("/static/js/offline/worker-messages.js");
      window.sent = ask("send");
    }"""
    for tab in (page, other):  # both at once
        tab.evaluate(start)
    for tab in (page, other):
        assert tab.evaluate("window.sent") == {"ok": True, "given": 0}
    assert asked(page, "send") == {"ok": True, "given": 0}
    assert directory.reports() == 1
    directory.stop()


def test_words_are_read_as_the_server_reads_them(phone: Phone) -> None:
    page = shown(phone.page(), "/find?q=dentist")
    expect(page.locator(".signposts")).to_contain_text("We do not list dentists.")
    expect(page.locator(".signposts a").first).to_have_attribute("href", "tel:111")
    shown(page, "/find?q=nursery+rhymes")
    expect(page.locator(".signposts")).to_have_count(0)
    shown(page, "/find?q=choir+near+me")
    expect(page.locator("#results")).to_contain_text("Where are you?")
    shown(page, "/find?q=polski")
    expect(page.locator("li[data-listing]").first).to_contain_text(re.compile("Speaks .*Polish"))
    expect(page.locator(".signposts")).to_contain_text("the name of your language")
    shown(page, "/find?q=lunch+near+Grays+station")
    expect(page.locator("li[data-listing]").first).to_contain_text("away")
    weekend = (
        shown(page, "/find?q=weekend+football") and page.locator(".card__name a").all_inner_texts()
    )
    short = shown(page, "/find?q=wknd+footie") and page.locator(".card__name a").all_inner_texts()
    assert short == weekend != []
    shown(page, "/conversation?q=dentist&show=cards")
    expect(page.locator(".signposts")).to_contain_text("We do not list dentists.")
