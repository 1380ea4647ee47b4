"""The committee sheet: figures with the lists behind them, frozen on each month's last day."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.checks.freshness import months_after
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.people.people import Action, require
from assetmap.domain.reports.committee_sheet import CommitteeSheet, month_end, year_before
from assetmap.domain.reports.definitions import VERSION
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.asked import asked_in_vain
from assetmap.services.reports.coverage import grid
from assetmap.services.reports.stories import shown_stories
from assetmap.services.reports.trust import trust
from assetmap.services.reports.use_counts import ease_share
from assetmap.services.search.selection import select
from assetmap.services.time_bank.figures import figures
from assetmap.storage.store import NotFound
from assetmap.storage.tables import COMMITTEE_SHEETS

GAPS, STORIES = 2, 2
_AREAS_NAMED = 6  # in a sentence
_KINDS = {
    "hubs": Kind.HUB,
    "micro": Kind.MICRO_ENTERPRISE,
    "spaces": Kind.SPACE,
    "roles": Kind.VOLUNTEERING_ROLE,
}


def sheet_of_today(context: Context, actor: Actor) -> CommitteeSheet:
    """The figures as they are now; not kept. Raises NotAllowed."""
    require(actor.person, Action.SEE_REPORTS)
    return _counted(context, actor, context.clock.today())


def sheet_of(context: Context, actor: Actor, day: date) -> CommitteeSheet:
    """The frozen figures of a month's last day. Raises NotAllowed, NotFound."""
    require(actor.person, Action.SEE_REPORTS)
    return context.store.get(COMMITTEE_SHEETS, day.isoformat())


def sheets(context: Context) -> list[CommitteeSheet]:
    """Every frozen sheet, the newest first."""
    return sorted(context.store.find(COMMITTEE_SHEETS), key=lambda each: each.on, reverse=True)


def sheet_a_year_before(context: Context, sheet: CommitteeSheet) -> CommitteeSheet | None:
    """The frozen figures of the same month's end a year before; None when there are none."""
    try:
        return context.store.get(COMMITTEE_SHEETS, year_before(month_end(sheet.on)).isoformat())
    except NotFound:
        return None


def freeze_month(context: Context, actor: Actor) -> CommitteeSheet | None:
    """Keep the figures of a month that has just ended, once; gives them when it did.

    On a month's last day, or on the first day after it on which the work is done. A directory that
    begins in the middle of a month has nothing to say of the month before.
    """
    today = context.clock.today()
    on = month_end(today)
    known = [each.on for each in context.store.find(COMMITTEE_SHEETS)]
    if on in known or (on != today and not known):
        return None
    sheet = _counted(context, actor, on)
    with context.unit_of_work() as uow:
        if context.store.count(COMMITTEE_SHEETS, id=sheet.id):
            return None  # another process was quicker
        uow.save(COMMITTEE_SHEETS, sheet)
    return sheet


def _counted(context: Context, actor: Actor, on: date) -> CommitteeSheet:
    lists = _lists(context)
    checked, bank = trust(context), figures(context, months_after(on, -12) + timedelta(days=1), on)
    values: dict[str, float | None] = {
        **{key: float(len(ids)) for key, ids in lists.items()},
        "checked_share": checked.share_in_time,
        "reports_in_time": checked.share_closed,
        "easy": ease_share(context).share,
    }
    if context.borough.time_bank.is_on:
        values["exchanged"] = float(bank.exchanged)
        values["earlier"] = _number(bank.values["earlier"])
    return CommitteeSheet(
        *(on.isoformat(), on, context.clock.now(), VERSION, values),
        lists | {"checked_share": checked.in_time},
        gaps=tuple(_gaps(context, actor)),
        stories=tuple((x.title, x.text) for x in shown_stories(context)[:STORIES]),
    )


def _number(value: int | None) -> float | None:
    return None if value is None else float(value)


def _lists(context: Context) -> dict[str, tuple[str, ...]]:
    """The ids of the listings behind each count."""
    found = select(context, Search())
    snapshot, mask = found.snapshot, found.mask
    kinds = {key: mask & snapshot.column("kind").having(kind) for key, kind in _KINDS.items()}
    return {
        "listings": tuple(snapshot.ids[n] for n in np.flatnonzero(mask).tolist()),
        **{
            key: tuple(snapshot.ids[n] for n in np.flatnonzero(of_kind).tolist())
            for key, of_kind in kinds.items()
        },
    }


def _gaps(context: Context, actor: Actor) -> Iterable[str]:
    """Two sentences: what was asked in vain most, and the tiles that most areas have none of."""
    asked = asked_in_vain(context, actor)[:1]
    yield from (
        f"“{line.words}” was asked {line.in_vain} times in 3 months, and nothing fitted."
        for line in asked
    )
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    if wards is None:
        return
    tiles = [(need.slug, need.label, need.categories) for need in context.borough.words.needs]
    found = grid(context, wards.area_set.id, tiles)
    without = [
        (line.label, [n for n, count in zip(found.names, line.counts, strict=True) if not count])
        for line in found.lines
    ]
    worst = sorted((x for x in without if x[1]), key=lambda x: (-len(x[1]), x[0]))
    for label, names in worst[: GAPS - len(asked)]:
        named = ", ".join(names[:_AREAS_NAMED]) + (" and others" * (len(names) > _AREAS_NAMED))
        yield f"{label}: {len(names)} of {len(found.names)} wards have no place for it: {named}."
