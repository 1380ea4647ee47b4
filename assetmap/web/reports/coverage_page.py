"""`/reports/coverage` in words: what to choose from, a table or two side by side, and pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assetmap.domain.people.people import Person
from assetmap.domain.reports.coverage import Coverage
from assetmap.domain.reports.definitions import DEFINITIONS, Definition
from assetmap.domain.reports.search_counts import SHOWN_FROM
from assetmap.services.context import Context
from assetmap.services.reports.asked import AskedLine
from assetmap.services.reports.own_areas import own_areas
from assetmap.services.reports.subjects import subjects
from assetmap.web.formatting import and_words, long_date
from assetmap.web.reports.coverage_choice import MEASURES, CoverageChoice
from assetmap.web.reports.coverage_picture import CoveragePicture, coverage_picture
from assetmap.web.reports.coverage_table import (
    COLUMNS,
    COMPARED,
    CoverageTable,
    coverage_table,
    set_words,
)


@dataclass(frozen=True)
class Choice:
    """One of a list to choose from."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class CoveragePage:
    """Everything that the page says. `tables` are one, or two to compare, each with its picture."""

    title: str
    day: str
    sets: tuple[Choice, ...]
    others: tuple[Choice, ...]  # sets to compare with
    tiles: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    measures: tuple[Choice, ...]
    tables: tuple[tuple[CoverageTable, CoveragePicture | None], ...]
    patch: str  # the places of who looks; empty where no area is theirs
    definitions: tuple[Definition, ...]
    problems: tuple[str, ...]
    asked: tuple[str, ...]  # what was asked about it in vain, each in a sentence
    grid_url: str


def coverage_page(
    context: Context,
    person: Person,
    found: Sequence[Coverage],
    choice: CoverageChoice,
    lines: Sequence[AskedLine],
    notes: int = 0,
) -> CoveragePage:
    """The page of the figures of the chosen set, and of the one to compare with if there are two.

    `lines` are what was asked about their subject in vain, `notes` how often staff noted it as
    missing, `person` is who looks.
    """
    columns = COLUMNS if len(found) == 1 else COMPARED
    tables = tuple(_table(context, person, each, choice, columns) for each in found)
    every = tuple(subjects(context.borough.words))
    chosen = choice.subject
    sets = context.areas.sets()
    names = {each.id: f"{each.name}, {set_words(each)}" for each in sets}
    return CoveragePage(
        "Coverage",
        long_date(context.clock.today()),
        tuple(Choice(id_, name, id_ == choice.set_id) for id_, name in names.items()),
        tuple(Choice(id_, name, id_ == choice.other_id) for id_, name in names.items()),
        tuple(Choice(x.key, x.label, x == chosen) for x in every if x.is_tile),
        tuple(Choice(x.key, x.label, x == chosen) for x in every if not x.is_tile),
        tuple(Choice(key, DEFINITIONS[key].label, key == choice.measure) for key in MEASURES),
        tables,
        and_words(person.patch) if any(table.own for table, _ in tables) else "",
        tuple(DEFINITIONS[key] for key in columns),
        choice.problems,
        (*map(_asked, lines), *_noted(notes)),
        choice.url("reports_coverage_grid.table", category="", measure="", sort="", **{"with": ""}),
    )


def _table(
    context: Context,
    person: Person,
    found: Coverage,
    choice: CoverageChoice,
    columns: tuple[str, ...],
) -> tuple[CoverageTable, CoveragePicture | None]:
    opened = context.areas.opened(found.area_set.id)
    own = own_areas(opened, person) if opened else frozenset()
    here = choice
    if found.area_set.id == choice.other_id:
        here = replace(choice, set_id=choice.other_id, other_id=choice.set_id)
    table = coverage_table(found, here, own, columns)
    # Sorting leaves the two where they are.
    both = coverage_table(found, choice, own, columns).headings
    return replace(table, headings=both), coverage_picture(context, found, choice.measure)


def _noted(notes: int) -> tuple[str, ...]:
    """How often staff noted that it could not be found; few are not told, since people asked."""
    if not notes:
        return ()
    times = f"{notes} times" if notes >= SHOWN_FROM else f"fewer than {SHOWN_FROM} times"
    return (f"Staff noted {times} in 3 months that it could not be found.",)


def _asked(line: AskedLine) -> str:
    """`“mens cooking” was asked 14 times in 3 months, most in Purfleet. Nothing fitted.`"""
    where = f", most in {line.places[0][0]}" if line.places else ""
    return f"“{line.words}” was asked {line.in_vain} times in 3 months{where}. Nothing fitted."
