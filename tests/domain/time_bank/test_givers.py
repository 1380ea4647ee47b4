from datetime import date, datetime

from assetmap.domain.time_bank.givers import GivenBy, GivenTime, given_time
from assetmap.domain.time_bank.ledger import Line, Transfer, TransferKind, moved

NOW = datetime(2026, 3, 16, 9)


def transfer(id_: str, lines: tuple[Line, ...]) -> Transfer:
    return Transfer(id_, id_, TransferKind.GROUP, date(2026, 3, 1), NOW, "p", lines)


def test_those_who_gave_most_come_first_by_hours_or_by_times() -> None:
    """TB18."""
    transfers = [
        transfer("a", moved("103", {"101": 60, "102": 15})),
        transfer("b", moved("103", {"102": 15})),
        transfer("c", moved("101", {"104": 60})),
    ]
    one, two, four = GivenTime("101", 60, 1), GivenTime("102", 30, 2), GivenTime("104", 60, 1)
    assert given_time(transfers, GivenBy.HOURS) == [one, four, two]
    assert given_time(transfers, GivenBy.EXCHANGES) == [two, one, four]
    assert given_time([], GivenBy.HOURS) == []


def test_numbers_of_more_figures_come_after_those_of_fewer() -> None:
    transfers = [transfer("a", moved("103", {"1000": 60, "999": 60}))]
    assert [each.account for each in given_time(transfers, GivenBy.HOURS)] == ["999", "1000"]
