"""`/work/time-bank/slips`, as a plain form: what is said, what is kept, what is saved."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.slip_entry import enter_slips
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in
from tests.services.time_bank.paper import a_row
from tests.web.conftest import client_of
from tests.web.time_bank.broker_client import HOME, BrokerClient, broker_client

ROW = {
    "number-1": "1001",
    "giver-1": "101",
    "receiver-1": "102",
    "time-1": "90",
    "category-1": "6",
    "day-1": "12/3",
}
NEXT = {"giver-2": "102", "receiver-2": "103", "time-2": "1:30", "category-2": "1"}


@pytest.fixture
def broker(make_context: ContextMaker) -> BrokerClient:
    return broker_client(make_context)


def value(broker: BrokerClient, id_: str) -> str:
    """What stands in a box of the page that was fetched last."""
    assert broker.client.last is not None
    (box,) = [each for each in broker.client.last.all("input") if each.get("id") == id_]
    return box.get("value") or ""


def test_a_page_of_slips_is_saved_with_its_total(broker: BrokerClient) -> None:
    """Check 31, on paper: 101 has 4 h 30 and 102 −3 h 30."""
    answer = broker.post("/slips", **ROW, count="1", total="1:30")
    assert (answer.status_code, answer.location) == (303, f"{HOME}/slips")
    assert "Saved: 1 slip, 1 h 30 min." in broker.words("/slips")
    balances = broker.context.store.ledger.balances()
    assert (balances["101"], balances["102"]) == (270, -210)
    broker.post("/slips", **ROW, count="1", total="1:30")
    assert "1 slip, 1 h 30 min: was saved already." in broker.words("/slips")
    assert broker.context.store.ledger.balances() == balances


def test_a_total_that_differs_is_said_and_nothing_is_lost(broker: BrokerClient) -> None:
    """time-bank.md 7.9."""
    answer = broker.post("/slips", **ROW, **NEXT, count="3", total="4 h")
    assert answer.status_code == 422
    said = broker.said()
    assert "You typed “3”, but 2 slips are typed here. Count the slips on paper again." in said
    assert "You typed “4 h”, but the rows here add up to 3 h. Add up the paper again." in said
    assert "Ada Lovelock gave Bertram Oddwick 1 h 30 min: Help at home and getting about" in said
    assert "2 slips, 3 h typed here" in said
    for id_, typed in {**ROW, **NEXT, "count": "3", "total": "4 h"}.items():
        assert value(broker, id_) == typed
    assert (value(broker, "number-2"), value(broker, "day-2")) == ("1002", "12/3")
    assert broker.context.store.ledger.transfer_of("slip:1001") is None


def test_what_is_wrong_is_told_at_its_row(broker: BrokerClient) -> None:
    wrong = {**ROW, "receiver-1": "101", **NEXT, "number-2": "9042", "category-2": "he"}
    assert broker.post("/slips", **wrong, count="2", total="3").status_code == 422
    said = broker.said()
    assert "Row 1: Nobody can give time to themselves." in said
    assert "Row 2: No slip 9042 was printed here." in said
    assert broker.client.last is not None
    links = broker.client.last.links()
    assert links["Row 1: Nobody can give time to themselves."] == "#receiver-1"
    invalid = [x.get("id") for x in broker.client.last.all("input") if x.get("aria-invalid")]
    assert invalid == ["receiver-1", "number-2"]


def test_a_tick_lets_through_what_can_be_so(broker: BrokerClient) -> None:
    """TB10, TB11."""
    at_home = {**ROW, "place-1": "h", "count": "1", "total": "1:30"}
    assert broker.post("/slips", **at_home).status_code == 422
    assert "Row 1: Member 101 has no flag for homes." in broker.said()
    assert "It is right all the same, row 1" in broker.said()
    sure = {**at_home, "sure-1": "yes"}
    assert broker.post("/slips", **{**sure, "total": "9"}).status_code == 422
    assert "There is a problem You typed “9”" in broker.said()
    assert "Row 1:" not in broker.said()
    assert broker.post("/slips", **sure).status_code == 303


def test_one_row_is_looked_at_while_it_is_typed(broker: BrokerClient) -> None:
    at = f"{HOME}/slips/look?number=1001&giver=101&receiver=102&time=90&category=6&day=12/3&place="
    assert broker.client.data(at) == {
        "words": (
            "Ada Lovelock gave Bertram Oddwick 1 h 30 min: Help at home and getting about, 12 March"
        ),
        "minutes": 90,
        "problems": [],
    }
    found = broker.client.data(f"{HOME}/slips/look?number=1001&giver=101&receiver=102&time=x")
    assert (found["words"], found["minutes"]) == ("", 0)
    assert [each["field"] for each in found["problems"]] == ["time", "category", "day"]
    assert broker.client.data(f"{HOME}/slips/look")["problems"] == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "'; DROP TABLE entry;--", "\x00", "9" * 400, "٣"]
)
def test_whatever_is_typed_is_shown_as_it_is(broker: BrokerClient, text: str) -> None:
    hostile = dict.fromkeys(ROW, text)
    assert broker.post("/slips", **hostile, count=text, total=text).status_code == 422


def test_brokers_own_slips_are_shown_to_another(make_context: ContextMaker) -> None:
    broker = broker_client(make_context)
    ada = a_person(broker.context, Role.BROKER, id="p-ada", name="Ada Lovelock")
    enter_slips(broker.context, Actor(ada), [a_row()], "1", "90")
    words = "Ada Lovelock gave Bertram Oddwick 1 h 30 min on 12 March"
    own = sign_in(broker.client, broker.context, ada).page(f"{HOME}/slips")
    assert f"A broker was one of the two on these slips, and entered them. {words}" in own.words
    assert "I have looked at it" not in own.words
    assert f"{words} I have looked at it" in broker.words("/slips")
    assert broker.post("/slips/looked/slip:1001").status_code == 303
    assert "For another broker" not in broker.words("/slips")
    assert broker.post("/slips/looked/none").status_code == 303


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR, Role.MANAGER])
def test_others_are_refused_and_the_audit_says_so(broker: BrokerClient, role: Role) -> None:
    """TB20."""
    someone = a_person(broker.context, role)
    client = sign_in(client_of(broker.context), broker.context, someone)
    for address in (
        "/slips",
        "/slips/pad",
        "/sessions/new",
        "/statements/101",
        "/statements/101.pdf",
        "/thanks",
    ):
        assert client.get(f"{HOME}{address}").status_code == 403, address
    refused = [each.entry.happening for each in broker.context.store.audited(by=someone.id)]
    assert sum(each.why.startswith(HOME) for each in refused) == 6, refused
