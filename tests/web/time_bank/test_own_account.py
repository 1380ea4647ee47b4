"""A member's own page by its link: as they use it, as a mail scanner does, and as a forger does."""

import re
import time
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.app import create_app
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind, ItemState
from assetmap.services.context import Context
from assetmap.services.time_bank.member_links import member_token
from assetmap.storage.tables import (
    EMAILS,
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
)
from assetmap.web.framework.public_form_token import issue
from tests.conftest import ContextMaker
from tests.time_bank import join, keep_exchange, keep_item, the_time_bank

ONE, TWO = "101", "102"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.fixture
def client(context: Context) -> FlaskClient:
    return create_app(context).test_client(use_cookies=False)


def address(context: Context, number: str, path: str = "") -> str:
    member = context.store.get(TIME_BANK_MEMBERS, number)
    return f"/time-bank/me/{member_token(context, member)}{path}"


def text_of(response: TestResponse) -> str:
    page = re.sub(r"<[^>]+>", " ", response.get_data(as_text=True))
    return " ".join(unescape(page).split())


def send(client: FlaskClient, context: Context, of: str, path: str, /, **data: str) -> TestResponse:
    """Press a button of a page that was read for a minute."""
    token = issue(context.config.secret_key, f"time bank {of}", time.time() - 60)
    return client.post(
        address(context, of, path), data={"form_token": token, "once": "form-0001", **data}
    )


def state_of(context: Context) -> object:
    """All that could have been changed."""
    return context.store.version(), context.store.ledger.balances(), context.store.find(EMAILS)


def test_balance_below_nothing_is_said_in_neutral_words_tb5(
    context: Context, client: FlaskClient
) -> None:
    """TB5, check 31: 102 sees neutral words at −3 h 30, and can still ask for help."""
    keep_exchange(context, ONE, TWO)
    for number in (ONE, TWO):
        (exchange,) = context.store.find(TIME_BANK_EXCHANGES)
        path = f"/exchanges/{exchange.id}"
        sent = send(client, context, number, path, says="yes", minutes="1 h 30 min")
        assert sent.status_code == 303
    text = text_of(client.get(address(context, TWO)))
    assert "−3 h 30 min" in text
    assert (
        "You have used 3 hours 30 minutes more than you have given so far. That is fine."
        " You can ask for help at any time."
    ) in text
    assert not re.search(
        r"debt|owe|behind|must|limit|£|pay", text.split("Get help by")[0], re.IGNORECASE
    )
    asked = send(client, context, TWO, "/ask", title="Cut the  hedge", days="Tue")
    assert asked.status_code == 303
    (want,) = context.store.find(TIME_BANK_ITEMS, account=TWO, kind=ItemKind.WANT)
    assert (want.title, want.state, want.days) == ("Cut the hedge", ItemState.OPEN, ("Tue",))
    assert "The broker will look for somebody" in text_of(client.get(asked.location))


def test_high_balance_is_asked_to_spend_or_give_tb5(context: Context, client: FlaskClient) -> None:
    """TB5: above the soft limit the page encourages."""
    rich = join(context, 51 * 60, name="Rhys Rich")
    assert "ask for help with something, or give some away" in text_of(
        client.get(address(context, rich.id))
    )


def test_looking_changes_nothing(context: Context, client: FlaskClient) -> None:
    """A mail scanner follows every link of a letter, with GET and HEAD."""
    exchange = keep_exchange(context, ONE, TWO)
    before = state_of(context)
    for path in ("", f"/exchanges/{exchange.id}", "/ask", "/give"):
        assert client.get(address(context, ONE, path)).status_code == 200, path
        assert client.head(address(context, ONE, path)).status_code == 200, path
    for path in ("/items/x/end", "/items/x/renew", "/thanks"):
        assert client.get(address(context, ONE, path)).status_code == 405, path
    assert state_of(context) == before


