"""The coverage of one set of areas in words: its sentence, its table, what is left, its notes."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from assetmap.domain.areas.area_set import AreaSet
from assetmap.domain.reports.coverage import COUNTS, Coverage, CoverageRow
from assetmap.domain.reports.definitions import DEFINITIONS, RATE_LEAST
from assetmap.web.formatting import counted, long_date
from assetmap.web.reports.coverage_choice import SORTS, CoverageChoice
from assetmap.web.reports.figure_words import NONE, NOT_KNOWN, TOO_FEW, percent

COLUMNS = SORTS[2:]
COMPARED = ("venue", "rate", "reach")  # the columns when two sets stand side by side
_REST = {
    "served": "Serve parts of the borough, with no place shown in it",
    "borough_wide": "Serve all of the borough",
    "elsewhere": "Outside the borough, or nobody said where",
}


@dataclass(frozen=True)
class Cell:
    """A figure in words, and where the list behind it is; empty where there is none."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class TableRow:
    """A row of the table: an area or a rest, its residents, and a cell for each column."""

    name: str
    residents: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Heading:
    """A column's heading, where it is sorted by it, and how it is now as `aria-sort` says it."""

    label: str
    url: str
    sorted: str = ""


@dataclass(frozen=True)
class CoverageTable:
    """One set: `own` are the rows of who looks, which come first, and `rows` the others."""

    set_id: str
    set_name: str
    set_words: str
    sentence: str
    headings: tuple[Heading, ...]
    own: tuple[TableRow, ...]
    rows: tuple[TableRow, ...]
    borough: TableRow
    rest: tuple[tuple[str, Cell], ...]
    total: Cell
    notes: tuple[str, ...]
    csv_url: str


def coverage_table(
    found: Coverage,
    choice: CoverageChoice,
    own: Collection[str] = (),
    columns: tuple[str, ...] = COLUMNS,
) -> CoverageTable:
    """The table of a set that is the one of the choice; `own` are codes of areas to put first."""
    rows = _sorted(found.rows, choice)
    return CoverageTable(
        choice.set_id,
        found.area_set.name,
        set_words(found.area_set),
        _sentence(found, choice),
        tuple(_heading(key, choice) for key in ("name", "residents", *columns)),
        tuple(_row(row, choice, columns) for row in rows if row.code in own),
        tuple(_row(row, choice, columns) for row in rows if row.code not in own),
        _row(found.borough, choice, columns),
        tuple(
            (words, _cell(len(getattr(found, key)), choice, area="", figure=key))
            for key, words in _REST.items()
        ),
        _cell(found.total, choice, area="", figure="listings"),
        tuple(_notes(found, columns)),
        choice.url("reports_coverage.as_csv", sort="", measure="", **{"with": ""}),
    )


def set_words(area_set: AreaSet) -> str:
    """From when on a set counts: `from 7 May 2026`."""
    until = f" until {long_date(area_set.valid_until)}" if area_set.valid_until else ""
    return f"from {long_date(area_set.valid_from)}{until}"


def csv_rows(found: Coverage) -> Iterator[tuple[str, ...]]:
    """The table as a file has it: the headings, the areas, the borough, and the rest."""
    yield ("code", "area", "residents", *COLUMNS)
    for row in (*found.rows, found.borough):
        residents = "" if row.residents is None else str(row.residents)
        yield (row.code, row.name, residents, *(_plain(row, key) for key in COLUMNS))
    for key, words in _REST.items():
        yield ("", words, "", str(len(getattr(found, key))), *([""] * (len(COLUMNS) - 1)))
    yield ("", "All listings", "", str(found.total), *([""] * (len(COLUMNS) - 1)))


def _sentence(found: Coverage, choice: CoverageChoice) -> str:
    """What one reads first: where there is nothing, and who has something near."""
    what = "" if not choice.categories else f" under {choice.subject.label_in_a_sentence()}"
    areas, empty = len(found.rows), len(found.without)
    has = "has" if empty == 1 else "have"
    first = (
        f"{empty} of {areas} areas {has} no place{what}"
        if empty
        else f"Each of the {areas} areas has a place{what}"
    )
    if found.borough.reach is None:
        return f"{first}."
    who = "residents live" if found.are_residents else "postcodes are"
    return f"{first}; {percent(found.borough.reach)} of {who} within a 15 minute walk of one."


