"""`/work/time-bank/sessions/new`: typed, looked at once more, saved."""

import pytest

from assetmap.domain.time_bank.ledger import TransferKind
from tests.conftest import ContextMaker
from tests.web.time_bank.desk import HOME, Desk, broker_desk

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
def desk(make_context: ContextMaker) -> Desk:
    return broker_desk(make_context)


def posted(desk: Desk) -> list[int]:
    found = desk.context.store.ledger.transfers(kinds=(TransferKind.GROUP,))
    return [each.minutes for each in found]


def test_a_session_is_shown_with_its_sum_and_then_saved_once(desk: Desk) -> None:
    """TB8."""
    desk.words("/sessions/new")
    assert desk.post("/sessions/new", **TYPED).status_code == 200
    said = desk.said()
    assert "2 members, 3 h 30 min in all" in said
    assert "101 Ada Lovelock 2 h" in said
    assert "102 Bertram Oddwick 1 h 30 min" in said
    assert posted(desk) == []
    for _ in range(2):
        answer = desk.post("/sessions/new", **TYPED, do="save")
        assert (answer.status_code, answer.location) == (303, f"{HOME}/sessions/new")
        assert "Saved: 2 members, 3 h 30 min in all." in desk.words("/sessions/new")
    assert posted(desk) == [210]
    desk.post("/sessions/new", **{**TYPED, "key": "f" * 32})
    assert "is in the ledger already. Save this one only if it is another." in desk.said()


def test_what_was_typed_can_be_changed_and_is_kept(desk: Desk) -> None:
    assert desk.post("/sessions/new", **TYPED, do="change").status_code == 200
    assert desk.client.last is not None
    (box,) = desk.client.last.all("textarea")
    assert (box.text or "").strip() == "101\n102 1:30"
    assert posted(desk) == []


def test_all_that_is_wrong_is_told_at_once(desk: Desk) -> None:
    wrong = {"group": "101", "day": "soon", "category": "x", "place": "home", "members": "ada"}
    assert desk.post("/sessions/new", **{**TYPED, **wrong}).status_code == 422
    said = desk.said()
    for words in (
        *("Choose the group.", "We cannot read the day “soon”.", "Choose what it was."),
        *("Choose where it was.", "“ada”: begin with the number of the member, such as 101."),
    ):
        assert words in said
    assert desk.post("/sessions/new", **{**TYPED, "members": "999"}, do="save").status_code == 422
    assert "There is no member 999." in desk.said()
    assert posted(desk) == []


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\x00", "9" * 900])
def test_whatever_is_typed_is_shown_as_it_is(desk: Desk, text: str) -> None:
    assert desk.post("/sessions/new", **dict.fromkeys(TYPED, text)).status_code == 422
