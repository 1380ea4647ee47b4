"""What the name of a map's layer says of the things on it; `Untitled layer` says nothing."""

import re

_BETWEEN = re.compile(r"\s+/\s+")
_AGAIN = re.compile(r"\s+\(\d+\)$")  # the second folder of one name: `Lunch clubs (2)`
_SAYS_NOTHING = re.compile(
    r"(?:untitled|unnamed|new|my|temporary|all)?\s*"
    r"(?:layers?|folders?|maps?|places?|documents?|points?|lines?|polygons?|shapes?|pins?|markers?"
    r"|placemarks?|waypoints?|tracks?|routes?|features?|areas?|datalayer|sheet)\s*(?:\d+|\(\d+\))?"
    r"|.*\.(?:kml|kmz|csv|tsv|txt|xlsx?|ods|gpx|json|geojson)"
    r"|(?:unbenannte ebene|calque|capa)\b.*|\d+",
    re.IGNORECASE,
)


def layer_names(text: str) -> list[str]:
    """The folders of `Walks / River (2)` that say something, outermost first: `Walks`, `River`."""
    names = (_AGAIN.sub("", each) for each in _BETWEEN.split(text.strip()))
    return [each for each in names if each and not _SAYS_NOTHING.fullmatch(each)]
