"""Invented listings, the same ones for the same seed, as the CSV that `assetmap import` takes."""

import csv
import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from assetmap.domain.borough.borough import Borough
from assetmap.paths import SAMPLE
from assetmap.places.postcodes import Postcodes, Scatter
from scripts.benchmark.wording import Wording

SOURCE = "bench"
COLUMNS = (
    "id", "name", "kind", "summary", "description", "categories", "audience", "place", "postcode",
    "lat", "lon", "precision", "area_served", "when", "cost", "join", "access", "min_age",
    "max_age", "phone", "email", "website", "steward", "checked_on",
)  # fmt: skip
_LENGTH = (60, 150)  # words of a description
_CHANGED = 0.3  # how often a field is drawn by itself instead of with its sample listing
_SORTS = ("Group", "Club", "Circle", "Project", "Friends", "Service", "Society", "Team", "Drop-in")

Row = dict[str, str]


class Seeds:
    """Draws listings: each is modelled on a sample one, with its own words and whereabouts."""

    def __init__(self, borough: Borough, postcodes: Postcodes, seed: int) -> None:
        self._dice = random.Random(seed)
        samples = json.loads(SAMPLE.read_text("utf-8"))["features"]
        self._models: list[dict[str, Any]] = [feature["properties"] for feature in samples]
        self._borough = borough
        self._leaves = [
            child.slug for top in borough.words.categories for child in top.within or (top,)
        ]
        self._grounds: Scatter = postcodes.in_areas(borough.postcode_areas).of(
            borough.authority_code
        )
        self._wording = Wording(
            (
                (_topic(model), f"{model['description']} {model['summary']}")
                for model in self._models
            ),
            self._dice,
        )

    def rows(self, number: int) -> Iterator[Row]:
        """So many rows."""
        for count in range(number):
            yield self._row(count)

    def _row(self, count: int) -> Row:
        dice, model = self._dice, self._dice.choice(self._models)
        topic = _topic(model)
        categories = self._categories(model, count)
        precision = model["precision"]
        row = {
            "id": f"b{count:05}",
            "name": self._name(categories[0]),
            "kind": self._own_or_any(model, "kind"),
            "summary": self._wording.text(topic, dice.randint(8, 16))[:140],
            "description": self._wording.text(topic, dice.randint(*_LENGTH)),
            "categories": "; ".join(categories),
            "audience": _list(self._own_or_any(model, "audience")),
            "precision": precision,
            "area_served": model.get("area_served") or "",
            "when": _list(self._own_or_any(model, "when")),
            "cost": self._own_or_any(model, "cost"),
            "join": self._own_or_any(model, "join"),
            "access": _list(self._own_or_any(model, "access")),
            "min_age": str(dice.choice((16, 18, 50, 55, 60))) if dice.random() < 0.1 else "",
            "phone": f"01632 960{dice.randrange(1000):03}",
            "website": f"https://example.org/{count}" if dice.random() < 0.4 else "",
            "steward": model.get("steward") or "",
            "checked_on": f"2026-{dice.randint(1, 3):02}-{dice.randint(1, 14):02}",
        }
        return {**row, **(self._point() if precision != "area" else {})}

    def _own_or_any(self, model: dict[str, Any], name: str) -> Any:
        """The model's own value, or now and then that of another, so that all combine."""
        chosen = self._dice.choice(self._models) if self._dice.random() < _CHANGED else model
        return chosen.get(name) or ""

    def _categories(self, model: dict[str, Any], count: int) -> list[str]:
        """The model's; every third listing takes its turn through all of the categories."""
        if count % 3:
            return list(model["categories"])
        return list(
            dict.fromkeys([self._leaves[count // 3 % len(self._leaves)], *model["categories"]])
        )[:3]

    def _name(self, category: str) -> str:
        dice = self._dice
        label = self._borough.words.category[category].label.split(" and ")[0].split(",")[0]
        place = dice.choice(self._borough.places).name
        own = self._wording.phrase(1).strip("'").capitalize()
        return f"{dice.choice((place, own, f'{place} {own}'))} {label} {dice.choice(_SORTS)}"

    def _point(self) -> Row:
        """A doorway within some 200 m of one of the borough's postcodes."""
        at, dice = self._dice.randrange(len(self._grounds)), self._dice
        lat = float(self._grounds.lat[at]) + dice.gauss(0, 0.0008)
        lon = float(self._grounds.lon[at]) + dice.gauss(0, 0.0012)
        return {"lat": f"{lat:.5f}", "lon": f"{lon:.5f}"}


def write_rows(rows: Iterable[Row], file: Path) -> None:
    """Write rows in the contract's columns."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        uow = csv.DictWriter(stream, COLUMNS, restval="")
        uow.writeheader()
        uow.writerows(rows)


def _topic(model: dict[str, Any]) -> str:
    return str(model["categories"][0]).partition("/")[0]


def _list(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else "; ".join(value)
