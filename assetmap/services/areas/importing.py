"""Takes a set of areas in, all of it or nothing, and says how its areas lie."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from secrets import token_hex

from assetmap.domain.areas.area_file import AreaFile, BadAreas, IncomingArea
from assetmap.domain.areas.area_set import Area, AreaForm, AreaKind, AreaSet, set_id_of
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import fold
from assetmap.places.area_checks import overlaps, postcodes_outside, uncovered_m2
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import AREA_SETS, AREAS
from assetmap.storage.unit_of_work import UnitOfWork

_NAME_LONGEST = 80
_SAID = 5


@dataclass(frozen=True)
class AreaTerms:
    """What is said of a set when its file is taken in."""

    name: str
    kind: AreaKind
    valid_from: date
    valid_until: date | None = None
    source: str = ""
    licence: str = ""
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True)
class AreaReport:
    """What came in, or would have: the set, and sentences about how its areas lie."""

    area_set: AreaSet
    replaced: bool
    notes: tuple[str, ...] = ()
    dry_run: bool = False


@dataclass
class _Known:
    """What there is already that a file has to fit."""

    before: AreaSet | None = None
    upon: OpenedSet | None = None
    notes: list[str] = field(default_factory=list)


def import_areas(context: Context, actor: Actor, file: AreaFile, terms: AreaTerms) -> AreaReport:
    """Keep the areas of a file as one set. Raises BadAreas, and nothing is kept then."""
    known = _known(context, file, terms)
    areas = [_in_parts(each, known.upon) if known.upon else each for each in file.areas]
    made = AreaSet(
        id=set_id_of(terms.name),
        name=" ".join(terms.name.split()),
        kind=terms.kind,
        form=file.form,
        valid_from=terms.valid_from,
        mark=token_hex(8),
        areas=len(areas),
        valid_until=terms.valid_until,
        upon=known.upon.area_set.id if known.upon else "",
        source=terms.source,
        licence=terms.licence,
        imported_on=context.clock.today(),
    )
    notes = (*file.notes, *known.notes, *_notes(context, made, areas, known.upon))
    if not terms.dry_run:
        _keep(context, actor, made, areas)
    return AreaReport(made, known.before is not None, notes, terms.dry_run)


def remove_areas(context: Context, actor: Actor, name: str) -> AreaSet:
    """Take a set out by its name or id. Raises BadAreas when there is none, or one stands on it."""
    sets = context.areas.sets()
    found = next((each for each in sets if each.id == set_id_of(name)), None)
    if found is None:
        there = ", ".join(each.name for each in sets) or "none"
        raise BadAreas(f"There is no set of areas {name}. There are: {there}.")
    upon = [each.name for each in sets if each.upon == found.id]
    if upon:
        raise BadAreas(f"{', '.join(upon)} is made of its areas. Remove that first.")
    with context.unit_of_work() as uow:
        take_out(context, uow, actor, found)
    return found


def take_out(context: Context, uow: UnitOfWork, actor: Actor, area_set: AreaSet) -> None:
    """Take a set out in a transaction of the caller's."""
    uow.delete(AREAS, set_id=area_set.id)
    uow.delete(AREA_SETS, id=area_set.id)
    uow.audit(_event(context, actor, "removed a set of areas", area_set))


def _keep(context: Context, actor: Actor, made: AreaSet, areas: list[IncomingArea]) -> None:
    with context.unit_of_work() as uow:
        uow.delete(AREAS, set_id=made.id)
        uow.save(AREA_SETS, made)
        for each in areas:
            parts = (each.contact, each.shape, each.postcodes, each.parts, each.residents)
            uow.save(AREAS, Area(made.id, each.code, each.name, *parts))
        uow.audit(_event(context, actor, "imported a set of areas", made))


def _event(context: Context, actor: Actor, what: str, made: AreaSet) -> AuditEvent:
    why = f"{made.areas} areas"
    return AuditEvent(
        context.clock.now(), actor.person.id, what, f"areas:{made.id}", actor.origin, why
    )


