"""The table as a picture of our own: the areas in five classes, with the figure in each."""

from dataclasses import dataclass
from math import ceil

from assetmap.domain.reports.coverage import Coverage, CoverageRow
from assetmap.domain.reports.definitions import DEFINITIONS
from assetmap.places.area_picture import WIDTH, area_picture
from assetmap.services.context import Context
from assetmap.web.reports.figure_words import NONE, NOT_KNOWN, TOO_FEW, percent

CLASSES = 5


@dataclass(frozen=True)
class PictureArea:
    """One area: its outline, its class (`none`, `unknown`, 1 to 5), the figure, and its place."""

    name: str
    path: str
    shade: str
    words: str
    x: float
    y: float


@dataclass(frozen=True)
class LegendLine:
    """One class and what it stands for."""

    shade: str
    words: str


@dataclass(frozen=True)
class CoveragePicture:
    """The picture: its size in its own units, a description for who cannot see it, its areas."""

    width: int
    height: int
    title: str
    description: str
    areas: tuple[PictureArea, ...]
    legend: tuple[LegendLine, ...]


def coverage_picture(context: Context, found: Coverage, measure: str) -> CoveragePicture | None:
    """The picture of one measure; None for a set without shapes."""
    opened = context.areas.opened(found.area_set.id)
    drawn = area_picture(opened.areas) if opened else None
    if drawn is None:
        return None
    # A set's shapes may be of some areas only: those without one stand in the table alone.
    rows = {row.code: row for row in found.rows}
    most = max((_value(row, measure) or 0 for row in found.rows), default=0)
    areas = tuple(
        PictureArea(
            rows[each.code].name,
            each.path,
            _shade(_value(rows[each.code], measure), most),
            _figure(rows[each.code], measure),
            each.x,
            each.y,
        )
        for each in drawn.outlines
    )
    label = DEFINITIONS[measure].label
    described = "; ".join(f"{each.name}: {each.words}" for each in areas)
    legend = _legend(most, measure, {each.shade for each in areas})
    return CoveragePicture(WIDTH, drawn.height, label, f"{label}. {described}.", areas, legend)


def _value(row: CoverageRow, measure: str) -> float | None:
    return {"venue": float(row.count("venue")), "rate": row.rate, "reach": row.reach}[measure]


def _shade(value: float | None, most: float) -> str:
    if value is None:
        return "unknown"
    if not value:
        return "none"
    return str(min(CLASSES, int(value * CLASSES / most) + 1)) if most else "none"


def _figure(row: CoverageRow, measure: str) -> str:
    """As the table has it."""
    if measure == "rate" and row.has_few and row.residents:
        return TOO_FEW
    return _words(_value(row, measure), measure)


def _words(value: float | None, measure: str) -> str:
    if value is None:
        return NOT_KNOWN
    if not value:
        return NONE
    if measure == "reach":
        return percent(value)
    return f"{value:,.0f}" if measure == "venue" else f"{value:.1f}"


def _legend(most: float, measure: str, used: set[str]) -> tuple[LegendLine, ...]:
    lines = [LegendLine("none", NONE)] if "none" in used else []
    lines += [
        LegendLine(str(number), _class_words(number, most, measure))
        for number in range(1, CLASSES + 1)
        if str(number) in used
    ]
    if "unknown" in used:
        or_few = ", or too few" if measure == "rate" else ""
        lines.append(LegendLine("unknown", f"Not known{or_few}"))
    return tuple(lines)


def _class_words(number: int, most: float, measure: str) -> str:
    """From where to where a class goes: `6 to 11`, `20% to under 40%`."""
    low, high = most * (number - 1) / CLASSES, most * number / CLASSES
    is_last = number == CLASSES
    if measure == "venue":
        first = max(1, ceil(low))
        last = int(most) if is_last else ceil(high) - 1
        return f"{first:,} to {last:,}" if first < last else f"{first:,}"
    if not low:
        return f"under {_words(high, measure)}"
    return f"{_words(low, measure)} to {'' if is_last else 'under '}{_words(high, measure)}"
