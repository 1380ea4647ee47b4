"""Bank holidays: those of the nation by law, and what a borough adds or calls otherwise.

The days come from the `holidays` package, checked against GOV.UK's list for 2022 to 2028; their
names are GOV.UK's. Both a Saturday's Boxing Day and the Monday in its stead are in it: a hub is
closed on both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

NATIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern ireland": "NIR"}
_GOV_UK_NAMES = {
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Summer Bank Holiday": "Summer bank holiday",
    "New Year Holiday": "2 January",
    "Saint Andrew's Day": "St Andrew’s Day",
    "Saint Patrick's Day": "St Patrick’s Day",
    "Battle of the Boyne": "Battle of the Boyne (Orangemen’s Day)",
}
_SUBSTITUTE = " (observed)"


@dataclass(frozen=True)
class BankHolidays:
    """The bank holidays of a nation of the United Kingdom, one of NATIONS' names; blank for none.

    `added` are days of the borough's own, such as one declared late, and other names of days.
    """

    nation: str = ""
    added: Mapping[date, str] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        """Whether any day is known to be one."""
        return bool(self.nation or self.added)

    def name_of(self, on: date) -> str:
        """What the bank holiday on a date is called; blank on any other day."""
        if on in self.added:
            return self.added[on]
        return _of_year(self.nation, on.year).get(on, "") if self.nation else ""


@lru_cache(maxsize=128)
def _of_year(nation: str, year: int) -> dict[date, str]:
    # Half a second on a slow machine: nothing that asks no bank holiday waits for it.
    from holidays import country_holidays

    days = country_holidays("GB", subdiv=NATIONS[nation], years=year, language="en_GB")
    return {on: _gov_uk_name(name) for on, name in days.items()}


def _gov_uk_name(name: str) -> str:
    first = name.partition("; ")[0]
    plain = first.removesuffix(_SUBSTITUTE)
    said = _GOV_UK_NAMES.get(plain, plain.replace("'", "’"))
    return f"{said} (substitute day)" if plain != first else said
