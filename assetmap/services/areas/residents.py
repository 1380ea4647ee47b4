"""Keeps how many people live in each area of a set that is there, all of a file or nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_hex

from assetmap.domain.areas.area_file import BadAreas, ResidentRow
from assetmap.domain.areas.area_set import Area, AreaSet, Residents, set_id_of
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import fold
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import AREA_SETS, AREAS

_FIRST_YEAR = 1801  # of the first census
_SAID = 5


@dataclass(frozen=True)
class ResidentsReport:
    """The set, how many of its areas have residents from the file, their sum, and sentences."""

    area_set: AreaSet
    areas: int
    total: int
    notes: tuple[str, ...] = ()
    dry_run: bool = False


def keep_residents(
    context: Context,
    actor: Actor,
    name: str,
    rows: Sequence[ResidentRow],
    year: int = 0,
    *,
    dry_run: bool = False,
) -> ResidentsReport:
    """Give the areas of a set, by its name or id, the residents of a file. `year` is that of the
    numbers, for a file that does not say it. What the file leaves out stays as it is.

    Raises NotAllowed, and BadAreas when nothing is kept.
    """
    require(actor.person, Action.SET_UP)
    area_set = _set(context, name)
    with context.unit_of_work() as uow:
        areas = context.store.find(AREAS, set_id=area_set.id)
        given, notes = _matched(context, area_set, areas, rows, year)
        report = ResidentsReport(
            area_set, len(given), sum(each.total for each in given.values()), notes, dry_run
        )
        if dry_run:
            return report
        for area in areas:
            if area.code in given:
                uow.save(AREAS, replace(area, residents=given[area.code]))
        uow.save(AREA_SETS, replace(area_set, mark=token_hex(8)))
        why = f"{report.areas} areas, {report.total} residents"
        happening = (f"areas:{area_set.id}", actor.origin, why)
        what = "brought in the residents of a set of areas"
        uow.audit(AuditEvent(context.clock.now(), actor.person.id, what, *happening))
    return report


def _set(context: Context, name: str) -> AreaSet:
    sets = context.areas.sets()
    found = next((each for each in sets if each.id == set_id_of(name)), None)
    if found is None:
        there = ", ".join(each.name for each in sets) or "none"
        raise BadAreas(f"There is no set of areas {name}. There are: {there}.")
    return found


def _matched(
    context: Context,
    area_set: AreaSet,
    areas: Sequence[Area],
    rows: Sequence[ResidentRow],
    year: int,
) -> tuple[dict[str, Residents], tuple[str, ...]]:
    """The residents by the code of their area, and sentences. Raises BadAreas."""
    codes = {area.code for area in areas}
    named = Counter(fold(area.name) for area in areas)
    by_name = {fold(area.name): area.code for area in areas}
    given: dict[str, Residents] = {}
    strange = []
    for row in rows:
        label = row.name or row.code
        code = row.code if row.code in codes else by_name.get(fold(row.name), "")
        if not code:
            strange.append(label)
            continue
        if row.code not in codes and named[fold(row.name)] > 1:
            raise BadAreas(f"{area_set.name} has two areas called {label}: give the code.")
        if code in given:
            raise BadAreas(f"{label} stands in the file twice. Leave one row for each area.")
        given[code] = _of_year(context, row.residents, year)
    return given, _notes(area_set, areas, given, strange)


def _of_year(context: Context, residents: Residents, year: int) -> Residents:
    of = residents.year or year
    if not of:
        raise BadAreas("It does not say of which year its numbers are: say it, such as 2021.")
    if residents.year and year and residents.year != year:
        raise BadAreas(f"Its numbers are of {residents.year}, as it says itself, and not {year}.")
    if not _FIRST_YEAR <= of <= context.clock.today().year:
        raise BadAreas(f"{of} is no year of which residents can be known.")
    return replace(residents, year=of)


def _notes(
    area_set: AreaSet, areas: Sequence[Area], given: dict[str, Residents], strange: list[str]
) -> tuple[str, ...]:
    """What does not fit. A file may have the areas of all England, if it has every one of ours."""
    left = [area.name for area in areas if area.code not in given]
    if strange and left:
        raise BadAreas(
            f"No area of {area_set.name}: {_listed(strange)}. Without residents would be: "
            f"{_listed(left)}. Mend the names or codes, or take the rows out."
        )
    notes = []
    if left:
        notes.append(f"Not in the file, and left as they were: {_listed(left)}.")
    if strange:
        notes.append(f"Rows left out, of areas that are not of this set: {_listed(strange)}.")
    return tuple(notes)


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SAID
    return ", ".join(names[:_SAID]) + (f" and {more:,} more" if more > 0 else "")
