"""`/reports/coverage/grid`: tiles or categories by areas, each figure with its list; and as CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, render_template, request, url_for

from assetmap.domain.people.people import Action
from assetmap.domain.reports.coverage import Grid, GridLine
from assetmap.domain.reports.definitions import DEFINITIONS, Definition
from assetmap.exchange.csv_files import write_table
from assetmap.services.reports.coverage import grid
from assetmap.services.reports.own_areas import own_areas
from assetmap.services.reports.subjects import Subject, subjects
from assetmap.storage.store import NotFound
from assetmap.web.formatting import counted, long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.downloads import csv_answer
from assetmap.web.framework.request_context import context, staff
from assetmap.web.presenters.pages import TextPage
from assetmap.web.reports.coverage_choice import CoverageChoice, coverage_choice
from assetmap.web.reports.coverage_table import Cell, set_words
from assetmap.web.reports.figure_words import NONE, percent

reports_coverage_grid = Blueprint("reports_coverage_grid", __name__, url_prefix="/reports/coverage")

_BY = {"tiles": "Tiles", "categories": "Categories"}


@dataclass(frozen=True)
class GridRow:
    """A tile or category: its own coverage, a cell for each area, those of all, and its reach."""

    label: str
    url: str
    cells: tuple[Cell, ...]
    total: Cell
    reach: str


@dataclass(frozen=True)
class GridPage:
    """The table; `own` of its areas, the first ones, are those of who looks."""

    title: str
    sentence: str
    set_name: str
    set_words: str
    day: str
    sets: tuple[tuple[str, str, bool], ...]
    by: tuple[tuple[str, str, bool], ...]
    areas: tuple[str, ...]
    own: int
    rows: tuple[GridRow, ...]
    definitions: tuple[Definition, ...]
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    csv_url: str
    table_url: str


@reports_coverage_grid.get("/grid")
@needs(Action.SEE_REPORTS)
def table() -> str:
    """How many listings of each tile or category have a place in each area."""
    choice, by = coverage_choice(context(), request.args), _by()
    if not choice.set_id:
        return render_template("reports/no_areas.html", page=TextPage("What there is where"))
    found = grid(context(), choice.set_id, _lines(by))
    return render_template("reports/coverage_grid.html", page=_page(found, choice, by))


@reports_coverage_grid.get("/grid.csv")
@needs(Action.SEE_REPORTS)
def as_csv() -> Response:
    """The same table as a file."""
    choice, by = coverage_choice(context(), request.args), _by()
    if not choice.set_id:
        raise NotFound("there is no set of areas")
    first, *rows = _csv_rows(grid(context(), choice.set_id, _lines(by)))
    name = f"coverage-{by}-{choice.set_id}-{context().clock.today()}.csv"
    return csv_answer(write_table(first, rows), name)


def _by() -> str:
    asked = request.args.get("by", "")
    return asked if asked in _BY else next(iter(_BY))


def _subjects(by: str) -> Iterator[Subject]:
    return (each for each in subjects(context().borough.words) if each.is_tile == (by == "tiles"))


def _lines(by: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((each.key, each.label, each.categories) for each in _subjects(by))


def _page(found: Grid, choice: CoverageChoice, by: str) -> GridPage:
    opened = context().areas.opened(choice.set_id)
    own = own_areas(opened, staff()) if opened else frozenset()
    order = sorted(range(len(found.codes)), key=lambda n: found.codes[n] not in own)
    return GridPage(
        "What there is where",
        _sentence(found, by),
        found.area_set.name,
        set_words(found.area_set),
        long_date(context().clock.today()),
        tuple(
            (each.id, f"{each.name}, {set_words(each)}", each.id == choice.set_id)
            for each in context().areas.sets()
        ),
        tuple((key, label, key == by) for key, label in _BY.items()),
        tuple(found.names[n] for n in order),
        sum(code in own for code in found.codes),
        tuple(_rows(found, order)),
        (DEFINITIONS["venue"], DEFINITIONS["reach"]),
        _notes(found),
        choice.problems,
        url_for("reports_coverage_grid.as_csv", set=choice.set_id, by=by),
        choice.url(),
    )


def _rows(found: Grid, order: Sequence[int]) -> Iterator[GridRow]:
    # A thousand addresses: put together here, as asking for each takes as long as all the rest.
    behind = url_for("reports_coverage.behind", set=found.area_set.id, figure="venue")
    own = url_for("reports_coverage.table", set=found.area_set.id)
    areas = [f"&area={quote(found.codes[n], safe='')}" for n in order]
    for line in found.lines:
        category = f"&category={quote(line.key, safe='/')}"
        here = behind + category
        yield GridRow(
            line.label,
            own + category,
            tuple(_cell(line.counts[n], here + area) for n, area in zip(order, areas, strict=True)),
            _cell(sum(line.counts), here),
            percent(line.reach),
        )


def _cell(count: int, url: str) -> Cell:
    return Cell(f"{count:,}", url) if count else Cell(NONE)


def _sentence(found: Grid, by: str) -> str:
    """Which lines have no place in any area, or how many cells of all are empty."""
    nowhere = [line.label for line in found.lines if not sum(line.counts)]
    empty, cells = len(found.empty_cells()), len(found.lines) * len(found.codes)
    what = {"tiles": "tile", "categories": "category"}[by]
    first = f"{empty:,} of {cells:,} fields are empty: an area without a place of that {what}."
    if not nowhere:
        return first
    plural = "categories" if what == "category" and len(nowhere) > 1 else ""
    has = "has" if len(nowhere) == 1 else "have"
    return f"{first} {counted(len(nowhere), what, plural or f'{what}s')} {has} none anywhere."


def _notes(found: Grid) -> tuple[str, ...]:
    notes = [
        "A listing stands in every line that it belongs to, so the lines do not add up.",
        "Listings without a place that is shown, and those that come to people, are not counted.",
    ]
    if not found.are_residents:
        notes.append("Without residents, a share is one of postcodes and not of people.")
    return tuple(notes)


def _csv_rows(found: Grid) -> Iterator[tuple[str, ...]]:
    yield ("key", "label", *found.names, found.area_set.name, "reach")
    for line in found.lines:
        yield (line.key, line.label, *map(str, (*line.counts, sum(line.counts))), _reach(line))


def _reach(line: GridLine) -> str:
    return "" if line.reach is None else f"{line.reach:.3f}"
