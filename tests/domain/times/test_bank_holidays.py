"""Bank holidays by nation, under the names of GOV.UK."""

from datetime import date

import pytest

from assetmap.domain.times.bank_holidays import NATIONS, BankHolidays

# GOV.UK's own list for England and Wales, as it stood in 2026.
OF_2026 = {
    "2026-01-01": "New Year’s Day",
    "2026-04-03": "Good Friday",
    "2026-04-06": "Easter Monday",
    "2026-05-04": "Early May bank holiday",
    "2026-05-25": "Spring bank holiday",
    "2026-08-31": "Summer bank holiday",
    "2026-12-25": "Christmas Day",
    "2026-12-28": "Boxing Day (substitute day)",
}


def days_of(nation: str, year: int) -> dict[str, str]:
    found = BankHolidays(nation)
    first = date(year, 1, 1).toordinal()
    days = (date.fromordinal(n) for n in range(first, date(year + 1, 1, 1).toordinal()))
    return {on.isoformat(): name for on in days if (name := found.name_of(on))}


def test_england_and_wales_have_those_of_gov_uk_and_the_saturday_too() -> None:
    assert days_of("england", 2026) == {**OF_2026, "2026-12-26": "Boxing Day"}
    assert days_of("wales", 2026) == days_of("england", 2026)


@pytest.mark.parametrize(
    ("nation", "on", "name"),
    [
        ("england", "2022-06-03", "Platinum Jubilee of Elizabeth II"),
        ("england", "2023-05-08", "Coronation of Charles III"),
        ("scotland", "2026-01-02", "2 January"),
        ("scotland", "2026-08-03", "Summer bank holiday"),
        ("scotland", "2026-08-31", ""),
        ("scotland", "2026-11-30", "St Andrew’s Day"),
        ("northern ireland", "2026-03-17", "St Patrick’s Day"),
        (
            "northern ireland",
            "2026-07-13",
            "Battle of the Boyne (Orangemen’s Day) (substitute day)",
        ),
    ],
)
def test_days_of_other_nations_and_years(nation: str, on: str, name: str) -> None:
    assert BankHolidays(nation).name_of(date.fromisoformat(on)) == name


def test_without_a_nation_there_are_none_but_the_own() -> None:
    own = BankHolidays("", {date(2026, 3, 16): "Our day"})
    assert own.name_of(date(2026, 3, 16)) == "Our day"
    assert own.name_of(date(2026, 12, 25)) == ""
    assert set(NATIONS) == {"england", "wales", "scotland", "northern ireland"}
