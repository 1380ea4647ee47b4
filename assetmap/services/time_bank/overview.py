"""What the public sees of the time bank as a whole: offers by area and subject, and figures.

All of it is worked out of the public listings, so it tells nothing that they do not.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from assetmap.domain.areas.area_set import Area
from assetmap.domain.listings.listing import Kind, Listing
from assetmap.domain.place import Point
from assetmap.domain.time_bank.figures import Figures
from assetmap.domain.time_bank.named_wards import named_wards
from assetmap.search_index.row import Row
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context
from assetmap.services.time_bank.figures import EARLIEST, figures
from assetmap.services.time_bank.wards import current_wards, middle_of


@dataclass(frozen=True)
class AreaCount:
    """How many offers there are in a ward, and a point in its middle, where that is known."""

    ward: Area
    count: int
    middle: Point | None


@dataclass(frozen=True)
class SubjectCount:
    """How many offers there are about a subject: the slug and label of its category."""

    slug: str
    label: str
    count: int


@dataclass(frozen=True)
class Overview:
    """Offers in all, by ward with `elsewhere` for the rest, and by subject, the most first; and the
    figures of all time up to today.
    """

    total: int
    areas: tuple[AreaCount, ...]
    elsewhere: int
    subjects: tuple[SubjectCount, ...]
    figures: Figures


def overview(context: Context) -> Overview:
    """The time bank as everybody may see it."""
    snapshot = context.directory_cache.current().snapshot
    offers = np.flatnonzero(snapshot.is_kind(Kind.TIME_BANK_OFFER)).tolist()
    found = [snapshot.rows[position] for position in offers]
    rows = [row for row in found if not row.listing.shown.status.is_off]
    wards = current_wards(context)
    areas = _areas(context, wards, rows) if wards else ()
    return Overview(
        len(rows),
        areas,
        len(rows) - sum(each.count for each in areas),
        _subjects(context, [row.listing.shown for row in rows]),
        figures(context, EARLIEST, context.clock.today()),
    )


def _areas(context: Context, wards: OpenedSet, rows: list[Row]) -> tuple[AreaCount, ...]:
    by_name = {area.name: code for code, area in wards.by_code.items()}
    counts = Counter(filter(None, (_ward_of(row, wards, by_name) for row in rows)))
    least = context.borough.time_bank.ward_least
    named = named_wards(counts, len(wards.areas), least)
    found = (
        AreaCount(area, counts[code], middle_of(context, area))
        for code, area in wards.by_code.items()
        if code in named
    )
    return tuple(sorted(found, key=lambda each: (-each.count, each.ward.name)))


def _ward_of(row: Row, wards: OpenedSet, by_name: Mapping[str, str]) -> str:
    """The ward of an offer, by what its listing says; empty for none, and for several."""
    if code := by_name.get(row.listing.where.area_served):
        return code
    areas = wards.placement(row).areas
    return next(iter(areas)) if len(areas) == 1 else ""


def _subjects(context: Context, listings: list[Listing]) -> tuple[SubjectCount, ...]:
    """The subjects: of each offer the first beside the time bank's own, of the upper level."""
    own, words = context.borough.time_bank.category, context.borough.words
    firsts = (next((slug for slug in each.categories if slug != own), "") for each in listings)
    counts = Counter(slug.split("/", 1)[0] for slug in firsts if slug)
    subjects = (
        SubjectCount(top.slug, top.label, counts[top.slug])
        for top in words.categories
        if counts[top.slug]
    )
    return tuple(sorted(subjects, key=lambda each: (-each.count, each.label)))
