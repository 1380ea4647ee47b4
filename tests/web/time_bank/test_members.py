"""`/work/time-bank/members`: who is there, added, changed and brought along (TB9, TB10)."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import STAFF, Role
from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import member_of
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join, keep_item, the_time_bank
from tests.web.inspection import words_of
from tests.web.time_bank.staff import as_, on, post

AT = "/work/time-bank/members"
ADA = {
    "name": "Ada Lovelock",
    "phone": "01632 960501",
    "email": "ada@example.org",
    "address": "12 Sample Row, Tilbury",
    "postcode": "rm188ab",
    "contact_by": "phone",
    "adult": "yes",
    "days": ["Tue", "Sat"],
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_somebody_who_applied_is_kept_as_typed(context: Context) -> None:
    client = as_(context)
    assert post(client, f"{AT}/new", **ADA) == 303
    page = client.page(f"{AT}/101")
    assert page.h1 == "Ada Lovelock"
    assert "Member 101 Applied" in page.words
    assert "0 of 2 references so far." in page.words
    for fact in (
        "Phone01632 960501",
        "Address12 Sample Row, Tilbury, RM18 8AB",
        "Has time onTuesday, Saturday",
        "How to tell themBy phone",
    ):
        assert fact in page.words
    form = client.page(f"{AT}/101/change")
    assert form.by_id("postcode").get("value") == "RM18 8AB"
    assert form.by_id("days-2").get("checked") is not None
    assert form.by_id("adult").get("checked") is not None


def test_what_was_typed_stays_with_each_problem_at_its_field(context: Context) -> None:
    client = as_(context)
    typed = {**ADA, "phone": "ring the shop", "email": "ada@", "postcode": "RM18", "name": ""}
    assert post(client, f"{AT}/new", **typed, **on("born", "31", "2", "2009")) == 422
    page = client.last
    assert page is not None
    told = [words_of(each) for each in page.by_class("error-message")]
    assert told == ["Error: There is no such date. Look at the day, the month and the year."]
    assert post(client, f"{AT}/new", **typed) == 422
    page = client.last
    assert page is not None
    assert [
        each.get("href") for each in page.by_id("error-summary").iter() if each.get("href")
    ] == [*("#name", "#email", "#phone", "#postcode")]
    for field in ("phone", "email", "postcode"):
        assert page.by_id(field).get("value") == typed[field]
    assert words_of(page.by_id("address")) == "12 Sample Row, Tilbury"
    assert page.by_id("days-6").get("checked") is not None


def test_tb9_birth_date_of_the_young_is_asked_and_not_shown_again(context: Context) -> None:
    client = as_(context)
    assert (
        post(client, f"{AT}/new", **{**ADA, "adult": "no"}, **on("born", "1", "2", "2009")) == 303
    )
    page = client.page(f"{AT}/101")
    assert "Under 18" in page.words
    assert "No parent’s consent yet" in page.words
    assert "Turns 18 on1 February 2027" in page.words
    assert "2009" not in page.words
    form = client.page(f"{AT}/101/change")
    assert form.by_id("born").get("value") == ""
    assert post(client, f"{AT}/101/change", **{**ADA, "adult": "no"}) == 303
    assert "Turns 18 on1 February 2027" in client.page(f"{AT}/101").words
    assert "in groups and public places only" in client.page(f"{AT}/101/checks").words


def test_tb10_stages_by_buttons_and_references_by_their_day_alone(context: Context) -> None:
    client = as_(context)
    post(client, f"{AT}/new", **ADA)
    assert post(client, f"{AT}/101/stage", stage="active") == 303
    assert "cannot become “Active” now" in client.page(f"{AT}/101").words
    assert post(client, f"{AT}/101/stage", stage="met") == 303
    assert [each.get("name") for each in client.page(f"{AT}/101/reference").elements()
            if each.tag.endswith("input") and each.get("type") == "text"] == [
        *("on-day", "on-month", "on-year")
    ]  # fmt: skip
    assert post(client, f"{AT}/101/reference", **on("on", "", "", "")) == 422
    assert post(client, f"{AT}/101/reference", **on("on", "17", "3", "2026")) == 422
    for day in ("1", "2"):
        assert post(client, f"{AT}/101/reference", **on("on", day, "3", "2026")) == 303
    assert post(client, f"{AT}/101/stage", stage="active") == 303
    page = client.page(f"{AT}/101")
    assert "Member 101 Active" in page.words
    assert "5 h. Statement" in page.words
    assert post(client, f"{AT}/101/reference", **on("on", "3", "3", "2026")) == 409


def test_list_is_searched_by_name_and_number_and_narrowed_by_stage(context: Context) -> None:
    the_time_bank(context)
    left = join(context, name="Cora Gone", stage=Stage.LEFT)
    client = as_(context)

    def shown(query: str) -> list[str]:
        page = client.page(f"{AT}{query}")
        return [words_of(each.find(".//h2")) for each in page.by_class("listings__one")]

    assert shown("") == ["Ada Lovelock", "Bertram Oddwick"]
    assert shown("?q=odd") == ["Bertram Oddwick"]
    assert shown("?q=Member+101") == ["Ada Lovelock"]
    assert shown("?q=gone") == [left.name]
    assert shown("?stage=left") == [left.name]
    assert shown("?stage=nonsense&from=-7") == ["Ada Lovelock", "Bertram Oddwick"]
    assert shown("?q=nobody") == []
    assert "Nobody fits." in client.page(f"{AT}?q=nobody").words


def test_member_page_has_their_offers_and_one_press_renews_all(context: Context) -> None:
    one, _, _ = the_time_bank(context)
    keep_item(context, one.id, "Hem curtains", category="create/crafts")
    client = as_(context)
    page = client.page(f"{AT}/{one.id}")
    assert "Hem curtains Offer" in page.words
    assert post(client, f"/work/time-bank/offers/renew/{one.id}") == 303
    assert "1 offer or want renewed for 90 days." in client.page(f"{AT}/{one.id}").words


def test_hostile_names_are_words_on_every_page(context: Context) -> None:
    bad = "<script>alert(1)</script> & “O’Neill”"
    member = join(context, name=bad, address=bad, stage=Stage.APPLIED)
    client = as_(context)
    for path in ("", "/change", "/reference", "/checks", "/concern", "/leave", "/data"):
        client.page(f"{AT}/{member.id}{path}")
    assert client.page(f"{AT}/{member.id}").h1 == bad


def test_unknown_member_is_not_there(context: Context) -> None:
    client = as_(context)
    for path in ("999", "abc", "pot", "103/change", "999/checks", "999/concern", "999/data"):
        client.page(f"{AT}/{path}", 404)


def test_who_has_left_is_changed_no_more(context: Context) -> None:
    member = join(context, stage=Stage.LEFT)
    client = as_(context)
    assert post(client, f"{AT}/{member.id}/change", **ADA) == 409
    assert member_of(context, BY_BROKER, member.id) == member


@pytest.mark.parametrize("role", [each for each in STAFF if each not in (Role.BROKER, Role.ADMIN)])
def test_tb20_others_see_nothing_and_the_audit_says_that_they_tried(
    context: Context, role: Role
) -> None:
    one, _, hub = the_time_bank(context)
    item = keep_item(context, one.id, "Hem curtains")
    client = as_(context, role, own=("a",))
    pages = (
        *(AT, f"{AT}/new", f"{AT}/{one.id}", f"{AT}/{one.id}/change", f"{AT}/{one.id}/reference"),
        *(f"{AT}/{one.id}/{each}" for each in ("checks", "concern", "leave", "data")),
        *("/work/time-bank/groups", "/work/time-bank/groups/new"),
        *(f"/work/time-bank/groups/{hub.id}", f"/work/time-bank/groups/{hub.id}/change"),
        *("/work/time-bank/offers", "/work/time-bank/offers/new"),
        *(f"/work/time-bank/offers/{item.id}", "/work/time-bank/asks"),
    )
    for path in pages:
        page = client.page(path, 403)
        for secret in ("Ada", "Lovelock", "960501", "Sample Row", "Hem curtains", "Riverside"):
            assert secret not in page.words
    refused = [
        each.entry.happening.subject
        for each in context.store.audited()
        if "run the time bank" in repr(each.entry.happening)
    ]
    assert len(refused) == len(pages)
    forms = (
        *(f"{AT}/new", f"{AT}/{one.id}/change", f"{AT}/{one.id}/stage", f"{AT}/{one.id}/leave"),
        *(f"{AT}/{one.id}/concern", f"{AT}/{one.id}/data/export", f"{AT}/{one.id}/data/erase"),
        *(f"{AT}/{one.id}/checks/flags", f"/work/time-bank/offers/{item.id}/close"),
    )
    for path in forms:
        assert post(client, path, sure="yes") == 403
    assert member_of(context, BY_BROKER, one.id) == one


def test_without_a_time_bank_there_are_no_pages(context: Context) -> None:
    the_time_bank(context)
    off = replace(context.borough.time_bank, is_on=False)
    client = as_(context)
    context.borough = replace(context.borough, time_bank=off)
    for path in ("members", "members/101", "groups", "offers", "ask", "asks"):
        client.page(f"/work/time-bank/{path}", 404)