def test_pages_are_told_to_nobody_and_kept_nowhere(context: Context, client: FlaskClient) -> None:
    for path in ("", "/ask", "/items/none/end"):
        headers = client.get(address(context, ONE, path)).headers
        if path != "/items/none/end":
            assert headers["Referrer-Policy"] == "no-referrer"
            assert headers["Cache-Control"] == "no-store"
            assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert "Set-Cookie" not in headers


def test_both_words_post_it_and_one_alone_does_not_tb3(
    context: Context, client: FlaskClient
) -> None:
    """TB3: nothing is posted on one word, however often it is pressed."""
    exchange = keep_exchange(context, ONE, TWO)
    path = f"/exchanges/{exchange.id}"
    for _ in range(2):
        sent = send(client, context, ONE, path, says="yes", minutes="1 h 30 min")
        assert sent.status_code == 303
        assert context.store.ledger.balance(ONE) == 180
    posted = send(client, context, TWO, path, says="yes", minutes="1 h 30 min")
    assert "Both of you have said yes" in text_of(client.get(posted.location))
    again = send(client, context, TWO, path, says="yes", minutes="1 h 30 min")
    assert again.status_code == 303
    balances = context.store.ledger.balances()
    assert (balances[ONE], balances[TWO], sum(balances.values())) == (270, -210, 0)


def test_other_minutes_void_the_word_of_the_other_tb3(
    context: Context, client: FlaskClient
) -> None:
    """TB3: "that is not right" with another time goes back to the other, and to the broker."""
    exchange = keep_exchange(context, ONE, TWO)
    path = f"/exchanges/{exchange.id}"
    send(client, context, ONE, path, says="yes", minutes="1 h 30 min")
    sent = send(client, context, TWO, path, says="other", other="1:00")
    assert "We ask the other side" in text_of(client.get(sent.location))
    kept = context.store.get(TIME_BANK_EXCHANGES, exchange.id)
    assert (kept.minutes, kept.waits_for) == (60, (ONE,))
    assert [each.to for each in context.store.find(EMAILS)] == ["ada.lovelock@example.org"]
    assert context.store.ledger.balance(ONE) == 180
    send(client, context, ONE, path, says="yes", minutes="1 h")
    assert context.store.ledger.balance(ONE) == 240


def test_a_yes_counts_for_the_minutes_that_stood_in_the_page(
    context: Context, client: FlaskClient
) -> None:
    """Ada's page still said 1 h 30 when Bertram changed it to 1 h: her yes is no yes to 1 h."""
    exchange = keep_exchange(context, ONE, TWO)
    path = f"/exchanges/{exchange.id}"
    send(client, context, TWO, path, says="other", other="1:00")
    send(client, context, ONE, path, says="yes", minutes="1 h 30 min")
    kept = context.store.get(TIME_BANK_EXCHANGES, exchange.id)
    assert (kept.state, kept.waits_for) == (ExchangeState.DONE, (TWO,))
    assert context.store.ledger.balance(ONE) == 180


def test_it_did_not_happen_stays_with_the_broker(context: Context, client: FlaskClient) -> None:
    exchange = keep_exchange(context, ONE, TWO)
    path = f"/exchanges/{exchange.id}"
    send(client, context, ONE, path, says="yes", minutes="1 h 30 min")
    assert send(client, context, TWO, path, says="no").status_code == 303
    kept = context.store.get(TIME_BANK_EXCHANGES, exchange.id)
    assert (kept.state, kept.waits_for) == (ExchangeState.DONE, (TWO,))
    assert context.store.ledger.balance(ONE) == 180


@pytest.mark.parametrize("typed", ["", "soon", "1:20", "25 h", "0"])
def test_time_that_is_none_is_told(context: Context, client: FlaskClient, typed: str) -> None:
    exchange = keep_exchange(context, ONE, TWO)
    answer = send(client, context, ONE, f"/exchanges/{exchange.id}", says="other", other=typed)
    assert answer.status_code == 400
    assert "There is a problem" in text_of(answer)


