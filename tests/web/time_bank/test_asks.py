"""A coordinator asks the broker, and sees no member (TB20; acceptance 8)."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.broker_request import RequestState
from assetmap.domain.time_bank.items import ItemKind
from assetmap.services.context import Context
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_REQUESTS
from tests.conftest import ContextMaker
from tests.time_bank import the_time_bank
from tests.web.inspection import words_of
from tests.web.time_bank.staff import as_, post

ASK, ASKS = "/work/time-bank/ask", "/work/time-bank/asks"
TYPED = {"what": "Help with a sewing machine", "category": "create/crafts", "days": ["Tue"]}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_tb20_coordinator_asks_and_sees_what_became_of_it_and_no_member(context: Context) -> None:
    coordinator, broker = as_(context, Role.COORDINATOR), as_(context)
    assert post(coordinator, ASK, **TYPED) == 303
    (request,) = context.store.find(TIME_BANK_REQUESTS)
    assert (request.by, request.what, request.days) == (
        *("p-coordinator", "Help with a sewing machine", ("Tue",)),
    )
    assert "Help with a sewing machine The broker has not answered yet." in (
        coordinator.page(ASK).words
    )
    assert coordinator.page(ASKS, 403)
    assert broker.page(ASKS).links()["Help with a sewing machine"] == f"{ASKS}/{request.id}"
    assert post(broker, f"{ASKS}/{request.id}/take-up", how="want", account="102") == 303
    (want,) = context.store.find(TIME_BANK_ITEMS)
    assert (want.account, want.kind, want.title, want.asked_by) == (
        *("102", ItemKind.WANT, "Help with a sewing machine", "p-coordinator"),
    )
    page = coordinator.page(ASK)
    assert "The broker has taken it up. 16 March 2026." in page.words
    for secret in ("Bertram", "Oddwick", "Member 102", "102", "Ada"):
        assert secret not in page.words
    assert "The want that it is now: Help with a sewing machine" in broker.page(ASKS).links()


def test_one_sees_what_one_asked_oneself(context: Context) -> None:
    post(as_(context, Role.COORDINATOR), ASK, **TYPED)
    assert "sewing" not in as_(context, Role.EDITOR).page(ASK).by_class("work")[0].itertext()
    assert "What you asked before" not in as_(context, Role.EDITOR, id="p-e2").page(ASK).words


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("", "Say in a few words"),
        ("Shopping for Mrs Bloggs", "This looks like a person’s name"),
        ("Ring 01632 960501", "This looks like a phone number"),
        ("x" * 81, "Use 80 characters"),
    ],
)
def test_tb20_who_it_is_for_is_refused_and_what_was_typed_stays(
    context: Context, what: str, words: str
) -> None:
    client = as_(context, Role.COORDINATOR)
    assert post(client, ASK, **{**TYPED, "what": what}) == 422
    page = client.last
    assert page is not None
    assert words in words_of(page.by_class("error-message")[0])
    assert page.by_id("what").get("value") == what
    assert page.by_id("days-2").get("checked") is not None
    assert context.store.find(TIME_BANK_REQUESTS) == []


def test_broker_arranges_it_or_says_that_it_is_not_possible_once(context: Context) -> None:
    coordinator, broker = as_(context, Role.COORDINATOR), as_(context)
    for _ in range(2):
        post(coordinator, ASK, **TYPED)
    one, two = context.store.find(TIME_BANK_REQUESTS)
    assert post(broker, f"{ASKS}/{one.id}/take-up", how="want") == 422
    assert post(broker, f"{ASKS}/{one.id}/take-up", how="want", account="999") == 422
    assert post(broker, f"{ASKS}/{one.id}/take-up") == 303
    assert post(broker, f"{ASKS}/{two.id}/not-possible") == 303
    assert post(broker, f"{ASKS}/{two.id}/not-possible") == 303
    assert "This was answered already." in broker.page(ASKS).words
    states = {each.id: each.state for each in context.store.find(TIME_BANK_REQUESTS)}
    assert states == {one.id: RequestState.TAKEN, two.id: RequestState.NOT_POSSIBLE}
    assert "Nobody could help this time." in coordinator.page(ASK).words
    assert context.store.find(TIME_BANK_ITEMS) == []
    broker.page(f"{ASKS}/nothing", 404)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.MANAGER])
def test_tb20_volunteer_may_not_ask_and_the_audit_has_a_line(context: Context, role: Role) -> None:
    client = as_(context, role)
    client.page(ASK, 403)
    assert post(client, ASK, **TYPED) == 403
    told = [repr(each.entry.happening) for each in context.store.audited()]
    assert sum("ask the broker" in each for each in told) == 2