def _heading(key: str, choice: CoverageChoice) -> Heading:
    label = {"name": "Area", "residents": "Residents"}.get(key) or DEFINITIONS[key].label
    way = "descending" if choice.is_down else "ascending"
    is_chosen = key == choice.sort_key
    return Heading(label, choice.url(sort=choice.turned(key)), way if is_chosen else "")


def _sorted(rows: tuple[CoverageRow, ...], choice: CoverageChoice) -> list[CoverageRow]:
    """The rows by name, or the lowest first: what is missing is what one looks for.

    What is not known comes last, whichever way.
    """
    key, sign = choice.sort_key, -1 if choice.is_down else 1
    if key == "name":
        return list(rows)[::sign]
    known = [row for row in rows if _number(row, key) is not None]
    unknown = [row for row in rows if _number(row, key) is None]
    return [*sorted(known, key=lambda row: sign * (_number(row, key) or 0)), *unknown]


def _number(row: CoverageRow, key: str) -> float | None:
    if key in COUNTS:
        return row.count(key)
    numbers = {"rate": row.rate, "reach": row.reach, "checked": row.checked}
    return (numbers | {"residents": row.residents})[key]


def _row(row: CoverageRow, choice: CoverageChoice, columns: tuple[str, ...]) -> TableRow:
    residents = NOT_KNOWN if row.residents is None else f"{row.residents:,}"
    return TableRow(row.name, residents, tuple(_figure(row, key, choice) for key in columns))


def _figure(row: CoverageRow, key: str, choice: CoverageChoice) -> Cell:
    if key in COUNTS:
        return _cell(row.count(key), choice, area=row.code, figure=key)
    if key == "rate":
        return Cell(_rate_words(row))
    if key == "checked" and row.has_few and row.checked is not None:
        venues = row.count("venue")
        return Cell(f"{round(row.checked * venues) or NONE} of {venues}")
    return Cell(percent(_number(row, key)))


def _rate_words(row: CoverageRow) -> str:
    if row.rate is None:
        return TOO_FEW if row.has_few and row.residents else NOT_KNOWN
    return f"{row.rate:.2f}" if row.rate else NONE


def _cell(count: int, choice: CoverageChoice, *, area: str, figure: str) -> Cell:
    if not count:
        return Cell(NONE)
    url = choice.url("reports_coverage.behind", area=area, figure=figure, sort="", measure="")
    return Cell(f"{count:,}", url)


def _plain(row: CoverageRow, key: str) -> str:
    number = _number(row, key)
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:.3f}"


def _notes(found: Coverage, columns: Collection[str]) -> Iterator[str]:
    yield f"{NOT_KNOWN} means that we do not know."
    yield from _resident_notes(found)
    if few := [row for row in found.rows if row.has_few]:
        has = "has" if len(few) == 1 else "have"
        yield (
            f"{counted(len(few), 'area')} {has} fewer than {RATE_LEAST} listings: too few for a"
            " fair rate or share, and one more or less changes much."
        )
    if found.rows and "comes" in columns:
        yield "A listing that comes to several areas counts in each, so these do not add up."


def _resident_notes(found: Coverage) -> Iterator[str]:
    known = [row for row in found.rows if row.residents is not None]
    of = f" of {found.residents_year}" if found.residents_year else ""
    if found.are_estimated:
        yield (
            "How many people live in each area is estimated: the residents of census areas or"
            f" wards{of} are shared out over their postcodes."
        )
    elif not known:
        yield "This set of areas does not say how many people live in each."
    elif of:
        yield f"Residents are those{of}."
    if known and len(known) < len(found.rows):
        yield "For some areas we do not know how many people live there."
    if not found.are_residents:
        yield "Without residents, a share is one of postcodes and not of people."
