"""What people call places: postcodes, parts of them, and the borough's towns and villages."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.domain.place import Point, parse_postcode
from assetmap.domain.search.query import WORDS_LONGEST
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.text import fold
from assetmap.places.coordinates import read_coordinates
from assetmap.places.neighbourhood import AROUND_M, Neighbourhood
from assetmap.places.place_names import NameRead, Piece, PlaceNames, pieces
from assetmap.places.postcode_words import PostcodeWords
from assetmap.places.postcodes import Postcodes

_log = logging.getLogger(__name__)
_KEPT_MOST = 2_000  # points
# Words before a place that belong to it, the longest first.
_LEADS = (
    *(
        ("in", "and", "around"),
        ("close", "to", "the"),
        ("near", "to", "the"),
        ("next", "to", "the"),
    ),
    *(("close", "to"), ("near", "to"), ("next", "to")),
    *(("opposite", "the"), ("around", "the"), ("near", "the"), ("by", "the"), ("at", "the")),
    ("opposite",),
    ("around",),
    ("near",),
    ("at",),
    ("by",),
    ("in",),
)
_DROP_IN = frozenset({"drop", "join", "pop"})  # the "in" of "drop in" is not the place's
_LOOSE_BEFORE = " \t\n,;:([-–—"
_LOOSE_AFTER = " \t\n,;:)]-–—.!?"


@dataclass(frozen=True)
class PlaceInWords:
    """A place named inside a sentence.

    `phrase` is the words that named it, as typed and with a leading "near" or "in"; `rest` is
    the sentence without them. `found` is None for a postcode that does not exist.
    """

    found: PlaceMatch | None
    phrase: str
    rest: str


class Gazetteer:
    """Finds the places of one borough by name, and any place in the country by postcode.

    Nothing is read until it is first asked for. Safe to share among threads.
    """

    def __init__(self, borough: Borough, postcodes: Postcodes) -> None:
        self._borough = borough
        self._postcodes = postcodes
        self._codes = PostcodeWords(postcodes, borough.postcode_areas)
        self._to_place: dict[Point, float] = {}

    def find(self, text: str) -> PlaceMatch | None:
        """The place that `text` is the name of, or None.

        A postcode in any spelling, an outward code or sector, a place name or another name for
        one, a landmark, a name of the whole borough, or one of those names with a slip in it
        (`typed` is then set). Two numbers are a point, taken no closer than its neighbourhood.
        Never raises.
        """
        if len(text) > WORDS_LONGEST:
            return None
        if point := read_coordinates(text):
            label = f"this part of {self.nearest_place(point) or self._borough.name}"
            return PlaceMatch(label, point, self.authority_of(point))
        named = self._names.exactly(text) or self._landmarks.exactly(text)
        if named:
            return named
        is_code, found = self._codes.spelled(pieces(text))
        return found if is_code else self._names.nearly(text) or self._landmarks.nearly(text)

    def read_words(self, words: str) -> PlaceInWords | None:
        """The place named inside `words`, or None: a postcode or part of one, else a name.

        The longest name wins, and a place wins over the whole borough; no slip is forgiven. A
        landmark must stand alone or behind a word such as "near": groups are named after them too.
        Names written beside the place go along with it (`Tilbury RM18 7TB`, `Grays, Thurrock`).
        Words longer than a question may be name nothing.
        """
        if len(words) > WORDS_LONGEST:
            return None
        read = pieces(words)
        names = self._names.all_in(read)
        code = self._codes.read(read)
        if code:
            beside = names if code.found else []
            return _cut(words, read, code.found, *_widened(code.first, code.last, beside))
        marks = (name for name in self._landmarks.all_in(read) if _is_where(words, read, name))
        if landmark := next(marks, None):
            span = _widened(landmark.first, landmark.last, names)
            return _cut(words, read, landmark.found, *span)
        if not names:
            return None
        name = min(names, key=lambda each: each.found.whole_area)
        whole = [each for each in names if each.found.whole_area]
        return _cut(words, read, name.found, *_widened(name.first, name.last, whole))

    def places_in(self, text: str) -> tuple[PlaceMatch, ...]:
        """Every place named in `text`, once each, longest names first; no two share a word."""
        return tuple(dict.fromkeys(read.found for read in self._names.all_in(pieces(text))))

    def named(self, text: str) -> PlaceMatch | None:
        """The town or village that `text` is a name of, without a slip; no postcode or landmark."""
        found = self._names.exactly(text)
        return found if found and found.point else None

    def places(self) -> tuple[PlaceMatch, ...]:
        """The borough's named places, in the order of its file."""
        return tuple(found for _, found in self._placed)

    def landmarks(self) -> tuple[PlaceMatch, ...]:
        """The borough's landmarks, in the order of its file."""
        return tuple(found for _, found in self._marked)

    def nearest_place(self, point: Point) -> str:
        """The name of the named place nearest to `point`; empty when none is within 5 km."""
        distances = (
            (point.distance_m(found.point), found.label) for found in self.places() if found.point
        )
        nearest, label = min(distances, default=(0.0, ""))
        return label if nearest <= AROUND_M else ""

    def metres_to_place(self, point: Point) -> float:
        """How far the nearest named place is; 0 where the borough has none. Kept for some points,
        since many ask near the same.
        """
        metres = self._to_place.get(point)
        if metres is None:
            towns = (found.point for found in self.places() if found.point)
            metres = min(map(point.distance_m, towns), default=0.0)
            if len(self._to_place) < _KEPT_MOST:
                self._to_place[point] = metres
        return metres

    def authority_of(self, point: Point) -> str:
        """The ONS code of the council that `point` lies in, or "" when that is not known.

        It is the council of the nearest postcode within 2 km, among the borough's own postcode
        areas within 5 km of it. Good to about 100 m along a border.
        """
        return self._neighbourhood.authority_of(point)

    def is_in_borough(self, authority: str) -> bool | None:
        """Whether `authority` is this borough's council; None when it is not known ("")."""
        return authority == self._borough.authority_code if authority else None

    def is_place_word(self, word: str) -> bool:
        """Whether a folded word is part of a place's name, so that nobody corrects its spelling."""
        return word in self._place_words

    def suggest(self, beginning: str, most: int) -> list[str]:
        """At most `most` names to offer somebody who has typed `beginning`.

        Place names that begin so, then those with a later word that does (another name counts,
        and the place's own is given), then the borough's outward codes that begin so, then
        landmarks.
        """
        wanted = fold(beginning[:WORDS_LONGEST])
        if not wanted:
            return []
        starting = [label for name, label in self._spellings if name.startswith(wanted)]
        within = [label for name, label in self._spellings if f" {wanted}" in name]
        marks = [label for name, label in self._mark_spellings if name.startswith(wanted)]
        code = wanted.replace(" ", "").upper()
        outward = [each for each in self._outward_codes if each.startswith(code)]
        return list(dict.fromkeys([*starting, *within, *outward, *marks]))[:most]

    @cached_property
    def _placed(self) -> tuple[tuple[NamedPlace, PlaceMatch], ...]:
        return self._located(self._borough.places)

    @cached_property
    def _marked(self) -> tuple[tuple[NamedPlace, PlaceMatch], ...]:
        return self._located(self._borough.landmarks)

    def _located(self, places: Sequence[NamedPlace]) -> tuple[tuple[NamedPlace, PlaceMatch], ...]:
        placed = []
        for place in places:
            postcode = parse_postcode(place.postcode)
            located = self._postcodes.locate(postcode) if postcode else None
            if located is None:
                # Left out and not fatal: one slip in the file must not take the search away.
                _log.warning("%s has no known postcode (%s)", place.name, place.postcode)
                continue
            placed.append((place, PlaceMatch(place.name, located.point, located.authority)))
        return tuple(placed)

    @cached_property
    def _names(self) -> PlaceNames:
        borough = self._borough
        whole = PlaceMatch(borough.name, None, borough.authority_code, whole_area=True)
        named = [(place.name, found) for place, found in self._placed]
        named += [(alias, found) for place, found in self._placed for alias in place.aliases]
        return PlaceNames([*named, *((name, whole) for name in borough.whole_area_names)])

    @cached_property
    def _landmarks(self) -> PlaceNames:
        return PlaceNames(
            (name, found) for place, found in self._marked for name in (place.name, *place.aliases)
        )

    @cached_property
    def _spellings(self) -> tuple[tuple[str, str], ...]:
        return _spellings_of(place for place, _ in self._placed)

    @cached_property
    def _mark_spellings(self) -> tuple[tuple[str, str], ...]:
        return _spellings_of(place for place, _ in self._marked)

    @cached_property
    def _place_words(self) -> frozenset[str]:
        places = (*self._borough.places, *self._borough.landmarks)
        names = (name for place in places for name in (place.name, *place.aliases))
        return frozenset(part for name in names for part in fold(name).split())

    @cached_property
    def _outward_codes(self) -> tuple[str, ...]:
        areas = self._borough.postcode_areas
        return self._postcodes.outward_codes(areas, self._borough.authority_code)

    @cached_property
    def _neighbourhood(self) -> Neighbourhood:
        nearby = self._postcodes.in_areas(self._borough.postcode_areas)
        return Neighbourhood(nearby, self._borough.authority_code)


