"""From which day until which: two boxes in an address or a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for

from assetmap.domain.dates import read_date
from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.web.formatting import long_date


@dataclass(frozen=True)
class Period:
    """Days from the first until the last, both counted; the boxes as typed, and what is wrong."""

    first: date
    last: date
    typed_first: str = ""
    typed_last: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def words(self) -> str:
        """`1 January 2026 to 31 March 2026`."""
        return f"{long_date(self.first)} to {long_date(self.last)}"


def address(endpoint: str, period: Period, **parts: str) -> str:
    """The address of a page about some days; parts that are empty are left out."""
    days = {"from": period.first.isoformat(), "until": period.last.isoformat()}
    asked = {name: value for name, value in parts.items() if value}
    return url_for(endpoint, **asked, **days)  # type: ignore[arg-type]


def read_period(values: Mapping[str, str], first: date, last: date) -> Period:
    """What stands in the boxes `from` and `until`; the usual days where nothing can be read."""
    problems, read = [], []
    for name, usual in (("from", first), ("until", last)):
        typed = clean(values.get(name, ""))[:40]
        found = read_date(typed) if typed else usual
        if found is None:
            problems.append(Problem(name, "Type a day like 1/1/2026 or 1 January 2026."))
        read.append(found or usual)
    if not problems and read[0] > read[1]:
        problems.append(Problem("until", "The last day is before the first."))
    if problems:
        read = [first, last]
    boxes = [clean(values.get(name, ""))[:40] for name in ("from", "until")]
    shown = [box or long_date(day) for box, day in zip(boxes, read, strict=True)]
    if not problems:
        shown = [long_date(day) for day in read]
    return Period(read[0], read[1], shown[0], shown[1], tuple(problems))
