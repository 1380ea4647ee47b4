"""Checks 31 to 34: an exchange that both confirm, a gift to the pot, a correction, offers by ward.

They are tried on the sample, in which member 101 has 3 hours, member 102 has used 2 more than they
gave, and the pot holds 10.
"""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import PROGRAM, Role
from assetmap.services.admin.sample import days_to_move
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.member_links import member_url
from assetmap.services.time_bank.sample import load_sample_time_bank
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in_page

Serve = Callable[[Context], str]
VisitorOf = Callable[[str], Visitor]

JS = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
STATEMENT = "/work/time-bank/statements/{}?from=2025-09-01&to=2026-03-16"


@pytest.fixture
def context(make_context: ContextMaker, own_sample_home: Path) -> Context:
    """The sample with its time bank, on Monday 16 March 2026."""
    context = make_context(home=own_sample_home)
    load_sample_time_bank(context, Actor(PROGRAM, "sample"), days_to_move(context))
    return context


@pytest.fixture
def site(context: Context, serve: Serve, visitor_of: VisitorOf) -> Visitor:
    return visitor_of(serve(context))


def as_broker(site: Visitor, context: Context, *, js: bool = True) -> Page:
    """A page of the broker, on the time bank's first page."""
    site.excuse("cookie: staff")
    page = site.arrive(js=js)
    sign_in_page(page, context, a_person(context, Role.BROKER), after="/work/time-bank")
    return page


def as_member(site: Visitor, context: Context, number: str, *, js: bool = True) -> Page:
    """A page of a member, at their own account by the link that they were sent."""
    member = context.store.get(TIME_BANK_MEMBERS, number)
    page = site.arrive(js=js)
    page.goto(urlsplit(member_url(context, member)).path)
    return page


def balance_on_statement(page: Page, number: str) -> str:
    page.goto(f"/work/time-bank/statements/{number}")
    return page.locator(".statement__sum strong").inner_text()


def fill_exchange(page: Page, giver: str, receiver: str, how_long: str, day: str) -> None:
    page.get_by_label("Who gives the time?").fill(giver)
    page.get_by_label("Who is given it?").fill(receiver)
    page.get_by_label("How long?").fill(how_long)
    for label, part in zip(("Day", "Month", "Year"), day.split(), strict=True):
        page.get_by_label(label, exact=True).fill(part)
    page.get_by_label("A public place").check()


def expect_balances(page: Page, context: Context, of_101: str, of_102: str) -> None:
    """Both balances as a statement has them, and the ledger's total: always nothing."""
    assert balance_on_statement(page, "101") == of_101
    assert balance_on_statement(page, "102") == of_102
    assert sum(context.store.ledger.balances().values()) == 0
    assert context.store.ledger.faults() == []


@JS
def test_check_31_no_balance_moves_until_both_confirm(
    context: Context, site: Visitor, *, js: bool
) -> None:
    """As a broker I record that 101 gave 102 1 h 30: no balance moves until both confirm."""
    page = as_broker(site, context, js=js)
    page.get_by_role("link", name="Record an exchange").click()
    fill_exchange(page, "101", "102", "1 h 30", "13 3 2026")
    page.get_by_label("It was done").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("main")).to_contain_text("Nothing is counted until both say yes.")
    expect_balances(page, context, "3 h", "−2 h")
    page.goto("/work/time-bank")
    waiting = page.get_by_role("region", name="Waiting for a word")
    expect(waiting).to_contain_text("Odette Larkwhistle gave Bram Thistlecote 1 h 30 min")

    giver = as_member(site, context, "101", js=js)
    giver.get_by_role("link", name="Answer").click()
    giver.get_by_role("button", name="Yes, that is right").click()
    expect_balances(page, context, "3 h", "−2 h")  # one word is not enough (TB3)

    receiver = as_member(site, context, "102", js=js)
    receiver.get_by_role("link", name="Answer").click()
    receiver.get_by_role("button", name="Yes, that is right").click()
    expect_balances(page, context, "4 h 30 min", "−3 h 30 min")


