"""What is compared of every listing when one looks for duplicates, worked out once a listing."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.place import Point
from assetmap.domain.privacy.do_not_list import comparable_contacts
from assetmap.domain.text import fold
from assetmap.search_index.alike_names import AlikeNames
from assetmap.search_index.points import PointsByLatitude
from assetmap.services.every_listing import EveryListing

_LITTLE_WORDS = {"the", "a", "an", "and", "of", "in", "at", "on", "for", "with", "to", "our"}


@dataclass(frozen=True, slots=True)
class MatchFeatures:
    """What one listing is compared by; the listing itself is not kept.

    `names` are all its names without little words and place names; `places` the place names that
    were in them. `point` is only one that anybody may know to the metre.
    """

    listing_id: str
    categories: tuple[str, ...]
    gives_time: bool
    names: tuple[str, ...]
    places: frozenset[str]
    point: Point | None
    contacts: tuple[tuple[str, str], ...]  # what sort, and the number or address itself
    times: frozenset[tuple[int, int]]  # weekday, and the minute it starts

    @property
    def days(self) -> frozenset[int]:
        """The weekdays it is on, as far as they are known."""
        return frozenset(day for day, _ in self.times)


@dataclass(frozen=True)
class Lookup:
    """The likenesses of a whole directory, made to be searched."""

    all: tuple[MatchFeatures, ...]
    names: AlikeNames
    owners: NDArray[np.intp]  # whose each name is, as a position in `all`
    points: PointsByLatitude  # of each, by its position in `all`
    by_contact: Mapping[tuple[str, str], tuple[int, ...]]
    by_id: Mapping[str, int]


class MatchFeatureCache:
    """Gives the likeness of any listing; only those that changed are worked out again."""

    def __init__(self, borough: Borough) -> None:
        names = [borough.name, *borough.whole_area_names]
        for place in borough.places:
            names += [place.name, *place.aliases]
        # The longest first, so that "South Ockendon" does not leave "South" behind.
        self._places = sorted({fold(name) for name in names} - {""}, key=len, reverse=True)
        self._known: dict[str, tuple[int, MatchFeatures]] = {}
        self._lookup: tuple[EveryListing, Lookup] | None = None

    def lookup(self, every: EveryListing) -> Lookup:
        """The likenesses of the directory as it is; a suggestion not taken up is left out.

        At first each listing is read, one after the other, as names and contacts of them all are
        compared; from then on those that changed.
        """
        kept = self._lookup
        if kept is None or kept[0] is not every:
            marks = every.arrays.kept.flat["match_mark"].tolist()
            shown = np.flatnonzero(~every.arrays.has_status(Status.CLOSED)).tolist()
            found = [self._known_of(every, position, marks[position]) for position in shown]
            kept = self._lookup = (every, _lookup(found))
        return kept[1]

    def of(self, listing: Listing) -> MatchFeatures:
        """The likeness of a listing that may not be kept yet. Its private contact is left out."""
        bare = [self._bare(name) for name in listing.names]
        where = listing.where
        return MatchFeatures(
            listing.id,
            listing.categories,
            listing.kind.rules.gives_time,
            tuple(dict.fromkeys(name for name, _ in bare if name)),
            frozenset(place for _, places in bare for place in places),
            where.point if where.precision is Precision.VENUE else None,
            comparable_contacts(listing.public),
            frozenset((rule.day, rule.hours.start) for rule in listing.schedule.rules),
        )

    def _known_of(self, every: EveryListing, position: int, mark: int) -> MatchFeatures:
        listing_id = every.ids[position]
        known = self._known.get(listing_id)
        if known is None or known[0] != mark:
            known = self._known[listing_id] = (mark, self.of(every.at(position)))
        return known[1]

    def _bare(self, name: str) -> tuple[str, set[str]]:
        """A name without place names and little words, and the place names that were in it."""
        whole = rest = f" {fold(name)} "
        found = set()
        for place in self._places:
            if f" {place} " in rest:
                rest = rest.replace(f" {place} ", " ")
                found.add(place)
        words = [word for word in rest.split() if word not in _LITTLE_WORDS]
        return " ".join(words) or whole.strip(), found


def _lookup(every: list[MatchFeatures]) -> Lookup:
    named = [(name, at) for at, each in enumerate(every) for name in each.names]
    by_contact: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, each in enumerate(every):
        for contact in each.contacts:
            by_contact[contact].append(at)
    return Lookup(
        tuple(every),
        AlikeNames(tuple(name for name, _ in named)),
        np.array([at for _, at in named], dtype=np.intp),
        PointsByLatitude([each.point for each in every]),
        {contact: tuple(positions) for contact, positions in by_contact.items()},
        {each.listing_id: at for at, each in enumerate(every)},
    )
