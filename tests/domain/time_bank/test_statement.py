"""A statement: entries in order, with the balance after each (TB16, TB4)."""

from datetime import UTC, date, datetime

from assetmap.domain.time_bank.ledger import (
    CorrectionReason,
    Transfer,
    TransferKind,
    moved,
    taken_back,
)
from assetmap.domain.time_bank.statement import statement_of

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def given(id_: str, minutes: int, on: date, entered: int) -> Transfer:
    at = datetime(2026, 4, entered, 9, tzinfo=UTC)
    lines = moved("102", {"101": minutes})
    return Transfer(id_, id_, TransferKind.EXCHANGE, on, at, "p", lines)


def test_tb16_entries_stand_by_the_day_they_were_done_with_the_balance_after_each() -> None:
    entries = [
        given("late", 15, date(2026, 4, 1), 1),
        given("third", 45, date(2026, 3, 30), 2),  # entered in the next quarter, done in this
        given("second", 30, date(2026, 1, 2), 4),
        given("before", 60, date(2025, 12, 31), 3),
    ]
    of_giver, of_receiver = (statement_of(each, entries, FIRST, LAST) for each in ("101", "102"))
    assert [(line.transfer.id, line.minutes, line.balance) for line in of_giver.lines] == [
        ("second", 30, 90),
        ("third", 45, 135),
    ]
    assert (of_giver.before, of_giver.balance) == (60, 135)
    assert (of_receiver.before, of_receiver.balance) == (-60, -135)


def test_tb4_what_was_taken_back_stands_there_with_what_took_it_back() -> None:
    entry = given("e", 60, date(2026, 2, 1), 1)
    at = datetime(2026, 4, 2, 9, tzinfo=UTC)
    back = taken_back(entry, CorrectionReason.TWICE, id_="c", at=at, by="p")
    lines = statement_of("101", [back, entry], FIRST, LAST).lines
    assert [(line.transfer.id, line.balance, line.corrected_by) for line in lines] == [
        ("e", 60, "c"),
        ("c", 0, ""),
    ]


def test_statement_without_entries_has_the_balance_from_before() -> None:
    statement = statement_of("101", [given("b", 60, date(2025, 1, 1), 1)], FIRST, LAST)
    assert (statement.lines, statement.before, statement.balance) == ((), 60, 60)
