"""In which areas of a set each public listing lies: worked out once, and again for what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assetmap.domain.areas.area_set import Area, AreaSet
from assetmap.domain.areas.placement import Placement, Why
from assetmap.domain.listings.listing import Precision
from assetmap.domain.place import Postcode, parse_postcode
from assetmap.domain.search.results import PlaceMatch
from assetmap.places.area_finder import AreaFinder
from assetmap.places.gazetteer import Gazetteer
from assetmap.search_index.row import Row
from assetmap.search_index.snapshot import Snapshot

_FORGOTTEN_FROM = 1_000  # places beyond those that listings are at


@dataclass
class OpenedSet:
    """A set of areas, ready to be asked. Safe to share among threads."""

    area_set: AreaSet
    areas: Sequence[Area]
    finder: AreaFinder
    gazetteer: Gazetteer
    authority: str  # the borough's code: a list of postcodes says nothing of what lies beyond them
    _known: dict[int, Placement] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> Mapping[str, Area]:
        """The areas by their codes."""
        return {each.code: each for each in self.areas}

    def area_at(self, place: PlaceMatch) -> Area | None:
        """The area of a place that somebody named; None for none, or all of the borough.

        A whole postcode goes by itself, anything else by its middle.
        """
        is_beyond = self.finder.by_postcode and place.authority not in ("", self.authority)
        if place.point is None or is_beyond:
            return None
        return self.by_code.get(self.finder.at(place.point, parse_postcode(place.label)))

    def placements(self, snapshot: Snapshot) -> Sequence[Placement]:
        """Where each public listing lies, by its position. What everybody may know of a place is
        worked out once, for however many listings and generations.
        """
        places, known = snapshot.kept.row.flat["place"].tolist(), self._known
        for position, place in enumerate(places):
            if place not in known:
                known[place] = self.placement(snapshot.rows[position])
        found = [known[place] for place in places]
        if len(known) > 2 * len(places) + _FORGOTTEN_FROM:  # of listings that moved or are gone
            self._known = dict(zip(places, found, strict=True))
        return found

    def placement(self, row: Row) -> Placement:
        """Where one listing lies, by what everybody may see of it alone: the public side holds no
        hidden place.
        """
        where = row.listing.where
        if where.precision is Precision.WITHHELD:
            return Placement(borough_wide=True)
        areas: dict[str, Why] = {}
        is_beyond = self.finder.by_postcode and row.outside
        if where.point is not None and not is_beyond:
            code = self.finder.at(where.point, _postcode(where.postcode))
            if code:
                areas[code] = self._why(where.precision)
        for place in self.gazetteer.places_in(where.area_served) if where.area_served else ():
            for code in self.areas_of_place(place):
                areas.setdefault(code, Why.AREA_SERVED)
        return Placement(areas, borough_wide=row.area.whole)

    def _why(self, precision: Precision) -> Why:
        if precision is not Precision.VENUE:
            return Why.NEIGHBOURHOOD
        return Why.POSTCODE if self.finder.by_postcode else Why.POINT

    def areas_of_place(self, place: PlaceMatch) -> list[str]:
        """The areas of a town: where its middle lies, and those that are called after it."""
        if place.whole_area or place.point is None:
            return []
        middle = self.finder.at(place.point)
        return list(dict.fromkeys([*filter(None, [middle]), *self._named.get(place.label, ())]))

    @cached_property
    def _named(self) -> Mapping[str, list[str]]:
        """The codes of the areas whose name names a place, by the place's label."""
        found: dict[str, list[str]] = {}
        for area in self.areas:
            for place in self.gazetteer.places_in(area.name):
                found.setdefault(place.label, []).append(area.code)
        return found


def _postcode(text: str) -> Postcode | None:
    return parse_postcode(text) if text else None
