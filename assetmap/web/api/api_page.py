"""`/api`: what can be asked, by subject, with examples."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from assetmap.domain.borough.example_place import ExamplePlace
from assetmap.web.api.examples import Example, examples

_FIRST = ("Search", "What is on", "Calendars and feeds", "Map")


@dataclass(frozen=True)
class Address:
    """An address and what it gives."""

    path: str
    gives: str


@dataclass(frozen=True)
class ApiPage:
    """`/api`: examples, then every address by subject."""

    title: str
    site: str  # scheme and host, for the examples
    examples: tuple[Example, ...]
    subjects: tuple[tuple[str, tuple[Address, ...]], ...]


def api_page(document: Mapping[str, Any], site: str, place: ExamplePlace) -> ApiPage:
    """The page about the API's document; its examples ask about a place of the borough."""
    return ApiPage("Data and API", site, examples(place), tuple(_subjects(document["paths"])))


def _subjects(paths: Mapping[str, Any]) -> Iterable[tuple[str, tuple[Address, ...]]]:
    found = sorted(
        (_rank(subject := item["get"]["tags"][0]), subject, path, item["get"]["summary"])
        for path, item in paths.items()
    )
    for subject, rows in groupby(found, key=lambda each: each[1]):
        yield subject, tuple(Address(path, gives) for *_, path, gives in rows)


def _rank(subject: str) -> int:
    """Where a subject stands: what most people ask first, then the others by their names."""
    return _FIRST.index(subject) if subject in _FIRST else len(_FIRST)
