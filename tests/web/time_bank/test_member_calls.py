"""The calls to members: hidden numbers, one press each, and on to the next."""

from datetime import date, timedelta

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.people import a_person, csrf_token, sign_in
from tests.time_bank import join, keep_item, the_time_bank
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

TODAY = date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.fixture
def client(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.BROKER))


def press(client: Client, number: str, outcome: str) -> TestResponse:
    client.page(f"/work/time-bank/calls/{number}")
    data = {"csrf_token": csrf_token(client), "outcome": outcome}
    return client.post(f"/work/time-bank/calls/{number}", data=data)


def test_the_list_says_whom_and_why(client: Client) -> None:
    page = client.page("/work/time-bank/calls")
    assert [words_of(each) for each in page.by_class("calls__one")] == [
        "Ada Lovelock Joined on 1 September 2025, and nothing has come of it yet",
        "Bertram Oddwick Joined on 1 September 2025, and nothing has come of it yet",
    ]
    assert "2 calls to make today." in page.words
    assert page.links()["Start with the first call"] == "/work/time-bank/calls/101"


def test_a_number_is_shown_once_and_the_look_is_written_down(
    context: Context, client: Client
) -> None:
    assert "Call 1 of 2" in client.page("/work/time-bank/calls/101").words
    assert "960501" not in client.get("/work/time-bank/calls/101").text
    data = {"csrf_token": csrf_token(client)}
    shown = client.post("/work/time-bank/calls/101/phone", data=data)
    assert "01632 960501" in shown.text
    assert list(context.store.audited(what="looked at a member’s phone number"))
    assert "960501" not in client.get("/work/time-bank/calls/101").text


def test_one_press_leads_to_the_next_call_and_the_last_to_the_list(client: Client) -> None:
    first = press(client, "101", "spoke")
    assert (first.status_code, first.location) == (303, "/work/time-bank/calls/102")
    page = client.page(first.location)
    assert "Kept: you spoke with Ada Lovelock." in page.words
    assert "Call 1 of 1" in page.words
    second = press(client, "102", "no-answer")
    assert second.location == "/work/time-bank/calls"
    page = client.page(second.location)
    assert "No calls to make today. 2 were made today." in page.words
    tried = client.page("/work/time-bank/calls/102")
    assert "Try 1: 16 March 2026" in tried.words


def test_all_of_somebody_s_offers_are_renewed_with_one_press(
    context: Context, client: Client
) -> None:
    """TB15"""
    item = keep_item(context, "101", "Chess", until=TODAY + timedelta(2))
    press(client, "101", "renewed")
    assert context.store.get(TIME_BANK_ITEMS, item.id).until == TODAY + timedelta(90)


def test_a_break_is_noted(context: Context, client: Client) -> None:
    press(client, "102", "paused")
    assert context.store.get(TIME_BANK_MEMBERS, "102").stage is Stage.PAUSED
    page = client.page("/work/time-bank/calls/102")
    assert "They want a break" not in page.words
    assert press(client, "102", "paused").status_code == 409


@pytest.mark.parametrize("outcome", ["", "spoke ", "all-correct", "0"])
def test_what_is_no_outcome_changes_nothing(context: Context, client: Client, outcome: str) -> None:
    before = context.store.get(TIME_BANK_MEMBERS, "101")
    answer = press(client, "101", outcome)
    assert answer.status_code == 400
    assert "Press the button that says what came of the call." in answer.text
    assert context.store.get(TIME_BANK_MEMBERS, "101") == before


def test_a_call_can_be_left_for_now(client: Client) -> None:
    def following(number: str) -> str | None:
        return client.get(f"/work/time-bank/calls/{number}/next").location

    assert following("101") == "/work/time-bank/calls/102"
    assert following("102") == "/work/time-bank/calls"


def test_who_has_no_number_is_written_to(context: Context, client: Client) -> None:
    member = join(context, phone="")
    page = client.page(f"/work/time-bank/calls/{member.id}")
    assert "There is no number to ring" in page.words
    assert "Show the number" not in page.words
    assert "No answer" not in page.words


@pytest.mark.parametrize("number", ["999", "103", "pot", "x"])
def test_nobody_of_that_number(client: Client, number: str) -> None:
    client.page(f"/work/time-bank/calls/{number}", status=404)
