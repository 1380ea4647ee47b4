"""The sets of areas as staff see them: their days, and which listings lie in which area."""

from dataclasses import dataclass

import numpy as np

from assetmap.domain.areas.area_set import Area, AreaKind, AreaSet
from assetmap.domain.areas.placement import Why
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context
from assetmap.storage.store import NotFound


@dataclass(frozen=True)
class SetLine:
    """One set, and whether it counts today."""

    area_set: AreaSet
    is_current: bool


@dataclass(frozen=True)
class Placed:
    """A listing in an area, and why it counts there."""

    listing: PublicListing
    why: Why


@dataclass(frozen=True)
class SetOverview:
    """A set's areas in the order of their names, with the listings in each.

    `borough_wide` serve everybody, or may not be told of more closely; `elsewhere` lie in none of
    the areas.
    """

    area_set: AreaSet
    areas: tuple[tuple[Area, tuple[Placed, ...]], ...]
    borough_wide: tuple[PublicListing, ...]
    elsewhere: tuple[PublicListing, ...]


def set_lines(context: Context) -> tuple[SetLine, ...]:
    """Every set, by kind, the newest first."""
    today = context.clock.today()
    current = {
        found.area_set.id for kind in AreaKind if (found := context.areas.current(kind, today))
    }
    return tuple(SetLine(each, each.id in current) for each in context.areas.sets())


def set_overview(context: Context, set_id: str) -> SetOverview:
    """Which public listings lie in each area of a set. Raises NotFound."""
    opened = context.areas.opened(set_id)
    if opened is None:
        raise NotFound(f"there is no set of areas {set_id}")
    return _overview(context, opened)


def _overview(context: Context, opened: OpenedSet) -> SetOverview:
    snapshot = context.directory_cache.current().snapshot
    placements = opened.placements(snapshot)
    inside: dict[str, list[Placed]] = {each.code: [] for each in opened.areas}
    wide, elsewhere = [], []
    for position in np.argsort(snapshot.name_order).tolist():
        row, placement = snapshot.rows[position], placements[position]
        for code, why in placement.areas.items():
            inside[code].append(Placed(row.listing, why))
        if placement.borough_wide:
            wide.append(row.listing)
        elif not placement.areas:
            elsewhere.append(row.listing)
    areas = sorted(opened.areas, key=lambda each: each.name)
    return SetOverview(
        opened.area_set,
        tuple((each, tuple(inside[each.code])) for each in areas),
        tuple(wide),
        tuple(elsewhere),
    )
