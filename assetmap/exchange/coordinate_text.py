"""Numbers and points as people type them: `51.478, 0.328`, `51,4780`, `51°28'40"N 0°19'41"E`."""

import re
from dataclasses import dataclass

from assetmap.exchange.grid import looks_like_grid

_LEAST_DECIMALS = 3  # of a point behind other words: 100 metres, and no room number
_AXIS = {"N": 1, "S": -1, "E": 1, "W": -1}
_LABEL = r"(?:(?P<{0}label>lat|lng|lon)[a-z]*\s*[:=]?\s*)?"
_DEGREES = (
    r"(?P<{0}before>[NSEW])?\s*(?P<{0}sign>[-+\u2212])?\s*(?P<{0}whole>\d{{1,3}}(?:[.,]\d+)?|[.,]\d+)"
    r"(?:\s*[°º]\s*(?:(?P<{0}minutes>\d{{1,2}}(?:[.,]\d+)?)\s*['′’]\s*"
    r"(?:(?P<{0}seconds>\d{{1,2}}(?:[.,]\d+)?)\s*(?:[\"″”]|''|’’)\s*)?)?)?"
    r"\s*(?P<{0}after>[NSEW](?![a-z]))?"
)
_ONE = re.compile(_DEGREES.format("a"), re.IGNORECASE)
_BOTH = (
    _LABEL.format("a") + _DEGREES.format("a") + r"(?:\s*[,;/|]\s*|\s+)"
    + _LABEL.format("b") + _DEGREES.format("b")
)  # fmt: skip
_PAIR = re.compile(rf"(?:geo:)?\s*[(\[]?\s*{_BOTH}\s*[)\]]?", re.IGNORECASE)
_AT_END = re.compile(rf"(?P<rest>.*?)[\s,;:-]*[(\[]\s*{_BOTH}\s*[)\]]", re.IGNORECASE | re.DOTALL)
# No nought in front: that is a telephone number.
_METRES = re.compile(
    r"[(\[]?\s*([1-9]\d{4,5}(?:\.\d+)?)(?:\s*[,;/|]\s*|\s+)([1-9]\d{3,6}(?:\.\d+)?)\s*[)\]]?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?")
# `{'latitude': '51.47', 'longitude': '0.32', ...}`, as some portals write a place.
_NUMBER_KEYED = r"[\"']?{}[a-z]*[\"']?\s*[:=]\s*[\"']?(-?\d{{1,3}}\.\d+)"
_KEYED = tuple(
    re.compile(r"(?<![a-z])" + _NUMBER_KEYED.format(name), re.IGNORECASE)
    for name in ("lat", "(?:lng|lon)")
)


@dataclass(frozen=True)
class Pair:
    """Two numbers that one text holds, in its order.

    `x_first` when it says itself which one is the longitude (or easting); None when it does not.
    """

    first: float
    second: float
    x_first: bool | None = None


def read_number(text: str) -> float | None:
    """A plain number, also with a decimal comma, or with commas or spaces between thousands."""
    text = text.strip().replace("\u2212", "-").replace("\u00a0", " ")
    if _THOUSANDS.fullmatch(text):
        text = re.sub(r"[, ]", "", text)
    elif text.count(",") == 1 and "." not in text:
        text = text.replace(",", ".")
    return float(text) if re.fullmatch(r"[-+]?\d+(?:\.\d*)?|[-+]?\.\d+", text) else None


def read_degrees(text: str) -> float | None:
    """Degrees in decimals or minutes and seconds, with a sign or a letter; None if it is no such.

    A decimal comma is read as one, since no degrees reach a thousand.
    """
    match = _ONE.fullmatch(text.strip())
    return _value(match, "a") if match else None


def read_pair(text: str) -> Pair | None:
    """The two numbers of a text that holds nothing else: degrees with decimals, or grid metres."""
    text = text.strip()
    if match := _METRES.fullmatch(text):
        x, y = float(match[1]), float(match[2])
        return Pair(x, y, x_first=True) if looks_like_grid(x, y) else None
    if match := _PAIR.fullmatch(text):
        return _pair(match) if _is_fine(match, 1) else None
    lat, lon = (each.search(text) for each in _KEYED) if text.startswith("{") else (None, None)
    return Pair(float(lat[1]), float(lon[1]), x_first=False) if lat and lon else None


def read_pair_at_end(text: str) -> tuple[str, Pair] | None:
    """The words in front of a point in brackets, and the point: `Grays (51.4781, 0.3267)`."""
    match = _AT_END.fullmatch(text.strip()) if text.rstrip().endswith((")", "]")) else None
    pair = _pair(match) if match and _is_fine(match, _LEAST_DECIMALS) else None
    return (match["rest"].strip(" ,;:-\n"), pair) if match and pair else None


def _is_fine(match: re.Match[str], decimals: int) -> bool:
    """Whether both numbers are so exact that they can only be a point."""
    return all(
        match[f"{side}minutes"]
        or len(match[f"{side}whole"].partition(".")[2]) >= decimals
        or len(match[f"{side}whole"].partition(",")[2]) >= decimals
        for side in "ab"
    )


def _pair(match: re.Match[str]) -> Pair | None:
    first, second = _value(match, "a"), _value(match, "b")
    if first is None or second is None:
        return None
    said = [_is_x(match, "a"), None if (b := _is_x(match, "b")) is None else not b]
    sure = {each for each in said if each is not None}
    return None if len(sure) > 1 else Pair(first, second, next(iter(sure), None))


def _is_x(match: re.Match[str], side: str) -> bool | None:
    """Whether it says that a number runs eastwards; None when it does not say."""
    letter = (match[f"{side}before"] or match[f"{side}after"] or "").upper()
    label = (match[f"{side}label"] or "").lower()
    if letter:
        return letter in "EW"
    return label != "lat" if label else None


def _value(match: re.Match[str], side: str) -> float | None:
    parts = [match[f"{side}{name}"] for name in ("whole", "minutes", "seconds")]
    whole, minutes, seconds = (float(part.replace(",", ".")) if part else 0.0 for part in parts)
    letters = [each.upper() for each in (match[f"{side}before"], match[f"{side}after"]) if each]
    if len(letters) > 1 or minutes >= 60 or seconds >= 60 or whole > 180:
        return None
    below = match[f"{side}sign"] in ("-", "\u2212") or (bool(letters) and _AXIS[letters[0]] < 0)
    degrees = whole + minutes / 60 + seconds / 3600
    return -degrees if below else degrees