def _known(context: Context, file: AreaFile, terms: AreaTerms) -> _Known:
    """What the set has to fit. Raises BadAreas where it does not."""
    set_id = set_id_of(terms.name)
    if not set_id or len(terms.name) > _NAME_LONGEST:
        raise BadAreas(f"Give the set a name of at most {_NAME_LONGEST} characters: --set.")
    if terms.valid_until is not None and terms.valid_until < terms.valid_from:
        raise BadAreas("The last day, --until, is before the first, --from.")
    known = _Known()
    try:
        known.before = context.store.get(AREA_SETS, set_id)
    except NotFound:
        known.before = None
    if known.before is not None and not terms.replace:
        raise BadAreas(
            f"There is a set {known.before.name} already, of {known.before.areas} areas. To put "
            "this one in its place add --replace; to keep both give another --set."
        )
    if file.form is AreaForm.WARDS:
        known.upon = _wards_for(context, terms)
        if known.upon.area_set.id == set_id:
            raise BadAreas("The patches need a name of their own: they are made of these wards.")
    return known


def _wards_for(context: Context, terms: AreaTerms) -> OpenedSet:
    day = max(terms.valid_from, context.clock.today())
    found = context.areas.current(AreaKind.WARD, day)
    if found is None:
        raise BadAreas(
            f"No set of wards counts on {day.isoformat()}. Import the wards first: --kind ward."
        )
    return found


def _in_parts(area: IncomingArea, upon: OpenedSet) -> IncomingArea:
    """The area with the codes of the wards that it is made of. Raises BadAreas."""
    by_name = {fold(each.name): each.code for each in upon.areas}
    count = Counter(fold(each.name) for each in upon.areas)
    codes = []
    for part in area.parts:
        code = part if part in upon.by_code else by_name.get(fold(part), "")
        if not code:
            raise BadAreas(f"{part} is no ward of {upon.area_set.name}: mend its name.")
        if part not in upon.by_code and count[fold(part)] > 1:
            raise BadAreas(f"{upon.area_set.name} has two wards called {part}: give the code.")
        codes.append(code)
    return replace(area, parts=tuple(codes))


def _notes(
    context: Context, made: AreaSet, areas: list[IncomingArea], upon: OpenedSet | None
) -> list[str]:
    """How the areas lie, in sentences."""
    notes = [*_doubled_names(areas)]
    match made.form:
        case AreaForm.SHAPES:
            notes += _overlap_notes(areas) + _cover_notes(context, areas)
        case AreaForm.POSTCODES:
            notes += _postcode_notes(context, areas)
        case AreaForm.WARDS:
            assert upon is not None
            taken = {part for each in areas for part in each.parts}
            left = [each.name for each in upon.areas if each.code not in taken]
            notes += [f"Wards in no patch: {_listed(left)}."] if left else []
    notes += _resident_notes(context, made, areas)
    return notes + _role_notes(made, areas) + _vintage_notes(context, made, areas)


def _doubled_names(areas: list[IncomingArea]) -> list[str]:
    count = Counter(fold(each.name) for each in areas)
    doubled = sorted({each.name for each in areas if count[fold(each.name)] > 1})
    return [f"One name and two codes: {_listed(doubled)}. Both are kept."] if doubled else []


def _overlap_notes(areas: list[IncomingArea]) -> list[str]:
    found = overlaps(areas)
    said = [f"{one} and {other} overlap by {m2:,.0f} m²." for one, other, m2 in found[:_SAID]]
    more = len(found) - _SAID
    return [*said, f"{more:,} more overlaps of over 100 m²."] if more > 0 else said


