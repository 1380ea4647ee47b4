"""What the contexts of a run share of places, which none of them changes."""

from pathlib import Path

import pytest

from assetmap import bootstrap
from assetmap.domain.borough.borough import Borough
from assetmap.places.gazetteer import Gazetteer
from assetmap.places.postcodes import Postcodes


def share_places(patch: pytest.MonkeyPatch, cache: Path) -> None:
    """Have every context that keeps its postcodes in `cache` read them once, and whatever places
    its borough names among them. One with a cache of its own has its own of both.
    """
    whole = cache.resolve()
    shared = Postcodes(whole)
    last: list[Gazetteer] = []  # of the borough that was read last, which most contexts have

    def postcodes_in(folder: Path) -> Postcodes:
        return shared if folder.resolve() == whole else Postcodes(folder)

    def gazetteer_of(borough: Borough, postcodes: Postcodes) -> Gazetteer:
        if postcodes is not shared:
            return Gazetteer(borough, postcodes)
        if not last or last[0]._borough is not borough:
            last[:] = [Gazetteer(borough, shared)]
        return last[0]

    patch.setattr(bootstrap, "Postcodes", postcodes_in)
    patch.setattr(bootstrap, "Gazetteer", gazetteer_of)
