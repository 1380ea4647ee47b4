"""What a pin on a map looks like, in words: people sort their maps by icon and colour."""

import colorsys
import re
from dataclasses import dataclass

from assetmap.exchange.readers.safe_xml import Element, child, child_text, children, local_name

# `icon-1899-0288D1-labelson-nodesc`, `icon-124`, `line-0288D1-5000`, `poly-0288D1-1-77`.
_ICON = re.compile(
    r"#icon-([\w.-]+?)(?:-([0-9A-Fa-f]{6}))?(?:-(?:labelson|nodesc|normal|highlight))*$"
)
_SHAPE = re.compile(r"#(?:line|poly)-([0-9A-Fa-f]{6})\b")
_PICTURE = re.compile(r"([\w-]+)\.(?:png|gif|jpe?g|svg)\b[^/]*$", re.IGNORECASE)
_STYLED = ("IconStyle", "PolyStyle", "LineStyle")
_HUES = (
    (15, "red"),
    (42, "orange"),
    (68, "yellow"),
    (165, "green"),
    (195, "turquoise"),
    (255, "blue"),
    (300, "purple"),
    (340, "pink"),
    (360, "red"),
)
_WORDS = {"wht": "white", "blk": "black", "ylw": "yellow", "grn": "green", "ltblu": "light blue"}
_COLOURS = {
    *(word for _, word in _HUES),
    *("white", "black", "grey", "gray", "brown", "ltblue", "light blue"),
}


@dataclass(frozen=True)
class Look:
    """The icon and the colour of something on a map; either may be empty."""

    icon: str = ""
    colour: str = ""


class Styles:
    """The styles that a document shares among its placemarks. Made once a file."""

    def __init__(self, root: Element) -> None:
        self._own: dict[str, Element] = {}
        self._pairs: dict[str, Element] = {}
        for each in root.iter():
            if (style := each.get("id")) and local_name(each) == "Style":
                self._own.setdefault(style, each)
            elif style and local_name(each) == "StyleMap":
                self._pairs.setdefault(style, each)
        self._shared: dict[str, Look] = {}

    def look(self, placemark: Element) -> Look:
        """How a placemark looks: by its own style, or by the name or parts of a shared one."""
        own = child(placemark, "Style")
        if own is None and (pair := child(placemark, "StyleMap")) is not None:
            own = self._normal(pair)
        url = child_text(placemark, "styleUrl")
        shared = self._shared_look(url) if url else Look()
        mine = _look_of(own) if own is not None else Look()
        return Look(mine.icon or shared.icon, mine.colour or shared.colour)

    def _shared_look(self, url: str) -> Look:
        if url not in self._shared:
            self._shared[url] = self._named(url)
        return self._shared[url]

    def _named(self, url: str) -> Look:
        said = _look_of(style) if (style := self._style(url)) is not None else Look()
        if match := _ICON.search(url):
            return Look(match[1], _coloured(match[2]) if match[2] else said.colour)
        if match := _SHAPE.search(url):
            return Look(colour=_coloured(match[1]))
        return said

    def _style(self, url: str) -> Element | None:
        name = url.rpartition("#")[2]
        pair = self._pairs.get(name)
        return self._own.get(name) if pair is None else self._normal(pair)

    def _normal(self, pair: Element) -> Element | None:
        """The style of a pair that holds while nobody points at it."""
        for each in children(pair, "Pair"):
            if child_text(each, "key") in ("normal", ""):
                inline = child(each, "Style")
                url = child_text(each, "styleUrl").rpartition("#")[2]
                return self._own.get(url) if inline is None else inline
        return None


def _look_of(style: Element) -> Look:
    icon = child(style, "IconStyle")
    picture = child(icon, "Icon") if icon is not None else None
    match = _PICTURE.search(child_text(picture, "href")) if picture is not None else None
    name = match[1] if match else ""
    found = (_abgr(child_text(each, "color")) for each in children(style, *_STYLED))
    return Look(name, next(filter(None, found), "") or _named_colour(name))


def _abgr(text: str) -> str:
    """The colour of `aabbggrr`, KML's own order."""
    if not re.fullmatch(r"#?[0-9A-Fa-f]{8}", text):
        return ""
    blue, green, red = (text[-6:][at : at + 2] for at in (0, 2, 4))
    return _coloured(f"{red}{green}{blue}")


def _coloured(rgb: str) -> str:
    """`blue (#0288D1)`."""
    return f"{_word(rgb)} (#{rgb.upper()})"


def _word(rgb: str) -> str:
    parts = [int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    hue, light, strong = colorsys.rgb_to_hls(*parts)
    if light > 0.93 or (light > 0.8 and strong < 0.15):
        return "white"
    if light < 0.1:
        return "black"
    if strong < 0.15:
        return "grey"
    degrees = hue * 360
    if degrees < 42 and light < 0.38:
        return "brown"
    return next(word for end, word in _HUES if degrees <= end)


def _named_colour(picture: str) -> str:
    """The colour in the name of a picture: `124-red`, `ylw-pushpin`; or empty."""
    words = (_WORDS.get(each, each) for each in picture.lower().split("-"))
    return next((each for each in words if each in _COLOURS), "")
