"""Reads the borough's places from their TOML file: towns and villages, and landmarks."""

from collections.abc import Mapping
from typing import Any

from assetmap.borough.entries import read_each
from assetmap.domain.borough.borough import NamedPlace
from assetmap.domain.place import parse_postcode

_LANDMARK = "landmark"
_KINDS = ("town", _LANDMARK)


def read_places(file: Mapping[str, Any]) -> tuple[NamedPlace, ...]:
    """The towns, villages and estates. Raises KeyError or ValueError."""
    return _places(file, is_landmark=False)


def read_landmarks(file: Mapping[str, Any]) -> tuple[NamedPlace, ...]:
    """The stations, hospitals, schools and the like. Raises KeyError or ValueError."""
    return _places(file, is_landmark=True)


def _places(file: Mapping[str, Any], *, is_landmark: bool) -> tuple[NamedPlace, ...]:
    found = read_each(file, "place", lambda entry: (_kind(entry), _place(entry)))
    return tuple(place for kind, place in found if (kind == _LANDMARK) is is_landmark)


def _kind(entry: Mapping[str, Any]) -> str:
    kind = str(entry.get("kind", _KINDS[0]))
    if kind not in _KINDS:
        raise ValueError(f"the place {entry['name']} is of the kind {kind}: give town or landmark")
    return kind


def _place(entry: Mapping[str, Any]) -> NamedPlace:
    if parse_postcode(entry["postcode"]) is None:
        raise ValueError(f"the place {entry['name']} has no proper postcode: {entry['postcode']}")
    return NamedPlace(entry["name"], entry["postcode"], tuple(entry.get("aliases", ())))
