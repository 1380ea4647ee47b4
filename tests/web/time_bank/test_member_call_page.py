"""A call's page in words; what it does is in `test_member_calls.py`."""

from datetime import date

from flask import Flask

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.member_calls import CallReason, Reason
from assetmap.domain.time_bank.members import Stage
from assetmap.services.time_bank.broker_work import BrokerWork, ToRing
from assetmap.web.time_bank.member_call_page import (
    MemberCallLinks,
    member_call_page,
    member_calls_page,
)
from assetmap.web.time_bank.member_calls import member_calls
from tests.time_bank import a_member

TODAY = date(2026, 3, 16)
REASON = (Reason(CallReason.WELCOME),)


def app() -> Flask:
    app = Flask("test")
    app.register_blueprint(member_calls)
    return app


def test_where_a_call_stands_and_where_it_leads(borough: Borough) -> None:
    member = a_member(id="7", spoken_on=date(2026, 1, 5))
    around = tuple(ToRing(a_member(id=number), REASON) for number in ("6", "7", "8"))
    with app().test_request_context():
        page = member_call_page(member, REASON, (), around, borough, TODAY)
        alone = member_call_page(a_member(id="9"), (), (), around, borough, TODAY)
    assert (page.title, page.number, page.place) == ("Ada Lovelock", "Member 7", "Call 2 of 3")
    assert page.spoken == "Last spoken to on 5 January 2026."
    assert page.links == MemberCallLinks(
        *("/work/time-bank/calls/7", "/work/time-bank/calls/7/phone"),
        *("/work/time-bank/calls/7/next", "/work/time-bank/members/7"),
    )
    assert (page.phone, page.has_phone, page.can_renew, page.can_pause) == ("", True, False, True)
    assert (alone.place, alone.spoken) == ("", "Nobody has noted a talk with them yet.")


def test_only_an_active_member_takes_a_break(borough: Borough) -> None:
    with app().test_request_context():
        page = member_call_page(a_member(stage=Stage.APPLIED), (), (), (), borough, TODAY)
    assert not page.can_pause


def test_the_list_counts_what_was_done() -> None:
    def says(rung: int) -> str:
        with app().test_request_context():
            return member_calls_page(BrokerWork((), (), (), rung, 0), TODAY).says

    assert says(0) == "No calls to make today."
    assert says(1) == "No calls to make today. 1 was made today."
    assert says(2) == "No calls to make today. 2 were made today."
