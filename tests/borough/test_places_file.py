"""Towns and landmarks as a borough writes them."""

import pytest

from assetmap.borough.places_file import read_landmarks, read_places
from assetmap.domain.borough.borough import NamedPlace

GRAYS = {"name": "Grays", "postcode": "RM17 6SL"}
STATION = {"name": "Grays station", "postcode": "RM17 6NQ", "kind": "landmark", "aliases": ["Stn"]}


def test_landmarks_are_told_from_towns() -> None:
    file = {"place": [GRAYS, STATION, {**GRAYS, "name": "Old Grays", "kind": "town"}]}
    assert read_places(file) == (
        NamedPlace("Grays", "RM17 6SL"),
        NamedPlace("Old Grays", "RM17 6SL"),
    )
    assert read_landmarks(file) == (NamedPlace("Grays station", "RM17 6NQ", ("Stn",)),)


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="Grays is of the kind pub: give town or landmark"):
        read_places({"place": [{**GRAYS, "kind": "pub"}]})