def test_nothing_of_anybody_elses_can_be_reached(context: Context, client: FlaskClient) -> None:
    third = join(context, name="Thea Third", email="thea@example.org")
    exchange, item = keep_exchange(context, ONE, TWO), keep_item(context, ONE, "Cut hair")
    mine = address(context, third.id)
    assert client.get(f"{mine}/exchanges/{exchange.id}").status_code == 404
    path = f"/exchanges/{exchange.id}"
    sent = send(client, context, third.id, path, says="yes", minutes="1:30")
    assert sent.status_code == 404
    for what in ("end", "renew"):
        assert send(client, context, third.id, f"/items/{item.id}/{what}").status_code == 404
    page = text_of(client.get(address(context, TWO)))
    assert "Member 101" in page
    assert not re.search("Lovelock|ada.lovelock|960501|Sample Row", page)


def test_form_of_another_member_or_of_nobody_is_not_taken(
    context: Context, client: FlaskClient
) -> None:
    exchange = keep_exchange(context, ONE, TWO)
    token = issue(context.config.secret_key, f"time bank {TWO}", time.time() - 60)
    for forged in ("", token, "nonsense"):
        data = {"form_token": forged, "says": "yes", "minutes": "1:30"}
        sent = client.post(address(context, ONE, f"/exchanges/{exchange.id}"), data=data)
        assert (sent.status_code, "once more" in text_of(sent)) == (400, True)
    assert context.store.get(TIME_BANK_EXCHANGES, exchange.id).confirmations == ()


def void(context: Context, **changes: object) -> None:
    with context.unit_of_work() as uow:
        member = context.store.get(TIME_BANK_MEMBERS, ONE)
        uow.save(TIME_BANK_MEMBERS, replace(member, **changes))


def test_link_is_void_when_the_mark_changes_and_after_its_days(
    context: Context, client: FlaskClient, make_context: ContextMaker
) -> None:
    link = address(context, ONE)
    assert client.get(link).status_code == 200
    for forged in ("nonsense", link.rsplit("/", 1)[1][::-1]):
        assert client.get(f"/time-bank/me/{forged}").status_code == 404
    later = make_context(today="2026-04-15", home=context.config.home)
    assert create_app(later).test_client().get(link).status_code == 410
    void(context, link_mark="another")
    answer = client.get(link)
    assert (answer.status_code, "Ask for a new link" in text_of(answer)) == (410, True)
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_gift_to_the_pot_check_32_tb7(context: Context, client: FlaskClient) -> None:
    """TB7, check 32: 2 h to the pot; it has 12 h; hours exchanged do not change."""
    sent = send(client, context, ONE, "/give", to="pot", minutes="2 h")
    again = send(client, context, ONE, "/give", to="pot", minutes="2 h")
    assert (sent.status_code, again.status_code) == (303, 303)
    ledger = context.store.ledger
    assert (ledger.balance("pot"), ledger.balance(ONE)) == (720, 60)
    assert not [each for each in ledger.transfers() if each.kind.is_exchanged]
    assert "A gift to Thurrock Community Pot" in text_of(client.get(address(context, ONE)))


@pytest.mark.parametrize(("named", "said"), [("yes", "Ada Lovelock has given"), ("", "You have")])
def test_gift_names_the_giver_only_if_ticked_tb7(
    context: Context, client: FlaskClient, named: str, said: str
) -> None:
    """TB7: the letter to who is given it says by whom, and nothing else does."""
    third = join(context, name="Thea Third", email="thea@example.org")
    sent = send(
        client, context, ONE, "/give", to="member", number=third.id, minutes="1", named=named
    )
    assert sent.status_code == 303
    (letter,) = context.store.find(EMAILS)
    assert (letter.to, said in letter.text) == ("thea@example.org", True)
    assert ("Ada" in letter.text) == bool(named)
    page = text_of(client.get(address(context, third.id)))
    assert "A gift to you" in page
    assert "Member 101" not in page