def _spellings_of(places: Iterable[NamedPlace]) -> tuple[tuple[str, str], ...]:
    """Every spelling that a suggestion may begin with, and the name that it stands for."""
    return tuple(
        (spelling, place.name)
        for place in places
        for name in (place.name, *place.aliases)
        for spelling in (fold(name), " ".join(word.text for word in pieces(name)))
    )


def _widened(first: int, last: int, beside: Sequence[NameRead]) -> tuple[int, int]:
    """The span from `first` to `last` with the names that touch it on either side."""
    starts = [name.first for name in beside if name.last == first]
    ends = [name.last for name in beside if name.first == last]
    return min([first, *starts]), max([last, *ends])


def _cut(
    words: str, read: Sequence[Piece], found: PlaceMatch | None, first: int, last: int
) -> PlaceInWords:
    """The phrase from piece `first` up to `last`, with what leads up to it, cut from `words`."""
    first = _with_lead(words, read, first)
    start, end = read[first].start, read[last - 1].end
    before, after = words[:start].rstrip(_LOOSE_BEFORE), words[end:].lstrip(_LOOSE_AFTER)
    return PlaceInWords(found, words[start:end], " ".join(f"{before} {after}".split()))


def _is_where(words: str, read: Sequence[Piece], name: NameRead) -> bool:
    """Whether a landmark in words says where: it is all of them, or something leads up to it."""
    if name.last - name.first == len(read):
        return True
    return _with_lead(words, read, name.first) < name.first


def _with_lead(words: str, read: Sequence[Piece], first: int) -> int:
    for lead in _LEADS:
        start = first - len(lead)
        if start < 0 or tuple(word.text for word in read[start:first]) != lead:
            continue
        # "drop-in" and "drop in" are things to go to: their "in" stays with them.
        joined = words[read[start].start - 1 : read[start].start] == "-"
        dropped = lead == ("in",) and start > 0 and read[start - 1].text in _DROP_IN
        return first if joined or dropped else start
    return first