@JS
def test_check_31_confirmed_by_phone_with_both(
    context: Context, site: Visitor, *, js: bool
) -> None:
    """Or I tick "confirmed by phone with both"; 102 can still ask, and sees neutral words."""
    page = as_broker(site, context, js=js)
    page.get_by_role("link", name="Record an exchange").click()
    fill_exchange(page, "101", "102", "1 h 30", "13 3 2026")
    page.get_by_label("Confirmed by phone with both").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status").first).to_contain_text("in the ledger")
    expect_balances(page, context, "4 h 30 min", "−3 h 30 min")

    member = as_member(site, context, "102", js=js)
    main = member.get_by_role("main")
    expect(main).to_contain_text("You have used 3 hours 30 minutes more than you have given so far")
    expect(main).to_contain_text("That is fine.")
    expect(main).not_to_contain_text(
        re.compile(r"\b(debt|owe|overdrawn|penalty|limit)\b", re.IGNORECASE)
    )
    member.get_by_role("link", name="Ask for help").click()
    member.get_by_label("What would you like help with?").fill(
        "Somebody to carry a chest of drawers"
    )
    member.get_by_role("button", name="Ask for it").click()
    page.goto("/work/time-bank/matches")
    expect(page.get_by_role("main")).to_contain_text("Somebody to carry a chest of drawers")


@JS
def test_check_32_a_gift_to_the_pot(context: Context, site: Visitor, *, js: bool) -> None:
    """As a member I gift 2 h to the Thurrock Pot: it shows 12 h, hours exchanged do not change."""
    page = as_broker(site, context, js=js)
    numbers = page.locator(".broker__numbers div")
    expect(numbers.filter(has_text="In the pot")).to_contain_text("10 h")
    exchanged = numbers.filter(has_text="Hours exchanged").inner_text()

    member = as_member(site, context, "101", js=js)
    member.get_by_role("link", name="Give some hours").click()
    member.get_by_label("How much?").fill("2 h")
    member.get_by_role("button", name="Give it").click()
    expect(member.get_by_role("main")).to_contain_text("1 h")

    page.goto("/work/time-bank")
    expect(numbers.filter(has_text="In the pot")).to_contain_text("12 h")
    assert numbers.filter(has_text="Hours exchanged").inner_text() == exchanged
    page.get_by_role("link", name="The community pot").click()
    expect(page.get_by_role("main")).to_contain_text("12 h")
    expect_balances(page, context, "1 h", "−2 h")


@JS
def test_check_33_a_correction_stays_with_what_it_corrects(
    context: Context, site: Visitor, *, js: bool
) -> None:
    """As a broker I correct a mistaken entry: both stay, and both are on the printed statement; no
    edit or delete exists on screen or by POST.
    """
    page = as_broker(site, context, js=js)
    page.get_by_role("link", name="Ledger and corrections").click()
    before = context.store.ledger.transfers()
    [mistaken] = [each for each in before if each.id == "sample-exchange-29"]
    page.goto(f"/work/time-bank/ledger/{mistaken.id}")
    for word in ("Edit", "Delete", "Remove", "Change the entry"):
        expect(page.get_by_role("button", name=word)).to_have_count(0)
        expect(page.get_by_role("link", name=word, exact=True)).to_have_count(0)
    page.get_by_label("It did not happen").check()
    page.get_by_role("button", name="Correct").click()
    expect(page.get_by_role("main")).to_contain_text("This was taken back.")
    assert context.store.ledger.transfers()[:-1] == before
    assert context.store.ledger.transfers()[-1].corrects == mistaken.id

    number = mistaken.givers[0]
    page.goto(STATEMENT.format(number))
    page.emulate_media(media="print")
    rows = page.locator(".entries tbody tr")
    numbers = [row.locator("td").first.inner_text() for row in rows.all()]
    corrected = rows.filter(has_text="Taken back by")
    back = rows.filter(has_text="Takes back")
    expect(corrected.last).to_be_visible()
    expect(back.last).to_contain_text("did not happen")
    assert len(numbers) == len(set(numbers))


def test_check_33_no_post_edits_or_deletes_an_entry(context: Context, site: Visitor) -> None:
    """Whatever is sent to an entry's address, the ledger stays as it is."""
    site.excuse("404", "405", "400")
    page = as_broker(site, context)
    page.goto("/work/time-bank/ledger/sample-exchange-29")
    token = page.locator("input[name=csrf_token]").first.input_value()
    before = context.store.ledger.transfers()
    headers = {"Referer": page.url}
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        for path in ("", "/edit", "/delete", "/change", "/remove"):
            answer = page.request.fetch(
                f"/work/time-bank/ledger/sample-exchange-29{path}",
                method=method,
                form={"csrf_token": token, "minutes": "15", "_method": "DELETE"},
                headers=headers,
            )
            assert answer.status in (404, 405), f"{method} {path}: {answer.status}"
    assert context.store.ledger.transfers() == before