@pytest.mark.parametrize(
    "data",
    [
        {"to": "pot", "minutes": "4 h"},  # more than there is
        {"to": "pot", "minutes": ""},
        {"to": "member", "number": "999", "minutes": "1"},
        {"to": "member", "number": ONE, "minutes": "1"},
        {"to": "member", "number": "issue", "minutes": "1"},
        {"to": "member", "number": "", "minutes": "1"},
    ],
)
def test_gift_that_cannot_be_is_told(
    context: Context, client: FlaskClient, data: dict[str, str]
) -> None:
    assert send(client, context, ONE, "/give", **data).status_code == 400
    assert context.store.ledger.balance(ONE) == 180


def test_offers_and_wants_are_renewed_and_ended_tb15(context: Context, client: FlaskClient) -> None:
    """TB15: an offer stands for its whole time from the day on which it is renewed."""
    item = keep_item(context, ONE, "Cut <b>hair</b>", until=date(2026, 3, 1))
    assert "Its time was over on 1 March 2026." in text_of(client.get(address(context, ONE)))
    assert send(client, context, ONE, f"/items/{item.id}/renew").status_code == 303
    assert context.store.get(TIME_BANK_ITEMS, item.id).until == date(2026, 6, 14)
    assert send(client, context, ONE, f"/items/{item.id}/end").status_code == 303
    assert context.store.get(TIME_BANK_ITEMS, item.id).state is ItemState.CLOSED
    assert "<b>hair" not in client.get(address(context, ONE)).get_data(as_text=True)


def test_consent_to_be_thanked_tb18(context: Context, client: FlaskClient) -> None:
    """TB18: it is given and taken back on their own page."""
    for typed, agrees in (({"thanks": "yes"}, True), ({}, False)):
        assert send(client, context, ONE, "/thanks", **typed).status_code == 303
        assert context.store.get(TIME_BANK_MEMBERS, ONE).thanks is agrees


def test_who_signs_for_a_group_speaks_for_it_tb8(context: Context, client: FlaskClient) -> None:
    """TB8: a group's word is that of a member who signs for it."""
    with context.unit_of_work() as uow:
        hub = context.store.get(TIME_BANK_GROUPS, "103")
        uow.save(TIME_BANK_GROUPS, replace(hub, signatories=(TWO,)))
    exchange = keep_exchange(context, ONE, "103")
    page = text_of(client.get(address(context, TWO)))
    assert "You were given 1 h 30 min by Member 101" in page
    assert "You sign for Riverside Hub, which has 0 h." in page
    path = f"/exchanges/{exchange.id}"
    for number in (ONE, TWO):
        send(client, context, number, path, says="yes", minutes="1:30")
    assert context.store.ledger.balance("103") == -90


def test_two_members_of_one_address_do_not_confirm_alone(
    context: Context, client: FlaskClient
) -> None:
    """Two links in one mailbox: the second word is not enough, a broker asks both."""
    pair = [join(context, name=name, email="pair@example.org") for name in ("Pat Pair", "Paz Pair")]
    exchange = keep_exchange(context, pair[0].id, pair[1].id)
    for each in pair:
        send(client, context, each.id, f"/exchanges/{exchange.id}", says="yes", minutes="1:30")
    assert context.store.ledger.balance(pair[0].id) == 0
    assert context.store.get(TIME_BANK_EXCHANGES, exchange.id).state is ExchangeState.DONE


def test_large_letters_for_who_wants_them(context: Context, client: FlaskClient) -> None:
    def is_large() -> bool:
        return "own--large" in client.get(address(context, ONE)).get_data(as_text=True)

    assert not is_large()
    void(context, large_print=True)
    assert is_large()


def test_off_time_bank_has_no_pages(context: Context, client: FlaskClient) -> None:
    link = address(context, ONE)
    rules = replace(context.borough.time_bank, is_on=False)
    context.borough = replace(context.borough, time_bank=rules)
    for path in (link, "/time-bank/my-account", "/work/time-bank/ledger"):
        assert client.get(path).status_code == 404, path


def test_texts_of_members_are_escaped(context: Context, client: FlaskClient) -> None:
    void(context, name="<script>alert(1)</script>")
    assert "<script>alert" not in client.get(address(context, ONE)).get_data(as_text=True)
