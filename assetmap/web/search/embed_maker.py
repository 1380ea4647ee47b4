"""`/embed/make`: "Put this on your website": the code of a box, to copy."""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from assetmap.domain.search.query import Search
from assetmap.domain.validation import Problem
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.query import address, asked, parameters, typed_of
from assetmap.web.framework.request_context import context
from assetmap.web.search.embed_code import (
    HEIGHTS,
    LEAST,
    MOST,
    SHOW,
    Frame,
    Show,
    question_path,
    question_title,
    read_show,
)

embed_maker = Blueprint("embed_maker", __name__)

HEIGHT = "height"  # the parameter
_FIELDS = ("q", "near")
SHOW_WORDS: dict[Show, str] = {
    "list": "A list of the first five",
    "map": "A map of them all",
    "both": "A map of them all and a list of the first five",
}


@dataclass(frozen=True)
class EmbedMakerPage:
    """`/embed/make`: a form, and the code that it makes."""

    title: str
    typed: dict[str, str]
    hidden: tuple[tuple[str, str], ...]  # parts of the question that no field shows
    show: Show
    shows: tuple[tuple[Show, str], ...]
    height: str
    problems: tuple[Problem, ...]
    code: str
    box_url: str
    find_url: str
    hosts: tuple[str, ...]  # the sites that may show the box
    least: int = LEAST
    most: int = MOST


@embed_maker.get("/embed/make")
@open_to_all()
def make() -> str:
    """A form for what the box shows, and its code."""
    search, problems = asked(context(), SHOW, HEIGHT, "page", "per_page", "view", "sort")
    show, wrong_show = read_show(request.args.get(SHOW, ""))
    height, wrong_height = read_height(request.args.get(HEIGHT, ""), show)
    typed = typed_of(parameters())
    page = EmbedMakerPage(
        title="Put this on your website",
        typed={name: typed.get(name, "") for name in _FIELDS},
        hidden=tuple(pair for pair in search.parameters() if pair[0] not in _FIELDS),
        show=show,
        shows=tuple(SHOW_WORDS.items()),
        height=typed.get(HEIGHT, "") or str(height),
        problems=(*problems, *wrong_show, *wrong_height),
        code=str(_frame(search, show, height).html),
        box_url=question_path(search, show),
        find_url=address(replace(search, page=1)),
        hosts=context().borough.embed_hosts,
    )
    return render_template("search/embed_make.html", page=page)


def read_height(given: str, show: Show) -> tuple[int, tuple[Problem, ...]]:
    """How high the box is, in pixels, and what was wrong in how it was asked for."""
    words = given.strip()
    if not words:
        return HEIGHTS[show], ()
    if words.isascii() and words.isdecimal() and LEAST <= int(words[:6]) <= MOST:
        return int(words), ()
    says = f"The height is a whole number of pixels from {LEAST} to {MOST:,}."
    return HEIGHTS[show], (Problem(HEIGHT, says),)


def _frame(search: Search, show: Show, height: int) -> Frame:
    src = context().config.public_url + question_path(search, show)
    return Frame(src, question_title(search, context().borough), height)