@JS
def test_check_34_offers_by_ward_and_nobody_in_them(
    context: Context, site: Visitor, *, js: bool
) -> None:
    """As the public I look at time-bank offers on the map: counts by ward only; nothing identifies
    a person or street; wards with fewer than 3 are rolled up.
    """
    page = site.arrive("/time-bank", js=js)
    main = page.get_by_role("main")
    where = main.get_by_role("region", name="Where")
    least = context.borough.time_bank.ward_least
    counts = [
        (line.get_by_role("link").inner_text(), int(line.locator(".count").inner_text().split()[0]))
        for line in where.get_by_role("listitem").all()
        if line.get_by_role("link").count()
    ]
    assert "Tilbury" in dict(counts)
    assert all(count >= least for _, count in counts)
    expect(where).to_contain_text("Elsewhere in Thurrock")
    few = ["Aveley", "Stanford-le-Hope", "Corringham"]
    for ward in few:
        expect(where).not_to_contain_text(ward)

    shown = [page.content()]
    page.get_by_role("link", name=re.compile("See all .* offers")).click()
    shown.append(page.content())
    for address in ("/find?kind=time-bank-offer", "/find?kind=time-bank-offer&view=map"):
        page.goto(address)
        shown.append(page.content())
    for address in ("/find.json", "/find.geojson", "/find.csv"):
        answer = page.request.get(f"{address}?kind=time-bank-offer&per_page=100")
        assert answer.ok, address
        shown.append(answer.text())
    told = "\n".join(shown)
    for member in context.store.find(TIME_BANK_MEMBERS):
        street = member.address.partition(",")[0]
        for private in (member.name, member.phone, member.email, street, f"Member {member.id}"):
            assert not private or private not in told, private
    own = context.store.source_ids("own-time-bank").values()
    for listing_id in own:
        listing = context.store.get_listing(listing_id).listing
        assert listing.where.point is None
        assert listing.where.area_served in ("Thurrock", *dict(counts))


ADDRESSES = (
    *("", "/calls", "/calls/109", "/calls/114"),
    *("/members", "/members/new", "/members/101", "/members/113", "/members/114"),
    *("/members/101/change", "/members/101/checks", "/members/114/reference"),
    *("/members/101/concern", "/members/101/data", "/members/101/leave"),
    *("/groups", "/groups/new", "/groups/103", "/groups/103/change"),
    *("/offers", "/offers/new?account=101", "/offers/sample-item-01"),
    *("/ask", "/asks", "/asks/sample-ask-1"),
    *("/exchanges", "/exchanges/new", "/exchanges/sample-exchange-waits"),
    *("/exchanges/sample-exchange-agreed", "/exchanges/sample-exchange-01"),
    *("/matches", "/matches/sample-item-17", "/gifts/new", "/pot"),
    *("/ledger", "/ledger/sample-exchange-29", "/ledger/sample-correction-1"),
    *("/slips", "/slips/pad", "/sessions/new"),
    *("/statements", "/statements/101", "/statements/102", "/statements/103"),
    *("/statements/run", "/thanks", "/figures"),
)


def found_on(page: Page, *addresses: str) -> list[str]:
    found = []
    for address in addresses:
        answer = page.goto(address)
        assert answer, address
        if answer.status != 200:
            found.append(f"{address}: {answer.status}")
            continue
        found += violations_at_both(page)
    return found


@pytest.mark.parametrize("part", range(4))
def test_pages_of_the_broker_are_without_violations(
    context: Context, site: Visitor, part: int
) -> None:
    page = as_broker(site, context)
    assert found_on(page, *(f"/work/time-bank{each}" for each in ADDRESSES[part::4])) == []


def test_pages_of_the_public_and_of_members_are_without_violations(
    context: Context, site: Visitor
) -> None:
    page = as_member(site, context, "102")
    mine = urlsplit(page.url).path
    below = ("", "/ask", "/give", "/exchanges/sample-exchange-agreed")
    public = ("/time-bank", "/time-bank/join", "/time-bank/my-account")
    assert found_on(page, *public, *(f"{mine}{each}" for each in below)) == []
