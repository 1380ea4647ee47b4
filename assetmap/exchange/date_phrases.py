"""Days in loose words (`Sat 14 March`, `the 5th of January`), also where nobody wrote the year."""

import re
from dataclasses import dataclass
from datetime import date

from assetmap.domain.dates import read_date
from assetmap.domain.times.schedule_words import DAY_NAMES, full_date

_WEEKDAY = r"(?:mon|tues?|wed(?:nes|s)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:,?\s+20\d\d\b(?!\s*[-–:.]\s*\d))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
# Without groups, so that it can stand in another pattern.
DATE = (
    rf"(?:\b{_WEEKDAY}\s*)?(?:\bthe\s+)?(?:\b{_DAY}\s*(?:of\s+)?{MONTH}{_YEAR}"
    rf"|\b{MONTH}\s+{_DAY}\b(?!\s*[-–:.]\s*\d|\s*[ap]\.?m){_YEAR}"
    r"|\b20\d\d-\d\d-\d\d\b|\b\d{1,2}/\d{1,2}/(?:20\d\d|\d\d)\b)"
)
_PARTS = re.compile(
    rf"(?P<weekday>{_WEEKDAY})?\s*(?:the\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s*(?:of\s+)?"
    rf"(?P<m1>{MONTH})|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?|(?P<figures>\d\S+))"
    r"(?:,?\s+(?P<year>20\d\d))?",
    re.IGNORECASE,
)
_YEARS = (-1, 0, 1, 2)  # around this one, in which a day without its year may lie


@dataclass(frozen=True)
class LooseDate:
    """A day as written: the days that it can be, and whether a year was written."""

    text: str
    days: tuple[date, ...]
    has_year: bool

    def coming(self, today: date) -> date:
        """The next of its days; the last one that was, where none is to come."""
        return next((on for on in self.days if on >= today), self.days[-1])

    def nearest(self, today: date, weekday: int | None = None) -> date:
        """The one of its days next to today, of those on a weekday if any is (0 is Monday)."""
        fitting = [on for on in self.days if on.weekday() == weekday]
        near = [on for on in fitting if _near(on, today)] or self.days
        return min(near, key=lambda on: abs((on - today).days))

    def after(self, first: date) -> date:
        """The first of its days that is not before another."""
        return next((on for on in self.days if on >= first), self.days[-1])


def read_loose_date(text: str, today: date | None) -> LooseDate:
    """A day in the words of DATE. Without `today` its year must be written.

    Raises ValueError with a plain sentence, also where the weekday is another one.
    """
    match = _PARTS.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError(f"There is no such date as “{text}”.")
    has_year = bool(match["year"] or match["figures"])
    if not has_year and today is None:
        raise ValueError(f"Say the year of {text}.")
    days = _days(match, today)
    if not days:
        raise ValueError(f"There is no such date as “{text}”.")
    if match["weekday"]:
        days = _on_weekday(match["weekday"], days, today)
    return LooseDate(text, tuple(days), has_year)


def _days(match: re.Match[str], today: date | None) -> list[date]:
    if match["figures"]:
        on = read_date(match["figures"])
        return [on] if on else []
    said = f"{match['d1'] or match['d2']} {(match['m1'] or match['m2']).rstrip('.')}"
    years = [int(match["year"])] if match["year"] else []
    if not years and today is not None:
        years = [today.year + step for step in _YEARS]
    return [on for year in years if (on := read_date(f"{said} {year}"))]


def _near(on: date, today: date | None) -> bool:
    """Within some ten months: what is further away than that has its year written."""
    return today is not None and abs((on - today).days) < 300


def _on_weekday(word: str, days: list[date], today: date | None) -> list[date]:
    names = [name for name in DAY_NAMES if name.lower().startswith(word.lower()[:3])]
    weekday = DAY_NAMES.index(names[0])
    fitting = [
        on for on in days if on.weekday() == weekday and (len(days) == 1 or _near(on, today))
    ]
    if not fitting:
        on = days[0] if today is None else min(days, key=lambda day: abs((day - today).days))
        raise ValueError(f"{full_date(on).partition(' ')[2]} is a {DAY_NAMES[on.weekday()]}.")
    return fitting
