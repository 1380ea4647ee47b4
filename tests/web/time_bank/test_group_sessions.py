"""`/work/time-bank/sessions/new`: typed, looked at once more, saved."""

import pytest

from assetmap.domain.time_bank.ledger import TransferKind
from tests.conftest import ContextMaker
from tests.web.time_bank.broker_client import HOME, BrokerClient, broker_client

TYPED = {
    "key": "0123456789abcdef0123456789abcdef",
    "group": "103",
    "way": "gave",
    "day": "12/3",
    "category": "active",
    "place": "public",
    "time": "2",
    "members": "101\n102 1:30",
}


@pytest.fixture
def broker(make_context: ContextMaker) -> BrokerClient:
    return broker_client(make_context)


def posted(broker: BrokerClient) -> list[int]:
    found = broker.context.store.ledger.transfers(kinds=(TransferKind.GROUP,))
    return [each.minutes for each in found]


def test_a_session_is_shown_with_its_sum_and_then_saved_once(broker: BrokerClient) -> None:
    """TB8."""
    broker.words("/sessions/new")
    assert broker.post("/sessions/new", **TYPED).status_code == 200
    said = broker.said()
    assert "2 members, 3 h 30 min in all" in said
    assert "101 Ada Lovelock 2 h" in said
    assert "102 Bertram Oddwick 1 h 30 min" in said
    assert posted(broker) == []
    for _ in range(2):
        answer = broker.post("/sessions/new", **TYPED, do="save")
        assert (answer.status_code, answer.location) == (303, f"{HOME}/sessions/new")
        assert "Saved: 2 members, 3 h 30 min in all." in broker.words("/sessions/new")
    assert posted(broker) == [210]
    broker.post("/sessions/new", **{**TYPED, "key": "f" * 32})
    assert "is in the ledger already. Save this one only if it is another." in broker.said()


def test_what_was_typed_can_be_changed_and_is_kept(broker: BrokerClient) -> None:
    assert broker.post("/sessions/new", **TYPED, do="change").status_code == 200
    assert broker.client.last is not None
    (box,) = broker.client.last.all("textarea")
    assert (box.text or "").strip() == "101\n102 1:30"
    assert posted(broker) == []


def test_all_that_is_wrong_is_told_at_once(broker: BrokerClient) -> None:
    wrong = {"group": "101", "day": "soon", "category": "x", "place": "home", "members": "ada"}
    assert broker.post("/sessions/new", **{**TYPED, **wrong}).status_code == 422
    said = broker.said()
    for words in (
        *("Choose the group.", "We cannot read the day “soon”.", "Choose what it was."),
        *("Choose where it was.", "“ada”: begin with the number of the member, such as 101."),
    ):
        assert words in said
    assert broker.post("/sessions/new", **{**TYPED, "members": "999"}, do="save").status_code == 422
    assert "There is no member 999." in broker.said()
    assert posted(broker) == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x00", "9" * 900])
def test_whatever_is_typed_is_shown_as_it_is(broker: BrokerClient, text: str) -> None:
    assert broker.post("/sessions/new", **dict.fromkeys(TYPED, text)).status_code == 422
