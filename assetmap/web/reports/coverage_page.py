"""`/reports/coverage` in words: its first sentence, the table, the picture and the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assetmap.domain.areas.area_set import AreaSet
from assetmap.domain.reports.coverage import COUNTS, Coverage, CoverageRow
from assetmap.domain.reports.definitions import DEFINITIONS, Definition
from assetmap.services.context import Context
from assetmap.services.reports.asked import AskedLine
from assetmap.services.reports.subjects import subjects
from assetmap.web.formatting import counted, long_date
from assetmap.web.reports.coverage_choice import SORTS, CoverageChoice
from assetmap.web.reports.coverage_picture import CoveragePicture, coverage_picture
from assetmap.web.reports.figure_words import NONE, NOT_KNOWN, percent

_COLUMNS = SORTS[1:]
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
    """A column's heading, where it is sorted by it, and whether it is now."""

    label: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """One of a list to choose from."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class CoveragePage:
    """Everything that the page says."""

    title: str
    sentence: str
    set_words: str
    sets: tuple[Choice, ...]
    tiles: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    headings: tuple[Heading, ...]
    rows: tuple[TableRow, ...]
    borough: TableRow
    rest: tuple[tuple[str, Cell], ...]
    total: Cell
    definitions: tuple[Definition, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    csv_url: str
    asked: tuple[str, ...]  # what was asked about it in vain, each in a sentence
    picture: CoveragePicture | None


def coverage_page(
    context: Context, found: Coverage, choice: CoverageChoice, lines: Sequence[AskedLine]
) -> CoveragePage:
    """The page of some figures; `lines` are what was asked about their subject in vain."""
    chosen = choice.subject
    every = tuple(subjects(context.borough.words))
    return CoveragePage(
        "Coverage",
        _sentence(found, choice),
        _set_words(found.area_set),
        tuple(
            Choice(each.id, f"{each.name}, {_set_words(each)}", each.id == choice.set_id)
            for each in context.areas.sets()
        ),
        tuple(Choice(x.key, x.label, x == chosen) for x in every if x.is_tile),
        tuple(Choice(x.key, x.label, x == chosen) for x in every if not x.is_tile),
        tuple(
            Choice(key, DEFINITIONS[key].label, key == choice.measure)
            for key in ("venue", "rate", "reach")
        ),
        _headings(choice),
        tuple(_row(row, choice) for row in _sorted(found.rows, choice.sort)),
        _row(found.borough, choice),
        tuple(
            (words, _cell(len(getattr(found, key)), choice, area="", figure=key))
            for key, words in _REST.items()
        ),
        _cell(found.total, choice, area="", figure="listings"),
        tuple(DEFINITIONS[key] for key in _COLUMNS),
        _notes(found),
        choice.problems,
        choice.url("reports_coverage.as_csv"),
        tuple(map(_asked, lines)),
        coverage_picture(context, found, choice.measure),
    )


def csv_rows(found: Coverage) -> Iterator[tuple[str, ...]]:
    """The table as a file has it: the headings, the areas, the borough, and the rest."""
    yield ("code", "area", "residents", *_COLUMNS)
    for row in (*found.rows, found.borough):
        residents = "" if row.residents is None else str(row.residents)
        yield (row.code, row.name, residents, *(_plain(row, key) for key in _COLUMNS))
    for key, words in _REST.items():
        yield ("", words, "", str(len(getattr(found, key))), *([""] * (len(_COLUMNS) - 1)))
    yield ("", "All listings", "", str(found.total), *([""] * (len(_COLUMNS) - 1)))


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


def _set_words(area_set: AreaSet) -> str:
    return f"from {long_date(area_set.valid_from)}"


def _headings(choice: CoverageChoice) -> tuple[Heading, ...]:
    labels = {"name": "Area", **{key: DEFINITIONS[key].label for key in _COLUMNS}}
    return tuple(
        Heading(label, choice.url(sort=key if key != "name" else ""), choice.sort == key)
        for key, label in labels.items()
    )


def _sorted(rows: tuple[CoverageRow, ...], sort: str) -> list[CoverageRow]:
    """The rows by name, or the lowest first: what is missing is what one looks for."""
    if sort == "name":
        return list(rows)
    return sorted(rows, key=lambda row: (_number(row, sort) is None, _number(row, sort) or 0))


def _number(row: CoverageRow, key: str) -> float | None:
    if key in COUNTS:
        return row.count(key)
    return {"rate": row.rate, "reach": row.reach, "checked": row.checked}[key]


def _row(row: CoverageRow, choice: CoverageChoice) -> TableRow:
    residents = NOT_KNOWN if row.residents is None else f"{row.residents:,}"
    return TableRow(row.name, residents, tuple(_figure(row, key, choice) for key in _COLUMNS))


def _figure(row: CoverageRow, key: str, choice: CoverageChoice) -> Cell:
    if key in COUNTS:
        return _cell(row.count(key), choice, area=row.code, figure=key)
    if key == "rate":
        return Cell(NOT_KNOWN if row.rate is None else f"{row.rate:.1f}")
    return Cell(percent(_number(row, key)))


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


def _asked(line: AskedLine) -> str:
    """`“mens cooking” was asked 14 times in 3 months, most in Purfleet. Nothing fitted.`"""
    where = f", most in {line.places[0][0]}" if line.places else ""
    return f"“{line.words}” was asked {line.in_vain} times in 3 months{where}. Nothing fitted."


def _notes(found: Coverage) -> tuple[str, ...]:
    notes = [f"{NOT_KNOWN} means that we do not know."]
    known = [row for row in found.rows if row.residents is not None]
    if not known:
        notes.append("This set of areas does not say how many people live in each.")
    elif len(known) < len(found.rows):
        notes.append("For some areas we do not know how many people live there.")
    if not found.are_residents:
        notes.append("Without residents, a share is one of postcodes and not of people.")
    if few := [row for row in known if row.count("venue") > 0 and row.rate is None]:
        areas = counted(len(few), "area")
        notes.append(f"In {areas} there are too few listings for a fair rate.")
    return tuple(notes)
