from datetime import date

import pytest

from assetmap.domain.dates import read_date

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-03", "2026-03-03T10:00:00", "3/3/2026", "03/03/26", "3.3.2026", "3-3-2026"),
        *("3 March 2026", "3 Mar 2026", "3rd  March 2026", "Tuesday 3 March 2026", "3 mar. 2026"),
        *("Tue, 3 March, 2026", "3/3/2026 10:00"),
    ],
)
def test_read_date_reads_a_day_as_people_write_it(text: str) -> None:
    assert read_date(text) == DAY


def test_read_date_reads_every_month_in_full_and_short() -> None:
    for month in range(1, 13):
        on = date(2026, month, 1)
        assert read_date(on.strftime("%d %B %Y")) == on
        assert read_date(on.strftime("%d %b %Y")) == on
    assert read_date("1 Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/2/2026", "3 Marchy 2026", "3 Ma 2026", "13 2026", "3/13/2026", "2026"]
)
def test_read_date_gives_none_for_what_is_no_day(text: str) -> None:
    assert read_date(text) is None
