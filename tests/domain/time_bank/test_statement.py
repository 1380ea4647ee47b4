from dataclasses import replace
from datetime import date, datetime, timedelta

from assetmap.domain.time_bank.ledger import (
    CorrectionReason,
    Transfer,
    TransferKind,
    moved,
    taken_back,
)
from assetmap.domain.time_bank.statement import StatementLine, statement_of

NOW = datetime(2026, 3, 16, 9)
FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def given(id_: str, on: date, giver: str, receiver: str, minutes: int) -> Transfer:
    lines = moved(receiver, {giver: minutes})
    return Transfer(id_, f"k:{id_}", TransferKind.EXCHANGE, on, NOW, "p", lines)


def test_lines_go_by_day_with_the_balance_after_each() -> None:
    """TB16: 30 March entered on 2 April belongs where it was done."""
    before = given("a", date(2025, 12, 30), "101", "102", 60)
    late = given("c", date(2026, 2, 1), "102", "101", 30)
    early = given("d", date(2026, 1, 10), "101", "103", 90)
    after = given("e", date(2026, 4, 1), "101", "103", 15)
    found = statement_of("101", [before, late, early, after], FIRST, LAST)
    assert found.lines == (
        StatementLine(early, 90, 150, number=3),
        StatementLine(late, -30, 120, number=2),
    )
    assert (found.before, found.balance) == (60, 120)
    empty = statement_of("101", [before], FIRST, LAST)
    assert (empty.before, empty.lines, empty.balance) == (60, (), 60)


def test_a_correction_and_what_it_takes_back_name_each_other() -> None:
    """TB4: both stay, next to each other though there were months between."""
    wrong = given("a", date(2026, 1, 10), "101", "102", 90)
    other = given("b", date(2026, 2, 10), "101", "102", 15)
    later = NOW + timedelta(days=40)
    back = taken_back(wrong, CorrectionReason.MINUTES, id_="c", at=later, by="p")
    found = statement_of("102", [wrong, other, back], FIRST, LAST)
    assert found.lines == (
        StatementLine(wrong, -90, -90, "c", number=1, names=3),
        StatementLine(back, 90, 0, "", number=3, names=1),
        StatementLine(other, -15, -15, number=2),
    )


def test_entries_of_one_moment_stay_in_the_order_they_were_posted() -> None:
    one, two = (given(x, FIRST, "101", "102", 15) for x in ("z", "a"))
    found = statement_of("101", [one, replace(two, posted_at=NOW)], FIRST, LAST)
    assert [line.transfer.id for line in found.lines] == ["z", "a"]
