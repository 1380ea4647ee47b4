"""The map as a view of its own: `/find?view=map` is the same question, shown on a map."""

from dataclasses import dataclass, replace

from assetmap.domain.search.query import Search
from assetmap.web.framework.query import address

TEMPLATES = {"list": "search/find.html", "map": "search/map_view.html"}


@dataclass(frozen=True)
class Views:
    """The two addresses of a question: its list and its map."""

    list: str
    map: str


def views_of(search: Search) -> Views:
    """The addresses of a question in either view, from its first page."""
    first = replace(search, page=1)
    return Views(address(replace(first, view="list")), address(replace(first, view="map")))


def points_url(search: Search, view: str) -> str:
    """Where the pins of a question are. The list beside the map is of the part in view; the map
    has the pins of every part, so that there are some wherever it is moved.
    """
    return address(replace(search, bbox=None) if view == "map" else search, "/map.json")
