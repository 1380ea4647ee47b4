"""The pack: what a phone is given to search, show and print the directory with no signal.

Public listings alone, and nothing of them that their own pages do not show.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.borough import NamedPlace
from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.handouts.conversation import Conversation, MustHave, must_haves_of
from assetmap.domain.place import PartPostcode, Point
from assetmap.domain.search.results import Hit, PlaceMatch
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.places.postcode_words import PostcodeWords
from assetmap.search_index.row import Row
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.context import Context
from assetmap.services.handouts.must_haves import musts_of
from assetmap.storage.tables import CONCEPT_CHANGES

MOST = 5_000  # listings: some 700 kB over the wire, and as many seconds to make as thousands


@dataclass(frozen=True)
class OfflineBundle:
    """`hits`, `rows`, `has` and `unsaid` go side by side.

    Each `has` and `unsaid` is bits of `musts`, the first of them the lowest: those that a listing
    surely has, and those that it does not speak of.
    """

    mark: str  # changes when anything in the pack does
    left_out: int  # listings: those of a county are more than a phone carries
    rows: tuple[Row, ...]
    hits: tuple[Hit, ...]
    places: tuple[tuple[str, Point], ...]  # names, and parts of postcodes
    landmarks: tuple[tuple[str, Point], ...]
    towns: tuple[Point, ...]  # of the borough's places
    concepts: tuple[Concept, ...]  # the everyday words, with what editors changed
    musts: tuple[MustHave, ...]
    has: tuple[int, ...]
    unsaid: tuple[int, ...]
    calendar: BoroughCalendar


def bundle_version(context: Context) -> str:
    """What tells one pack from another: the directory's state, its everyday words, the day."""
    words = context.store.count(CONCEPT_CHANGES)
    return f"{context.directory_mark()} {words} {context.clock.today()}"


def offline_bundle(context: Context) -> OfflineBundle:
    """The pack of now, without what has finished. Next dates are left out of the hits: the phone
    knows its own time. Of more than MOST listings it has those that were checked last.
    """
    snapshot = context.directory_cache.current().snapshot
    musts, today = must_haves_of(context.borough.words), context.clock.today()
    going_on = np.flatnonzero(~snapshot.finished(today))
    kept = _checked_last(snapshot, going_on).tolist()
    rows = tuple(snapshot.rows[n] for n in kept)
    has, unsaid = (tuple(bits[n] for n in kept) for bits in _musts(snapshot, musts))
    return OfflineBundle(
        bundle_version(context),
        len(going_on) - len(kept),
        rows,
        tuple(
            Hit(row.listing, outside_borough=row.outside, freshness=row.standing.on(today))
            for row in rows
        ),
        (*_named(context), *_parts(context)),
        tuple(_spellings(context.borough.landmarks, context.gazetteer.landmarks())),
        tuple(each.point for each in context.gazetteer.places() if each.point),
        tuple(context.phrases().concepts.values()),
        musts,
        has,
        unsaid,
        snapshot.calendar,
    )


def left_out(context: Context) -> int:
    """How many listings the pack of now has not, since a phone carries no more."""
    finished = context.directory_cache.current().snapshot.finished(context.clock.today())
    return max(0, int(np.count_nonzero(~finished)) - MOST)


def _checked_last(snapshot: Snapshot, positions: NDArray[np.int64]) -> NDArray[np.int64]:
    """Those of some positions that a phone carries, in order."""
    newest = np.argsort(-snapshot.checked[positions].astype(np.int64), kind="stable")[:MOST]
    return np.sort(positions[newest])


def _musts(
    snapshot: Snapshot, offered: tuple[MustHave, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """For each listing the bits of the must-haves that it has, and of those it leaves open."""
    has = unsaid = np.zeros(len(snapshot), int)
    for bit, must in enumerate(offered):
        found = musts_of(snapshot, Conversation(musts=(must.slug,)))
        has = has | found.surely * (1 << bit)
        unsaid = unsaid | found.unsure * (1 << bit)
    return tuple(has.tolist()), tuple(unsaid.tolist())


def _named(context: Context) -> list[tuple[str, Point]]:
    """Every name of every town of the borough."""
    return _spellings(context.borough.places, context.gazetteer.places())


def _spellings(
    named: Iterable[NamedPlace], placed: Iterable[PlaceMatch]
) -> list[tuple[str, Point]]:
    """Every name of some places, with the point."""
    names = {place.name: place.aliases for place in named}
    return [
        (name, found.point)
        for found in placed
        for name in (found.label, *names.get(found.label, ()))
        if found.point is not None
    ]


def _parts(context: Context) -> list[tuple[str, Point]]:
    """The borough's outward codes (`RM18`) and their sectors (`RM18 7`): no whole postcodes."""
    codes = PostcodeWords(context.postcodes, context.borough.postcode_areas)
    areas, authority = context.borough.postcode_areas, context.borough.authority_code
    found = (
        codes.part(PartPostcode(outward, sector))
        for outward in context.postcodes.outward_codes(areas, authority)
        for sector in ("", *"0123456789")
    )
    return [(part.label, part.point) for part in found if part and part.point]
