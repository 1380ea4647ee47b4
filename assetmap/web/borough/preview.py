"""A preview of the page: the real parts of pages, with a borough that is tried."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, make_response, request, url_for

from assetmap.borough.borough_file import plain_colour, plain_name
from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.vocabulary import Category
from assetmap.domain.people.people import Action
from assetmap.web.borough.questions import Part
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context

borough_preview = Blueprint("borough_preview", __name__, url_prefix="/work/borough-preview")

_CATEGORY = "category."  # before a category's slug in the address of the colours
_MOST = 60  # colours in one address


@dataclass(frozen=True)
class Preview:
    """What is drawn. `kind` is the part's page; `styles` the address of its colours."""

    kind: str
    borough: Borough
    styles: str
    category: Category | None = None
    signpost: Signpost | None = None
    urgent: tuple[HelpLine, ...] = ()


def preview_of(part: Part, place: str, borough: Borough) -> Preview | None:
    """The preview beside the differences of a part or an entry; None for a part without one.

    `place` is that of the entry, empty for one that is added; `borough` the one that would be.
    """
    kind = part.slug
    if kind not in DRAWN:
        return None
    styles = f"{url_for('borough_preview.colours')}?{urlencode(_colours_of(borough))}"
    one = int(place.partition("-")[0]) if place else -1  # what is added comes last
    if kind == "categories":
        return Preview(kind, borough, styles, category=borough.words.categories[one])
    if kind == "signposts":
        return Preview(kind, borough, styles, signpost=borough.signposts[one])
    if kind == "urgent-numbers":
        kinds = borough.urgent[one].kinds[:1]
        return Preview(kind, borough, styles, urgent=borough.urgent_lines(kinds))
    return Preview(kind, borough, styles)


DRAWN = frozenset(
    (
        *("name", "phone-lines", "urgent-numbers", "colours", "tiles", "categories", "signposts"),
        "time-bank",
    )
)


def _colours_of(borough: Borough) -> dict[str, str]:
    """The colours that are others than now, as the address of the style sheet has them."""
    now = {each.slug: each.colour for each in context().borough.words.categories}
    others = {
        f"{_CATEGORY}{each.slug}": each.colour
        for each in borough.words.categories
        if now.get(each.slug) != each.colour
    }
    return {name: code.removeprefix("#") for name, code in {**borough.colours, **others}.items()}


@borough_preview.get("/colours.css")
@needs(Action.SET_UP)
def colours() -> Response:
    """The colours of a preview, which are those of the address."""
    if len(request.args) > _MOST:
        abort(404)
    try:
        rules = "\n".join(_rules(request.args))
    except ValueError:
        abort(404)
    response = make_response(rules)
    response.mimetype = "text/css"
    return response


def _rules(given: Mapping[str, str]) -> Iterator[str]:
    """The rules of the style sheet. Raises ValueError for what is no plain name or colour."""
    for name, code in given.items():
        colour = plain_colour(f"#{code}")
        if name.startswith(_CATEGORY):
            slug = plain_name(name.removeprefix(_CATEGORY))
            yield f".borough-preview .category-{slug}{{--category:{colour}}}"
        else:
            yield f".borough-preview{{--{plain_name(name)}:{colour}}}"
