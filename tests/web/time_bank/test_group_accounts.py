"""`/work/time-bank/groups`: named, signed for by members, closed (TB8)."""

from assetmap.storage.tables import TIME_BANK_GROUPS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.time_bank import join, keep_item, the_time_bank
from tests.web.inspection import words_of
from tests.web.time_bank.staff import as_, post

AT = "/work/time-bank/groups"


def test_tb8_group_has_a_name_a_listing_and_members_who_sign(make_context: ContextMaker) -> None:
    context = make_context(a_listing("riverside-hub", name="Riverside Hub"))
    join(context)
    client = as_(context)
    listing = "https://directory.example/listing/riverside-hub"
    typed = {"name": "Riverside Hub", "signatories": "101, 101", "listing": listing}
    assert post(client, f"{AT}/new", **typed) == 303
    group = context.store.get(TIME_BANK_GROUPS, "102")
    assert (group.name, group.signatories, group.listing_id) == (
        *("Riverside Hub", ("101",), "riverside-hub"),
    )
    page = client.page(f"{AT}/102")
    assert page.h1 == "Riverside Hub"
    assert page.links()["Ada Lovelock"] == "/work/time-bank/members/101"
    assert "Riverside Hub" in client.page(AT).words
    assert post(client, f"{AT}/102/change", **{**typed, "name": "The Hub"}) == 303
    assert context.store.get(TIME_BANK_GROUPS, "102").name == "The Hub"


def test_what_is_wrong_is_said_and_what_was_typed_stays(make_context: ContextMaker) -> None:
    context = make_context()
    client = as_(context)
    assert post(client, f"{AT}/new", name="Hub", signatories="7", listing="nowhere") == 422
    page = client.last
    assert page is not None
    assert [words_of(each) for each in page.by_class("error-message")] == [
        "Error: 7 is not the number of an active member.",
        "Error: There is no such listing. Look at the end of its address.",
    ]
    assert page.by_id("signatories").get("value") == "7"
    assert post(client, f"{AT}/new") == 422


def test_tb8_account_is_closed_and_its_hours_go_to_the_pot(make_context: ContextMaker) -> None:
    context = make_context()
    _, _, hub = the_time_bank(context)
    keep_item(context, hub.id, "Tea and toast")
    client = as_(context)
    assert post(client, f"{AT}/{hub.id}/close") == 303
    assert post(client, f"{AT}/{hub.id}/close", to="pot") == 303
    assert "is closed already" in client.page(f"{AT}/{hub.id}").words
    assert context.store.get(TIME_BANK_GROUPS, hub.id).closed_on == context.clock.today()
    assert "Closed" in client.page(AT).words
    assert post(client, f"{AT}/{hub.id}/change", name="X", signatories="101") == 409
    client.page(f"{AT}/999", 404)
