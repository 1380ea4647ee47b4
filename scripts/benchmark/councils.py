"""Real councils by their ONS codes, and the files of an invented borough for each of them."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

import numpy as np

from assetmap.paths import BOROUGH
from assetmap.places.postcodes import Postcodes, Scatter

_NATIONS = {"E": "England", "N": "Northern Ireland", "S": "Scotland", "W": "Wales"}
_TOWNS = 8  # of each borough
_FIRST = (
    "Ald", "Ash", "Bar", "Beck", "Birch", "Brad", "Brom", "Bur", "Carl", "Chad", "Cop", "Dal",
    "Den", "Elm", "Far", "Fen", "Gar", "Hart", "Hazel", "Holm", "Kel", "Kirk", "Lang", "Lin",
    "Mar", "Mel", "Mill", "Nor", "Oak", "Pen", "Quar", "Red", "Rush", "Sel", "Stan", "Thorn",
    "Up", "Wal", "West", "Wood",
)  # fmt: skip
_LAST = (
    "borough", "bridge", "bury", "by", "combe", "cote", "dale", "don", "field", "ford", "gate",
    "ham", "hurst", "ley", "mere", "minster", "stead", "thorpe", "ton", "wick", "worth",
)  # fmt: skip


@dataclass(frozen=True)
class Town:
    """An invented town at a real postcode."""

    name: str
    postcode: str


@dataclass(frozen=True)
class Council:
    """A council: its ONS code, the postcode areas (`RM`) that it lies in, its invented towns, and
    a spread of its postcodes.
    """

    ons_code: str
    areas: tuple[str, ...]
    towns: tuple[Town, ...]
    postcodes: tuple[str, ...]

    @property
    def code(self) -> str:
        """What it goes by in commands and addresses."""
        return self.ons_code.lower()

    @property
    def name(self) -> str:
        """What the borough is called: nothing that a real one is called."""
        return f"{self.towns[0].name} and {self.towns[1].name}"


def largest_councils(postcodes: Postcodes, number: int) -> tuple[Council, ...]:
    """The councils with the most postcodes, in the order of their ONS codes."""
    scatters = {area: postcodes.in_areas([area]) for area in _areas(postcodes)}
    total: Counter[str] = Counter()
    areas: dict[str, list[str]] = {}
    for area, scatter in scatters.items():
        for ons_code, many in _by_council(scatter):
            total[ons_code] += many
            areas.setdefault(ons_code, []).append(area)
    chosen = sorted(ons_code for ons_code, _ in total.most_common(number))
    return tuple(_council(each, areas[each], scatters) for each in chosen)


def write_borough(council: Council, folder: Path) -> None:
    """Write the files of a borough: the shipped ones, with its own names and council."""
    folder.mkdir(parents=True, exist_ok=True)
    shipped = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    (folder / "borough.toml").write_text(_with_values(shipped, _values(council)), encoding="utf-8")
    places = "\n".join(
        f'[[place]]\nname = "{town.name}"\npostcode = "{town.postcode}"\n' for town in council.towns
    )
    text = f'authority_code = "{council.ons_code}"\n\n{places}'
    (folder / "places.toml").write_text(text, encoding="utf-8")


def _values(council: Council) -> Mapping[str, str]:
    """What a borough's file says of itself, as TOML."""
    areas = ", ".join(f'"{area}"' for area in council.areas)
    return {
        "name": f'"{council.name}"',
        "title": f'"{council.name} Community Directory"',
        "authority_code": f'"{council.ons_code}"',
        "nation": f'"{_NATIONS[council.ons_code[0]]}"',
        "postcode_areas": f"[{areas}]",
        "whole_area_names": f'["{council.name}", "the whole borough", "borough-wide"]',
        "body": f'"{council.towns[0].name} CVS"',
    }


def _with_values(text: str, values: Mapping[str, str]) -> str:
    """A file with other values for names that stand in it; what is the real council's goes."""
    for name, value in values.items():
        line = re.compile(rf"^{name} = .*$", re.MULTILINE)
        text, found = line.subn(f"{name} = {value}", text, count=1)
        if not found:
            raise ValueError(f"borough.toml has no {name}")
    return re.sub(r"^\[council\]\n.*?(?=^\[help\])", "", text, flags=re.MULTILINE | re.DOTALL)


def _areas(postcodes: Postcodes) -> Iterator[str]:
    """Every postcode area of the country."""
    for first in ascii_uppercase:
        for second in ("", *ascii_uppercase):
            if postcodes.has_area(first + second):
                yield first + second


def _by_council(scatter: Scatter) -> Iterator[tuple[str, int]]:
    codes, counts = np.unique(scatter.authority, return_counts=True)
    for code, many in zip(codes.tolist(), counts.tolist(), strict=True):
        if code[:1].decode() in _NATIONS:
            yield code.decode(), many


def _council(ons_code: str, areas: Sequence[str], scatters: Mapping[str, Scatter]) -> Council:
    codes = np.concatenate([scatters[area].of(ons_code).code for area in areas])
    dice = random.Random(ons_code)
    spread = [_spelled(code) for code in codes[:: max(1, len(codes) // 40)].tolist()]
    towns = tuple(
        Town(name, _spelled(code))
        for name, code in zip(_names(dice), _middles(codes), strict=False)
    )
    return Council(ons_code, tuple(areas), towns, tuple(spread))


def _middles(codes: np.ndarray) -> Iterator[bytes]:
    """The middle postcode of each of the outward codes that have most."""
    outward = codes.astype("S4")
    found, counts = np.unique(outward, return_counts=True)
    most = found[np.argsort(-counts, kind="stable")][:_TOWNS]
    if len(most) < 2:  # a name is made of two towns
        most = np.repeat(most, 2)
    for at, code in enumerate(most.tolist()):
        of_it = codes[outward == code]
        yield of_it[(len(of_it) // 2 + at) % len(of_it)]


def _names(dice: random.Random) -> Iterator[str]:
    given: set[str] = set()
    while True:
        name = dice.choice(_FIRST) + dice.choice(_LAST)
        if name not in given:
            given.add(name)
            yield name


def _spelled(code: bytes) -> str:
    """`RM17 6SL` of seven characters."""
    text = code.decode()
    return f"{text[:4].strip()} {text[4:]}"
