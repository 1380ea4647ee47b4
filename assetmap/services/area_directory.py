"""The sets of areas as they are now, in every process: read again only when one has changed."""

import threading
from collections.abc import Sequence
from datetime import date

from assetmap.domain.areas.area_set import AreaForm, AreaKind, AreaSet, current_set
from assetmap.places.area_finder import AreaFinder, PartsFinder, PostcodeFinder, ShapeFinder
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes
from assetmap.services.area_placing import OpenedSet
from assetmap.storage.store import Store
from assetmap.storage.tables import AREA_SETS, AREAS


class AreaDirectory:
    """Gives the sets of now. One short query a question; safe to use from several threads."""

    def __init__(
        self, store: Store, postcodes: Postcodes, gazetteer: Gazetteer, authority: str
    ) -> None:
        """`authority` is the code of the borough's council."""
        self._store, self._postcodes, self._gazetteer = store, postcodes, gazetteer
        self._authority = authority
        self._opened: dict[str, OpenedSet] = {}
        self._lock = threading.RLock()

    def sets(self) -> list[AreaSet]:
        """Every set, the newest days first."""
        found = self._store.find(AREA_SETS)
        return sorted(found, key=lambda each: (each.kind, -each.valid_from.toordinal(), each.name))

    def current(self, kind: AreaKind, day: date) -> OpenedSet | None:
        """The set of a kind that counts on a day, if any."""
        sets = self._store.find(AREA_SETS)
        found = current_set(sets, kind, day)
        return self._open(found, sets) if found else None

    def opened(self, set_id: str) -> OpenedSet | None:
        """The set of an id; None when there is none."""
        sets = self._store.find(AREA_SETS)
        found = next((each for each in sets if each.id == set_id), None)
        return self._open(found, sets) if found else None

    def _open(self, area_set: AreaSet, sets: Sequence[AreaSet]) -> OpenedSet | None:
        upon = next((each for each in sets if each.id == area_set.upon), None)
        mark = f"{area_set.mark} {upon.mark if upon else ''}"
        known = self._opened.get(mark)
        if known is not None:
            return known
        with self._lock:
            known = self._opened.get(mark)
            if known is None:
                known = self._read(area_set, upon, sets)
                if known is None:
                    return None
                kept = {each.mark for each in sets}
                left = {m: o for m, o in self._opened.items() if kept.issuperset(m.split())}
                self._opened = {**left, mark: known}
            return known

    def _read(
        self, area_set: AreaSet, upon: AreaSet | None, sets: Sequence[AreaSet]
    ) -> OpenedSet | None:
        areas = self._store.find(AREAS, set_id=area_set.id)
        finder: AreaFinder
        match area_set.form:
            case AreaForm.SHAPES:
                finder = ShapeFinder(areas)
            case AreaForm.POSTCODES:
                finder = PostcodeFinder(areas, self._postcodes)
            case AreaForm.WARDS:
                below = self._open(upon, sets) if upon else None
                if below is None:
                    return None
                finder = PartsFinder(areas, below.finder)
        return OpenedSet(area_set, areas, finder, self._gazetteer, self._authority)
