"""The borough's colours and those of categories: whether what is drawn in them can be read.

Which colours meet is what the style sheets make of them. The pages have no dark theme; with forced
colours the browser chooses.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.contrast import contrast
from assetmap.services.borough.change_problem import ChangeProblem, quoted

TEXT_LEAST = 4.5  # https://www.w3.org/TR/WCAG22/#contrast-minimum
SHAPE_LEAST = 3.0  # https://www.w3.org/TR/WCAG22/#non-text-contrast: focus rings, bold outlines

# The colours of static/css/site.css, where the borough does not give its own.
COLOURS: Mapping[str, str] = {
    "brand": "#0b4f6c",
    "brand-text": "#ffffff",
    "link": "#0b4f8a",
    "focus": "#ffdd00",
    "ink": "#15252c",
    "ink-soft": "#48585f",
    "paper": "#ffffff",
    "mist": "#edf3f2",
    "sand": "#fdf2d8",
    "sand-ink": "#5e4200",
    "line": "#cbd6d7",
    "line-strong": "#64767d",
    "good": "#1a6b33",
    "alert": "#a8201a",
    "category": "#37474f",
}
_WHITE, _BLACK = "#ffffff", "#000000"


@dataclass(frozen=True)
class _Pair:
    """Two colours that meet: names of COLOURS, what is drawn so, and the least contrast."""

    front: str
    ground: str
    what: str
    least: float = TEXT_LEAST

    @property
    def needs(self) -> str:
        """What needs the least contrast."""
        return "text" if self.least == TEXT_LEAST else "it"


_PAIRS = (
    _Pair("brand-text", "brand", "Words on buttons and in the foot of the page"),
    _Pair("brand", "paper", "The name of the directory on the page"),
    _Pair("brand", "mist", "The heading of the home page", SHAPE_LEAST),
    _Pair("link", "paper", "Links on the page"),
    _Pair("link", "mist", "Links on the pale ground of notices"),
    _Pair("link", "sand", "Links on the yellow ground of warnings"),
    _Pair("ink", "focus", "The words of a link that the keyboard is on"),
    _Pair("ink", "paper", "Words on the page"),
    _Pair("ink", "mist", "Words on the pale ground of notices"),
    _Pair("ink-soft", "paper", "Hints on the page"),
    _Pair("ink-soft", "mist", "Hints on the pale ground of notices"),
    _Pair("sand-ink", "sand", "Words of warnings"),
    _Pair("good", "paper", "Words that say all is well"),
    _Pair("alert", "paper", "Words that say what is wrong"),
    _Pair("line-strong", "paper", "The edges of boxes to type in", SHAPE_LEAST),
)


def colour_problems(borough: Borough, before: Borough) -> Iterator[ChangeProblem]:
    """The colours that nobody could read; of two that meet, the one that changed is named."""
    for name in borough.colours:
        if name not in COLOURS:
            message = (
                f"There is no colour called {quoted(name)}. Choose from: {', '.join(COLOURS)}."
            )
            yield ChangeProblem("borough", f"colours.{name}", message)
    now, then = {**COLOURS, **borough.colours}, {**COLOURS, **before.colours}
    for pair in _PAIRS:
        front, ground = now[pair.front], now[pair.ground]
        if _is_weak(front, ground, pair.least):
            is_ground = front == then[pair.front] and ground != then[pair.ground]
            place = pair.ground if is_ground else pair.front
            told = _told(front, ground, pair, is_ground=is_ground)
            yield ChangeProblem("borough", f"colours.{place}", told)
    yield from _ring_on_brand(now)
    yield from _categories(borough, now)


def _ring_on_brand(now: Mapping[str, str]) -> Iterator[ChangeProblem]:
    """The ring has two colours, so that one of them is seen on any ground."""
    rings = (now["focus"], now["ink"])
    best = max(rings, key=lambda ring: contrast(ring, now["brand"]))
    if _is_weak(best, now["brand"], SHAPE_LEAST):
        pair = _Pair("focus", "brand", "The ring around what the keyboard is on", SHAPE_LEAST)
        yield ChangeProblem("borough", "colours.focus", _told(best, now["brand"], pair))


def _categories(borough: Borough, now: Mapping[str, str]) -> Iterator[ChangeProblem]:
    """It is that of text on cards, also lit ones, and lies under white pictures on pins."""
    for category in borough.words.categories:
        grounds = dict.fromkeys((_WHITE, now["paper"], now["mist"]))
        weak = [each for each in grounds if _is_weak(category.colour, each, TEXT_LEAST)]
        if weak:
            pair = _Pair("category", "paper", f"The category {quoted(category.label)}")
            yield ChangeProblem("categories", category.slug, _told(category.colour, weak[0], pair))


def _is_weak(front: str, ground: str, least: float) -> bool:
    return contrast(front, ground) < least


def _told(front: str, ground: str, pair: _Pair, *, is_ground: bool = False) -> str:
    ratio = math.floor(contrast(front, ground) * 10) / 10  # never said to be enough when it is not
    other = front if is_ground else ground
    better = "lighter" if contrast(other, _WHITE) > contrast(other, _BLACK) else "darker"
    return (
        f"{pair.what}: {_name(front)} on {_name(ground)} has {ratio:.1f} to 1; {pair.needs} needs "
        f"{pair.least:g} to 1. Choose a {better} colour{' for the ground' if is_ground else ''}."
    )


def _name(colour: str) -> str:
    return {_WHITE: "white", _BLACK: "black"}.get(colour.lower(), colour)
