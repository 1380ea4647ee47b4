"""Checks that were seen, and the flags that stand on them (TB10)."""

from datetime import date

from assetmap.domain.time_bank.members import CheckSeen
from assetmap.services.time_bank.accounts import member_of
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join
from tests.web.inspection import words_of
from tests.web.time_bank.staff import as_, on, post

AT = "/work/time-bank/members/101/checks"


def test_tb10_flag_for_homes_needs_a_check_that_holds(make_context: ContextMaker) -> None:
    context = make_context()
    join(context)
    client = as_(context)
    assert post(client, f"{AT}/flags", home="yes") == 422
    page = client.last
    assert page is not None
    assert "See a DBS check first that has not run out." in page.words
    seen = {**on("dbs-on", "2", "3", "2026"), **on("dbs-until", "2", "3", "2029")}
    assert post(client, f"{AT}/dbs", level="enhanced", **seen) == 303
    assert post(client, f"{AT}/flags", home="yes") == 303
    member = member_of(context, BY_BROKER, "101")
    assert member.dbs == CheckSeen(date(2026, 3, 2), "p-broker", "enhanced", date(2029, 3, 2))
    assert (member.home_allowed, member.lifts_allowed) == (True, False)
    shown = client.page("/work/time-bank/members/101").words
    assert "Somebody’s home" in shown
    assert "DBS check, enhanced: seen on 2 March 2026 by Sam p-broker" in shown


def test_what_is_wrong_stands_at_its_box_and_what_was_typed_stays(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    join(context)
    client = as_(context)
    wrong = {**on("dbs-on", "2", "3", "2026"), **on("dbs-until", "1", "3", "2026")}
    assert post(client, f"{AT}/dbs", level="basic", **wrong) == 422
    page = client.last
    assert page is not None
    assert [words_of(each) for each in page.by_class("error-message")] == [
        "Error: It has run out. See a newer one."
    ]
    assert page.by_id("dbs-until").get("value") == "1"
    for typed, words in (
        ({"level": ""}, "Choose the level of the check."),
        ({"level": "basic", **on("dbs-on", "x", "3", "2026")}, "Enter a day, a month and a year"),
        ({"level": "basic", **on("dbs-on", "17", "3", "2026")}, "not in the future"),
        ({"level": "basic", **on("dbs-on", "2", "3", "2026")}, "Enter until when it holds"),
    ):
        assert post(client, f"{AT}/dbs", **typed) == 422
        assert client.last is not None
        assert words in client.last.words
    assert post(client, f"{AT}/driving") == 422
    assert member_of(context, BY_BROKER, "101").dbs is None


def test_tb9_under_18_there_is_no_flag_and_no_form(make_context: ContextMaker) -> None:
    context = make_context()
    held = CheckSeen(date(2026, 3, 1), "p", "basic", date(2027, 3, 1))
    join(context, turns_18_on=date(2027, 1, 1), dbs=held, driving=held)
    client = as_(context)
    assert "form" not in [each.tag.rpartition("}")[2] for each in client.page(AT).by_class("form")]
    assert post(client, f"{AT}/flags", home="yes", lifts="yes") == 422
    seen = {**on("dbs-on", "2", "3", "2026"), **on("dbs-until", "2", "3", "2029")}
    assert post(client, f"{AT}/dbs", level="enhanced", **seen) == 409
    member = member_of(context, BY_BROKER, "101")
    assert not member.home_allowed
    assert not member.lifts_allowed