def _cover_notes(context: Context, areas: list[IncomingArea]) -> list[str]:
    borough, notes = context.borough, []
    if borough.drawn_map.edge:
        bare = uncovered_m2(areas, borough.drawn_map.edge)
        if bare > 10_000:
            notes.append(f"{bare / 1e6:,.2f} km² of {borough.name} lie in none of the areas.")
    own = context.postcodes.in_areas(borough.postcode_areas).of(borough.authority_code)
    return notes + _left_out(context, postcodes_outside(areas, own), len(own))


def _postcode_notes(context: Context, areas: list[IncomingArea]) -> list[str]:
    borough = context.borough
    own = context.postcodes.in_areas(borough.postcode_areas).of(borough.authority_code)
    known = {code for each in areas for code in each.postcodes}
    missing = sum(code.decode().replace(" ", "") not in known for code in own.code.tolist())
    return _left_out(context, missing, len(own))


def _left_out(context: Context, missing: int, of: int) -> list[str]:
    if not missing:
        return []
    name = context.borough.name
    if missing == of:
        return [f"None of the {of:,} postcodes of {name} lies in any of the areas."]
    return [f"{missing:,} of the {of:,} postcodes of {name} lie in none of the areas."]


def _resident_notes(context: Context, made: AreaSet, areas: list[IncomingArea]) -> list[str]:
    """What the file says of residents, and whether those of the set before go with it."""
    command = f'assetmap areas residents FILE --set "{made.name}"'
    silent = [each.name for each in areas if each.residents is None]
    if len(silent) == len(areas):
        before = context.store.find(AREAS, set_id=made.id)
        gone = any(each.residents for each in before)
        return [f"Its residents go with the set before: bring them in again, {command}."] * gone
    notes = [f"No residents are known of {_listed(silent)}."] if silent else []
    if any(each.residents and not each.residents.year for each in areas):
        notes.append(f"Its residents are of no known year: say which, {command} --year 2021.")
    return notes


def _role_notes(made: AreaSet, areas: list[IncomingArea]) -> list[str]:
    if made.kind is not AreaKind.PATCH:
        return []
    silent = [each.name for each in areas if not (each.contact.phone or each.contact.email)]
    return [f"No phone and no email: {_listed(silent)}."] if silent else []


def _vintage_notes(context: Context, made: AreaSet, areas: list[IncomingArea]) -> list[str]:
    """What other sets of the kind have to do with it."""
    notes = []
    others = [e for e in context.areas.sets() if e.kind is made.kind and e.id != made.id]
    for each in others:
        opened = context.areas.opened(each.id)
        same = {area.code for area in areas} & set(opened.by_code if opened else ())
        if same and len(same) == len(areas):
            notes.append(f"{each.name} has the same codes: is this the newer drawing?")
    if (before := _latest(each for each in others if each.valid_from < made.valid_from)) and (
        before.counts_on(made.valid_from)
    ):
        notes.append(f"From {made.valid_from.isoformat()} on it counts in place of {before.name}.")
    same_day = [each.name for each in others if each.valid_from == made.valid_from]
    if same_day:
        notes.append(f"{_listed(same_day)} begins on the same day: only one of them will count.")
    return notes + _lost_parts(context, made, areas)


def _latest(sets: Iterable[AreaSet]) -> AreaSet | None:
    return max(sets, key=lambda each: each.valid_from, default=None)


def _lost_parts(context: Context, made: AreaSet, areas: list[IncomingArea]) -> list[str]:
    """Patches that are made of wards which the set has no longer."""
    codes = {each.code for each in areas}
    notes = []
    for each in context.areas.sets():
        if each.upon == made.id:
            patches = context.store.find(AREAS, set_id=each.id)
            lost = [part for patch in patches for part in patch.parts if part not in codes]
            if lost:
                notes.append(f"{each.name} is made of areas that are gone: {_listed(lost)}.")
    return notes


def _listed(names: list[str]) -> str:
    more = len(names) - _SAID
    return ", ".join(names[:_SAID]) + (f" and {more:,} more" if more > 0 else "")
