"""A concern: whom to ring, matching stops, and there is nowhere to write (TB12)."""

from dataclasses import replace

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import member_of
from assetmap.storage.tables import TIME_BANK_CONCERNS
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join
from tests.web.inspection import name_of
from tests.web.time_bank.staff import as_, post

AT = "/work/time-bank/members/101"


def with_lead(context: Context) -> None:
    rules = replace(context.borough.time_bank, lead="Lena, safeguarding", lead_phone="01632 960555")
    context.borough = replace(context.borough, time_bank=rules)


def test_tb12_button_leads_to_what_to_do_and_stops_matching(make_context: ContextMaker) -> None:
    context = make_context()
    join(context)
    client = as_(context)
    assert client.page(AT).links()["I have a concern"] == f"{AT}/concern"
    assert context.borough.worried.phone in client.page(f"{AT}/concern").words
    with_lead(context)
    page = client.page(f"{AT}/concern")
    assert "Ring the safeguarding lead, Lena, safeguarding, today: 01632 960555." in page.words
    assert post(client, f"{AT}/concern", words="He is ill", note="x") == 303
    assert member_of(context, BY_BROKER, "101").frozen_on == context.clock.today()
    assert not member_of(context, BY_BROKER, "101").may_be_matched()
    assert post(client, f"{AT}/concern") == 303
    (concern,) = context.store.find(TIME_BANK_CONCERNS)
    assert (concern.member_id, concern.by, concern.closed_on) == ("101", "p-broker", None)
    assert "He is ill" not in repr(list(context.store.audited())) + repr(concern)


def test_tb12_there_is_no_box_to_write_in(make_context: ContextMaker) -> None:
    context = make_context()
    join(context)
    client = as_(context)
    for _ in range(2):
        page = client.page(f"{AT}/concern")
        typed = [
            each.get("type")
            for each in page.elements()
            if name_of(each) in ("textarea", "input") and each.get("type") != "hidden"
        ]
        assert typed == []
        post(client, f"{AT}/concern")


def test_tb12_another_broker_closes_it_where_there_are_two(make_context: ContextMaker) -> None:
    context = make_context()
    join(context)
    first = as_(context)
    post(first, f"{AT}/concern")
    second = as_(context, Role.BROKER, id="p-second")
    assert "another broker says" in first.page(f"{AT}/concern").words
    assert post(first, f"{AT}/concern/close") == 303
    assert member_of(context, BY_BROKER, "101").frozen_on is not None
    assert post(second, f"{AT}/concern/close") == 303
    assert member_of(context, BY_BROKER, "101").frozen_on is None
    (concern,) = context.store.find(TIME_BANK_CONCERNS)
    assert (concern.by, concern.closed_by) == ("p-broker", "p-second")


def test_tb12_the_only_broker_closes_their_own(make_context: ContextMaker) -> None:
    context = make_context()
    join(context)
    client = as_(context)
    post(client, f"{AT}/concern")
    assert post(client, f"{AT}/concern/close") == 303
    assert member_of(context, BY_BROKER, "101").frozen_on is None
