"""The code that puts a box of results into another site's page."""

from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from markupsafe import Markup

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.query import PER_PAGE, Search
from assetmap.domain.text import one_line
from assetmap.domain.validation import Problem
from assetmap.web.framework.query import address

Show = Literal["list", "map", "both"]
SHOWS: tuple[Show, ...] = ("list", "map", "both")
SHOW = "show"  # the parameter
HEIGHTS: dict[Show, int] = {"list": 480, "map": 600, "both": 720}  # pixels, if nothing is said
LEAST, MOST = 200, 2_000  # pixels of height that may be asked for
WIDTH = 600  # pixels, where a number is needed


@dataclass(frozen=True)
class Frame:
    """A box: what it shows, by its whole address, its title, and its height in pixels."""

    src: str
    title: str
    height: int
    width: str = "100%"

    @property
    def html(self) -> Markup:
        """The code: no script, and nothing that the page around it must allow but the frame."""
        return Markup(
            '<iframe class="directory-box" title="{}"\n  src="{}"\n'
            '  sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"\n'
            '  width="{}" height="{}" loading="lazy" style="border: 0; max-width: 100%"></iframe>'
        ).format(self.title, self.src, self.width, self.height)


def read_show(given: str) -> tuple[Show, tuple[Problem, ...]]:
    """What a box shows, and what was wrong in how it was asked for."""
    wanted = one_line(given).strip().casefold() or "list"
    found = next((each for each in SHOWS if each == wanted), None)
    if found is None:
        return "list", (Problem(SHOW, "A box can show a list, a map or both."),)
    return found, ()


def question_path(search: Search, show: Show) -> str:
    """The address of a question's box on this site."""
    asked = address(replace(search, page=1, per_page=PER_PAGE, view="list"), "/embed")
    if show == "list":
        return asked
    return f"{asked}{'&' if '?' in asked else '?'}{urlencode({SHOW: show})}"


def question_title(search: Search, borough: Borough) -> str:
    """What the box of a question is called."""
    need = borough.words.need.get(search.need or "")
    subject = need.label if need else one_line(search.words).strip()
    where = f" near {one_line(search.near)}" if search.near else ""
    return f"{subject[:1].upper()}{subject[1:]}{where}" if subject else f"What is on{where}"
