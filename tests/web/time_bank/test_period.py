from datetime import date

import pytest

from assetmap.web.time_bank.period import read_period

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def test_days_are_read_as_people_write_them() -> None:
    period = read_period({"from": "1/2/2026", "until": "16 March 2026"}, FIRST, LAST)
    assert (period.first, period.last) == (date(2026, 2, 1), date(2026, 3, 16))
    assert (period.typed_first, period.words) == (
        "1 February 2026",
        "1 February 2026 to 16 March 2026",
    )
    assert read_period({}, FIRST, LAST).words == "1 January 2026 to 31 March 2026"


@pytest.mark.parametrize(
    ("values", "parameters"),
    [
        ({"from": "soon", "until": "31/2/2026"}, ["from", "until"]),
        ({"from": "2/2/2026", "until": "1/2/2026"}, ["until"]),
    ],
)
def test_what_cannot_be_read_is_kept_and_said(
    values: dict[str, str], parameters: list[str]
) -> None:
    period = read_period(values, FIRST, LAST)
    assert (period.first, period.last) == (FIRST, LAST)
    assert [each.parameter for each in period.problems] == parameters
    assert (period.typed_first, period.typed_last) == (values["from"], values["until"])
