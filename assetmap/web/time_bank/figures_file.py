"""The time bank's figures as a table for a spreadsheet: the same numbers as on their page."""

from collections.abc import Iterator, Mapping

from assetmap.domain.borough.borough import Borough
from assetmap.domain.time_bank.figures import BREAKDOWNS, DEFINITIONS, Definition, Figures, Unit
from assetmap.web.time_bank.figure_labels import (
    NOT_TOLD,
    figure_words,
    labels_of,
    period_label,
    table_rows,
)

HEADINGS = ("part", "figure", "unit", "value", "same time last year", "from", "until", "means")
_UNITS = {
    Unit.TIME: "hours",
    Unit.NUMBER: "number",
    Unit.PEOPLE: "people",
    Unit.SHARE: "in a hundred",
}


def figures_rows(
    now: Figures, before: Figures, borough: Borough, wards: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """The lines beneath HEADINGS; hours are decimals, so that they can be added up."""
    days = now.period.first.isoformat(), now.period.last.isoformat()
    for each in DEFINITIONS:
        values = (_cell(each, now), _cell(each, before))
        yield ("figures", each.label, _UNITS[each.unit], *values, *days, each.means)
    for line, then in zip(now.months, before.months, strict=False):
        values = (_decimal(line.minutes), _decimal(then.minutes))
        own = line.period.first.isoformat(), line.period.last.isoformat()
        yield ("months", period_label(line.period), "hours", *values, *own, "Hours exchanged")
    for key, heading in BREAKDOWNS.items():
        if key in now.tables:
            for label, minutes, earlier in table_rows(
                now.tables[key], before.tables.get(key), labels_of(key, borough, wards)
            ):
                values = (_decimal(minutes), _decimal(earlier))
                yield (heading.lower(), label, "hours", *values, *days, "Hours exchanged")


def _cell(definition: Definition, figures: Figures) -> str:
    number = figures.values[definition.key]
    if number is None:
        return figure_words(definition, figures).lower()
    return _decimal(number) if definition.unit is Unit.TIME else str(number)


def _decimal(minutes: int | None) -> str:
    """Minutes as hours in decimals: `1.5`; quarters of an hour have no more than two."""
    return NOT_TOLD.lower() if minutes is None else f"{minutes / 60:.2f}"
