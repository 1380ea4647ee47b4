"""Which authority a place is of: by its postcode, by the towns and villages of all, by its name."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from assetmap.borough.authorities import Authority
from assetmap.borough.files import BadBorough
from assetmap.domain.borough.borough import NamedPlace
from assetmap.domain.place import Box, Point, parse_postcode
from assetmap.domain.search.results import PlaceMatch
from assetmap.places.place_names import NameRead, Piece, PlaceNames, pieces
from assetmap.places.postcode_words import PostcodeWords
from assetmap.places.postcodes import Postcodes, Scatter
from assetmap.search_index.plain_words import is_everyday_word

log = logging.getLogger(__name__)
_NEAR_M = 20_000.0  # how far an authority may be to be told of as the nearest
_LEADS = frozenset({"in", "near", "around", "at", "outside", "by"})
_LONG_LEADS = frozenset({("close", "to"), ("near", "to"), ("next", "to"), ("live", "in")})


@dataclass(frozen=True)
class PlaceHeard:
    """A place that somebody named, and whose it is: of several where they have the same name, of
    none where it is outside all; then `nearest` may be the one that is next to it. `is_known` is
    False for a postcode that there is not.
    """

    label: str
    authorities: tuple[Authority, ...] = ()
    nearest: Authority | None = None
    is_known: bool = True


class AllPlaces:
    """The places of all authorities. Names are read when one is first asked for, and then kept.

    Safe to share among threads.
    """

    def __init__(
        self,
        authorities: Sequence[Authority],
        read_places: Callable[[Authority], Sequence[NamedPlace]],
        postcodes: Postcodes,
    ) -> None:
        self._authorities = tuple(authorities)
        self._by_ons_code = {each.ons_code: each for each in authorities}
        self._read_places, self._postcodes = read_places, postcodes
        self._codes = PostcodeWords(postcodes, ())
        self._lock = threading.Lock()
        self._table: _Table | None = None

    def named(self, text: str) -> PlaceHeard | None:
        """The place that `text` is the name of, a slip or two forgiven; None when it is none."""
        words = pieces(text)
        is_code, found = self._codes.spelled(words)
        names = self._names()
        if read := names.places.exactly(text):
            return names.heard(read)
        if is_code:
            return self._of_code(found) if found else _unknown(text)
        nearly = names.places.nearly(text)
        return names.heard(nearly) if nearly else None

    def heard_in(self, words: str) -> PlaceHeard | None:
        """The place that is named within some words, or None.

        A name that is an everyday word, such as Reading, counts where a word such as "in" leads to
        it, or where nothing else is said.
        """
        read = pieces(words)
        code = self._codes.read(read)
        if code and code.found:
            return self._of_code(code.found)
        names = self._names()
        for name in names.places.all_in(read):
            if _is_meant(name, read):
                return names.heard(name.found)
        if code:
            return _unknown("".join(each.text for each in read[code.first : code.last]))
        return None

    def read(self) -> None:
        """Read the names ahead of whoever asks first."""
        self._names()
        is_everyday_word("tea")

    def _of_code(self, found: PlaceMatch) -> PlaceHeard:
        authority = self._by_ons_code.get(found.authority)
        if authority:
            return PlaceHeard(found.label, (authority,))
        return PlaceHeard(found.label, nearest=self._nearest(found))

    def _nearest(self, found: PlaceMatch) -> Authority | None:
        """The authority whose postcodes come nearest, among those of the same postcode area."""
        if found.point is None:
            return None
        area = found.label[:2] if found.label[1:2].isalpha() else found.label[:1]
        around = self._postcodes.in_areas([area]).within(_box(found.point))
        codes = {str(code, "ascii") for code in set(around.authority.tolist())}
        metres = {
            code: _metres(found.point, around.of(code)) for code in codes & self._by_ons_code.keys()
        }
        near = (code for code in sorted(metres, key=metres.__getitem__) if metres[code] <= _NEAR_M)
        return self._by_ons_code.get(next(near, ""))

    def _names(self) -> "_Table":
        with self._lock:
            if self._table is None:
                self._table = _Table(self._named())
            return self._table

    def _named(self) -> list[tuple[str, str, Authority]]:
        """Each name with the one that its place goes by, and whose place it is."""
        named = [(each.name, each.name, each) for each in self._authorities]
        for authority in self._authorities:
            try:
                places = self._read_places(authority)
            except BadBorough as error:
                log.error("%s is not found by its places: %s", authority.code, error)
                continue
            for place in places:
                named += ((name, place.name, authority) for name in (place.name, *place.aliases))
        return named


class _Table:
    """Names, however they are written, and whose places they are of."""

    def __init__(self, named: Sequence[tuple[str, str, Authority]]) -> None:
        self._whose: dict[str, dict[str, tuple[str, Authority]]] = {}
        matches = []
        for name, label, authority in named:
            key = " ".join(piece.text for piece in pieces(name))
            if key not in self._whose:
                matches.append((name, PlaceMatch(key, None)))
            self._whose.setdefault(key, {}).setdefault(authority.code, (label, authority))
        self.places = PlaceNames(matches)

    def heard(self, found: PlaceMatch) -> PlaceHeard:
        """Whose a place is that was found by its name."""
        whose: Mapping[str, tuple[str, Authority]] = self._whose[found.label]
        (label, _), *_ = whose.values()
        return PlaceHeard(label, tuple(authority for _, authority in whose.values()))


def _unknown(said: str) -> PlaceHeard:
    """A postcode that there is not, written as postcodes are."""
    return PlaceHeard(str(parse_postcode(said) or said.strip().upper()), is_known=False)


def _is_meant(name: NameRead, words: Sequence[Piece]) -> bool:
    """Whether a name within words is that of a place, and not a word like any other."""
    length = name.last - name.first
    is_alone = length == len(words)
    if is_alone or length > 1 or not is_everyday_word(words[name.first].text):
        return True
    before = tuple(each.text for each in words[max(0, name.first - 2) : name.first])
    return bool(before) and (before[-1] in _LEADS or before in _LONG_LEADS)


def _box(point: Point) -> Box:
    """What lies within the distance that counts as near, and a little more."""
    tall = _NEAR_M / 111_000
    wide = tall * 1.7  # degrees of longitude, at 54 degrees north
    return Box(point.lon - wide, point.lat - tall, point.lon + wide, point.lat + tall)


def _metres(point: Point, postcodes: Scatter) -> float:
    """How far the nearest of some postcodes is. By degrees it is found, by metres told."""
    east, north = (postcodes.lon - point.lon) * 0.59, postcodes.lat - point.lat
    nearest = int((east**2 + north**2).argmin())
    return point.distance_m(Point(float(postcodes.lat[nearest]), float(postcodes.lon[nearest])))
