"""`/work/time-bank`: for who runs it alone, where there is one; and what `/work` says of it."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import Action, Role
from assetmap.domain.time_bank.items import ItemKind
from assetmap.services.context import Context
from assetmap.services.time_bank.posting import post_exchange
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in
from tests.time_bank import BY_BROKER, confirmed, keep_exchange, keep_item, the_time_bank
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def client_as(context: Context, *roles: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, *roles))


def switch_off(context: Context) -> None:
    rules = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=rules))


def test_what_waits_is_there_at_once(context: Context) -> None:
    keep_exchange(context, "101", "102", id="x")
    keep_item(context, "102", "Somebody to <b>dig</b>", kind=ItemKind.WANT, id="w")
    page = client_as(context, Role.BROKER).page("/work/time-bank")
    assert page.h1 == "Thurrock Time Bank"
    lists = [words_of(each) for each in page.by_class("broker__list")]
    assert lists[:2] == [
        (
            "Ada Lovelock gave Bertram Oddwick 1 h 30 min"
            " 12 March: waits for Ada Lovelock and Bertram Oddwick"
        ),
        "Somebody to <b>dig</b> Bertram Oddwick, since 16 March",
    ]
    assert page.links()["Ada Lovelock"] == "/work/time-bank/calls/101"
    assert "01632 9605" not in page.words
    [numbers] = page.by_class("broker__numbers")
    assert [(words_of(each[0]), words_of(each[1])) for each in numbers] == [
        *(("Hours exchanged", "0 h"), ("Exchanges", "0")),
        *(("In the pot", "10 h"), ("Active in 90 days", "0")),
    ]


def test_its_numbers_are_those_of_the_figures_page(context: Context) -> None:
    """TB17: one definition of each figure, so that two pages never disagree."""
    exchange = confirmed(context, keep_exchange(context, "101", "102", on=date(2026, 3, 2)))
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, exchange)
    client = client_as(context, Role.BROKER)
    [numbers] = client.page("/work/time-bank").by_class("broker__numbers")
    figures = client.page("/work/time-bank/figures?period=month").words
    for each in numbers:
        assert words_of(each[0]) in figures
        assert words_of(each[1]) in figures
    assert words_of(numbers[0][1]) == "1 h 30 min"


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR, Role.MANAGER])
def test_others_are_refused(context: Context, role: Role) -> None:
    """TB20: 403, and the audit says so."""
    client = client_as(context, role)
    for address in ("", "/calls", "/calls/101"):
        assert client.get(f"/work/time-bank{address}").status_code == 403
    assert len(list(context.store.audited(what=f"refused: {Action.RUN_TIME_BANK}"))) == 3


def test_there_is_no_page_where_there_is_no_time_bank(context: Context) -> None:
    client = client_as(context, Role.BROKER)
    switch_off(context)
    for address in ("", "/calls", "/calls/101"):
        client.page(f"/work/time-bank{address}", status=404)
    page = client.page("/work")
    assert not [each for each in page.links().values() if "time-bank" in each]


def test_the_home_of_staff_tells_a_broker_what_waits(context: Context) -> None:
    def waits(*roles: Role) -> list[str]:
        page = client_as(context, *roles).page("/work")
        return [words_of(each) for each in page.by_class("waits__one") if "word" in words_of(each)]

    assert waits(Role.BROKER) == ["None wait for a word"]
    keep_exchange(context, "101", "102")
    assert waits(Role.BROKER) == ["1 waits for a word"]
    keep_exchange(context, "102", "101")
    assert waits(Role.ADMIN) == ["2 wait for a word"]
    assert waits(Role.EDITOR) == waits(Role.VOLUNTEER) == waits(Role.MANAGER) == []
