"""How figures are said: what periods and rows are called, and each number in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.figures import Breakdown, Definition, Figures, Unit
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.periods import Period, PeriodKind
from assetmap.web.formatting import long_date

UNKNOWN = "Not said"
NOT_TOLD = "Not shown"
OTHERS = "All others together"


def period_label(period: Period) -> str:
    """`March 2026`, `January to March 2026`, `April 2025 to March 2026`, or both days."""
    first, last = period.first, period.last
    if period.kind is PeriodKind.OWN:
        return long_date(first) if first == last else f"{long_date(first)} to {long_date(last)}"
    if period.kind is PeriodKind.MONTH:
        return _month(first)
    if first.year == last.year:
        return f"{_month(first).split()[0]} to {_month(last)}"
    return f"{_month(first)} to {_month(last)}"


def labels_of(key: str, borough: Borough, wards: Mapping[str, str]) -> Callable[[str], str]:
    """What gives the rows of a table their names: of categories, areas or sorts of place."""
    names: Mapping[str, str] = {
        "category": {slug: each.label for slug, each in borough.words.category.items()},
        "ward": wards,
        "place": {str(each): each.label for each in PlaceKind},
    }[key]
    return lambda value: names.get(value, value) if value else UNKNOWN


def figure_words(definition: Definition, figures: Figures) -> str:
    """A figure in words: `1 h 30 min`, `12`, `fewer than 5`."""
    number = figures.values[definition.key]
    if number is None:
        return NOT_TOLD if definition.key in figures.withheld else _few(definition, figures)
    if definition.unit is Unit.TIME:
        return in_words(number)
    return f"{number} in 100" if definition.unit is Unit.SHARE else f"{number:,}"


def table_rows(
    now: Breakdown, before: Breakdown | None, label_of: Callable[[str], str]
) -> Iterator[tuple[str, int, int | None]]:
    """Each row with its minutes now and a year before: None where it was among the others then."""
    then = {row.value: row.minutes for row in before.rows} if before else {}
    has_others = before is not None and before.others is not None
    for row in now.rows:
        yield label_of(row.value), row.minutes, then.pop(row.value, None if has_others else 0)
    if now.others is None:
        for value, minutes in then.items():
            yield label_of(value), 0, minutes
    if now.others is not None or has_others:
        rest = sum(then.values()) if now.others is not None else 0
        yield OTHERS, now.others or 0, rest + ((before.others or 0) if before else 0)


def _month(day: date) -> str:
    return long_date(day).split(" ", 1)[1]


def _few(definition: Definition, figures: Figures) -> str:
    return NOT_TOLD if definition.unit is Unit.SHARE else f"Fewer than {figures.least}"
