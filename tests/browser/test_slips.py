"""Twenty slips typed without the mouse, statements and sessions, as a broker sees them."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.ledger import CorrectionReason, TransferKind
from assetmap.services.context import Context
from assetmap.services.time_bank.posting import post_correction
from tests.browser.conftest import Visitor
from tests.browser.looking import heading
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import arrive
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import bank_with_slips
from tests.time_bank import BY_BROKER

SLIPS = "/work/time-bank/slips"
KEYS_MOST = 8  # a slip, beyond the figures that stand on it
SECONDS_MOST = 10.0  # a slip

Server = Callable[[Context], str]
VisitorMaker = Callable[[str], Visitor]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return bank_with_slips(make_context)


class Keyboard:
    """A keyboard that counts its keys, those of what is typed and those of going about."""

    def __init__(self, page: Page) -> None:
        """Nothing is pressed yet."""
        self.page = page
        self.typed = self.pressed = 0

    def type(self, text: str) -> None:
        """What stands on the slip."""
        self.page.keyboard.type(text)
        self.typed += len(text)

    def press(self, key: str) -> None:
        """A key beside it."""
        self.page.keyboard.press(key)
        self.pressed += 1


def type_slip(keys: Keyboard, *words: str) -> None:
    """The boxes that a slip needs, each ended by Enter."""
    for each in words:
        keys.type(each)
        keys.press("Enter")


def the_broker(visitor: Visitor, context: Context, at: str = SLIPS, *, js: bool = True) -> Page:
    """A broker at a page of the papers; pages that refuse something answer 422."""
    visitor.excuse("422")
    return arrive(visitor, context, Role.BROKER, at, js=js)


def test_twenty_slips_are_typed_without_the_mouse(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    """time-bank.md 7.6 and 7.9, check 31 on paper; TB3."""
    page = the_broker(visitor_of(serve(context)), context)
    expect(page.locator("#number-1")).to_be_focused()
    keys, began = Keyboard(page), time.monotonic()
    type_slip(keys, "1001", "101", "102", "90", "6", "12/3")
    first = keys.pressed
    for number in range(2, 21):
        giver, receiver = ("101", "102") if number % 2 else ("102", "103")
        type_slip(keys, giver, receiver, "1:30" if number % 3 else "60", "1")
    assert keys.pressed - first == 19 * 4 <= 19 * KEYS_MOST
    expect(page.locator("#count")).to_be_focused()
    expect(page.locator("#running")).to_have_text("20 slips, 27 h")
    assert (time.monotonic() - began) / 20 < SECONDS_MOST
    row = page.locator("[data-row='20']")
    expect(row.locator("#number-20")).to_have_value("1020")
    expect(row.locator("#day-20")).to_have_value("12/3")
    expect(row).to_contain_text(
        "Bertram Oddwick gave Riverside Hub 1 h 30 min: Meet people, 12 March"
    )

    type_slip(keys, "20")  # a total that differs is said first, and nothing is lost or saved
    type_slip(keys, "31 h 15")
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page.locator("#error-summary")).to_contain_text(
        "You typed “31 h 15”, but the rows here add up to 27 h."
    )
    assert context.store.ledger.transfers(kinds=(TransferKind.EXCHANGE,)) == []
    expect(page.locator("#giver-20")).to_have_value("102")
    expect(page.locator("#running")).to_have_text("20 slips, 27 h")
    found = violations_at_both(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the summary leads to the box
    expect(page.locator("#total")).to_be_focused()
    page.keyboard.press("Control+a")
    type_slip(keys, "27")
    expect(page.get_by_text("Saved: 20 slips, 27 h.")).to_be_visible()
    assert len(context.store.ledger.transfers(kinds=(TransferKind.EXCHANGE,))) == 20
    assert sum(context.store.ledger.balances().values()) == 0
    assert found + violations_at_both(page) == []


def test_what_is_wrong_is_said_while_it_is_typed(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    page = the_broker(visitor_of(serve(context)), context)
    keys = Keyboard(page)
    type_slip(keys, "1001", "101", "999", "45", "6", "12/3")
    expect(page.locator("#says-1")).to_contain_text("There is no member 999.")
    expect(page.locator("#receiver-1")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#giver-2")).to_be_focused()
    page.locator("#receiver-1").focus()
    page.keyboard.press("Control+a")
    keys.type("102")
    page.locator("#place-1").focus()
    keys.type("l")
    keys.press("Enter")
    expect(page.locator("#says-1")).to_contain_text("Member 101 has no flag for lifts.")
    tick = page.locator("[data-row='1']").get_by_label("It is right all the same")
    tick.check()
    page.locator("#time-1").focus()
    page.keyboard.press("Control+a")
    keys.type("60")
    keys.press("Enter")
    expect(tick).not_to_be_checked()  # it was said of what stood there before
    tick.check()
    assert violations_at_both(page) == []
    page.locator("#giver-2").focus()
    keys.press("Enter")  # an empty row: the end
    type_slip(keys, "1", "1")
    expect(page.get_by_text("Saved: 1 slip, 1 h.")).to_be_visible()


def test_slips_are_entered_without_scripts(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    page = the_broker(visitor_of(serve(context)), context, js=False)
    for box, typed in (("number", "1001"), ("giver", "101"), ("receiver", "102"), ("time", "90")):
        page.locator(f"#{box}-1").fill(typed)
    page.locator("#category-1").fill("help")
    page.locator("#day-1").fill("12/3")
    for box, typed in (("giver", "102"), ("receiver", "101"), ("time", "1"), ("category", "1")):
        page.locator(f"#{box}-2").fill(typed)
    page.get_by_role("button", name="Save these slips").click()
    expect(page.locator("#error-summary")).to_contain_text("2 slips are typed here.")
    expect(page.locator("#number-2")).to_have_value("1002")
    page.get_by_label("Slips on paper").fill("2")
    page.get_by_label("Time on paper").fill("2:30")
    page.get_by_role("button", name="Save these slips").click()
    expect(page.get_by_text("Saved: 2 slips, 2 h 30 min.")).to_be_visible()


def test_statements_sessions_and_thanks_are_reached_and_read(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    """TB4, TB8, TB16, TB18; check 33 on the screen and on paper."""
    page = the_broker(visitor_of(serve(context)), context, "/work")
    page.goto(SLIPS)
    found = []
    page.get_by_role("link", name="Enter a group session").click()
    page.get_by_label("Which group?").select_option("103 Riverside Hub")
    page.get_by_label("Which day?").fill("12/3")
    page.get_by_label("What was it?").select_option("Get active and outdoors")
    page.get_by_label("How long was each there?").fill("2")
    page.get_by_label("Who took part?").fill("101\n102 1:30")
    found += violations_at_both(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("2 members, 3 h 30 min in all")).to_be_visible()
    found += violations_at_both(page)
    page.get_by_role("button", name="Save the session").click()
    expect(page.get_by_text("Saved: 2 members, 3 h 30 min in all.")).to_be_visible()
    (posted,) = context.store.ledger.transfers(kinds=(TransferKind.GROUP,))
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, posted.id, CorrectionReason.DATE)

    page.get_by_role("link", name="Statements", exact=True).click()
    found += violations_at_both(page)
    page.get_by_role("link", name="Ada Lovelock").click()
    expect(heading(page)).to_have_text("Statement of Ada Lovelock")
    page.emulate_media(media="print")
    for words in ("Taken back by entry 3.", "Takes back entry 2, 2 h. The date was wrong."):
        expect(page.get_by_text(words)).to_be_visible()
    expect(page.get_by_role("link", name="PDF, A4")).to_be_hidden()
    page.emulate_media(media="screen")
    found += violations_at_both(page)
    for name in ("Statements for everybody", "Thank those who gave most", "Print slips"):
        page.get_by_role("link", name=name).click()
        expect(heading(page)).to_have_text(name)
        found += violations_at_both(page)
    assert found == []
