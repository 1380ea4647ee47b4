"""Coverage: what there is in each area of a set, and which residents have it near."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.areas.area_set import Area
from assetmap.domain.areas.placement import Placement, Why
from assetmap.domain.reports.coverage import Coverage, CoverageRow, Grid, GridLine
from assetmap.domain.search.query import Search
from assetmap.domain.times.schedule import DAYS, TIMES, slot_bits
from assetmap.search_index.filters import facet_filters, has
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context
from assetmap.services.reach_map import ReachMap
from assetmap.services.reports.resident_points import resident_points, residents_year
from assetmap.services.search.selection import select
from assetmap.storage.store import NotFound

_EVENING_OR_WEEKEND = slot_bits(DAYS, TIMES[-1:]) | slot_bits(DAYS[-2:], TIMES)
_PLACED = (Why.POINT, Why.POSTCODE, Why.NEIGHBOURHOOD)


# What a line of the grid asks for: its key, such as a tile's slug, what it is called, and the
# categories of which a listing has any.
Positions = NDArray[np.int64]
GridAsked = tuple[str, str, tuple[str, ...]]


def coverage(context: Context, set_id: str, categories: tuple[str, ...] = ()) -> Coverage:
    """The figures of every area of a set, of the listings in any of some categories; of all
    listings without any. Raises NotFound when there is no such set.
    """
    opened = _opened(context, set_id)
    search = Search(category=(categories,)) if categories else Search()
    chosen = select(context, search)
    snapshot, mask = chosen.snapshot, chosen.mask
    return _Table(context, opened, snapshot, mask).coverage(categories)


def grid(context: Context, set_id: str, asked: Sequence[GridAsked]) -> Grid:
    """How many listings of each line have a place in each area of a set, and its reach.

    Kept until a listing, a set or the day is another. Raises NotFound.
    """
    opened = _opened(context, set_id)
    snapshot = context.directory_cache.current().snapshot
    key = (set_id, tuple(asked), _marks(context), context.clock.today())
    return context.grids.of(key, snapshot, lambda: _grid(context, opened, asked))


def _grid(context: Context, opened: OpenedSet, asked: Sequence[GridAsked]) -> Grid:
    masks = _Masks(context, [categories for _, _, categories in asked])
    table = _Table(context, opened, masks.snapshot, masks.common)
    areas = sorted(opened.areas, key=lambda each: each.name)
    return Grid(
        opened.area_set,
        tuple(each.code for each in areas),
        tuple(each.name for each in areas),
        tuple(table.line(key, label, masks.of(of)) for key, label, of in asked),
        table.are_residents,
    )


def areas_of_venues(opened: OpenedSet, snapshot: Snapshot) -> Positions:
    """The position in `opened.areas` of the area in which each listing has its place; -1: none."""
    return _venues(opened.placements(snapshot), opened.areas)


class _Masks:
    """The listings that the find page has for each of many choices of categories.

    A category of giving time asks for roles too, and is asked for by itself. The others all leave
    the same listings out, so that they are asked for at once: one question and not sixty.
    """

    def __init__(self, context: Context, asked: Sequence[tuple[str, ...]]) -> None:
        self._context = context
        plain = dict.fromkeys(each for of in asked if not self._asks_to_give(of) for each in of)
        chosen = select(context, Search(category=(tuple(plain),)) if plain else Search())
        self.snapshot, self.common = chosen.snapshot, chosen.mask

    def of(self, categories: tuple[str, ...]) -> Mask:
        """The listings in any of some categories that were asked for."""
        search = Search(category=(categories,))
        if self._asks_to_give(categories):
            return select(self._context, search).mask
        (filtered,) = facet_filters(self.snapshot, search, self._context.clock.now()).values()
        return self.common & filtered.maybe

    def _asks_to_give(self, categories: tuple[str, ...]) -> bool:
        return any(map(self._context.borough.giving.is_asked_for_by, categories))


class _Table:
    """Counts over the listings of a mask."""

    def __init__(self, context: Context, opened: OpenedSet, snapshot: Snapshot, mask: Mask) -> None:
        self._context, self._opened = context, opened
        self._snapshot, self._mask = snapshot, mask
        self._reach = _reach_map(context, opened, snapshot)
        self._areas = sorted(opened.areas, key=lambda each: each.name)
        self._placements = opened.placements(snapshot)
        self._venue = _venues(self._placements, self._areas)
        self._wide = np.array([each.borough_wide for each in self._placements], bool)
        self._serves = np.array([bool(each.areas) for each in self._placements], bool)

    @property
    def are_residents(self) -> bool:
        """Whether reach is a share of residents, and not of postcodes."""
        return self._reach.points.are_residents

    @property
    def _are_estimated(self) -> bool:
        return self.are_residents and not any(area.residents for area in self._areas)

    def coverage(self, categories: tuple[str, ...]) -> Coverage:
        """The whole table."""
        placed = self._venue >= 0
        wide, serves = self._wide, self._serves
        rest = self._mask & ~placed
        estimated = self._are_estimated
        return Coverage(
            self._opened.area_set,
            categories,
            tuple(self._row(number) for number in range(len(self._areas))),
            self._borough_row(),
            served=self._ids(rest & ~wide & serves),
            borough_wide=self._ids(rest & wide),
            elsewhere=self._ids(rest & ~wide & ~serves),
            are_residents=self.are_residents,
            residents_year=self._reach.points.year if estimated else residents_year(self._areas),
            are_estimated=estimated,
        )

    def line(self, key: str, label: str, inside: Mask) -> GridLine:
        """One line of the grid, of the listings of a mask."""
        counts = np.bincount(self._venue[inside & (self._venue >= 0)], minlength=len(self._areas))
        return GridLine(key, label, tuple(counts.tolist()), self._reach.share(inside))

    def _row(self, number: int) -> CoverageRow:
        area = self._areas[number]
        here = self._mask & (self._venue == number)
        comes = np.array([area.code in each.areas for each in self._placements], bool)
        return CoverageRow(
            area.code,
            area.name,
            self._residents(area),
            self._listings(here, self._mask & comes & (self._venue != number)),
            self._reach.share(self._mask, area.code),
            self._checked(here),
        )

    def _residents(self, area: Area) -> int | None:
        if self._are_estimated:
            return round(self._reach.points.people(area.code))
        return area.residents.total if area.residents else None

    def _borough_row(self) -> CoverageRow:
        known = [n for n in map(self._residents, self._areas) if n is not None]
        here = self._mask & (self._venue >= 0)
        return CoverageRow(
            "",
            self._context.borough.name,
            sum(known) if len(known) == len(self._areas) else None,
            self._listings(here, self._mask & ~here & (self._wide | self._serves)),
            self._reach.share(self._mask),
            self._checked(here),
        )

    def _listings(self, here: Mask, comes: Mask) -> dict[str, tuple[str, ...]]:
        snapshot = self._snapshot
        slices = {
            "venue": here,
            "comes": comes,
            "free": here & (snapshot.pence == 0),
            "evening_weekend": here & ((snapshot.slots & _EVENING_OR_WEEKEND) != 0),
            "step_free": here & has(snapshot, "access", "step-free"),
        }
        return {key: self._ids(mask) for key, mask in slices.items()}

    def _checked(self, here: Mask) -> float | None:
        today: date = self._context.clock.today()
        rows = [self._snapshot.rows[position] for position in np.flatnonzero(here).tolist()]
        if not rows:
            return None
        in_time = [row.standing.is_checked and today < row.standing.due_on for row in rows]
        return sum(in_time) / len(rows)

    def _ids(self, mask: Mask) -> tuple[str, ...]:
        return tuple(self._snapshot.ids[position] for position in np.flatnonzero(mask).tolist())


def _reach_map(context: Context, opened: OpenedSet, snapshot: Snapshot) -> ReachMap:
    return context.reach_maps.of(
        opened.area_set.id, _marks(context), snapshot, lambda: resident_points(context, opened)
    )


def _marks(context: Context) -> str:
    # Other sets count too: residents may be those of the census areas.
    return " ".join((context.borough.mark, *(each.mark for each in context.areas.sets())))


def _opened(context: Context, set_id: str) -> OpenedSet:
    opened = context.areas.opened(set_id)
    if opened is None:
        raise NotFound(f"there is no set of areas {set_id}")
    return opened


def _venues(placements: Sequence[Placement], areas: Sequence[Area]) -> Positions:
    number = {area.code: position for position, area in enumerate(areas)}
    return np.array([number.get(_place(each), -1) for each in placements], np.int64)


def _place(placement: Placement) -> str:
    """The code of the area where a listing's place is; empty when it has none that is shown."""
    return next((code for code, why in placement.areas.items() if why in _PLACED), "")
