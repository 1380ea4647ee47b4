"""`/find.pdf`: the answer of a question as a printed map with numbers, and the list of them."""

from collections.abc import Iterator
from dataclasses import replace

from flask import Blueprint, json, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from assetmap.paths import STATIC
from assetmap.pdf.document import Busy, NoPdf, make_one_page_pdf
from assetmap.places.basemap import load_basemap
from assetmap.services.search.selection import Selection, select
from assetmap.services.search.wards import ward_shapes
from assetmap.static_map.background import Background, read_background
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.data_errors import Refused
from assetmap.web.framework.downloads import DOWNLOADS
from assetmap.web.framework.query import address, asked
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.framework.use_counting import count_use
from assetmap.web.presenters.pages import TextPage
from assetmap.web.search.printed_map_description import PRINTED_MAP
from assetmap.web.search.printed_map_page import (
    LETTERS,
    ORIENTATIONS,
    SIZES,
    PaperKind,
    map_papers,
)

printed_map = Blueprint("printed_map", __name__)

PAPER = ("size", "orientation", "letters")  # parameters of the paper, not of the question
_SHEETS = (STATIC / "css/search/printed-map.css",)


@printed_map.get("/find.pdf")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(PRINTED_MAP)
def pdf() -> ResponseReturnValue:
    """The map and its list; without the library for it, the find page, which the browser prints."""
    search, problems = asked(context(), *PAPER)
    if problems:
        raise Refused(problems)
    selection = select(context(), search)
    if selection.problems:
        raise Refused(selection.problems)
    kind = _kind()
    site = context().config.public_url
    try:
        body = make_one_page_pdf(_laid_out(selection, kind, site), _SHEETS, site)
    except NoPdf:
        return redirect(address(replace(search, page=1)))
    response = make_response(body)
    response.mimetype = "application/pdf"
    name = f"map-{kind.size}-{kind.orientation}.pdf".lower()
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return count_use(response, "map")


@printed_map.errorhandler(Busy)
def busy(_: Exception) -> ResponseReturnValue:
    """Too many PDFs are being made at once."""
    body = render_template("search/printed_map_busy.html", page=TextPage("One moment"))
    return body, 503, {"Retry-After": "5"}


def _laid_out(selection: Selection, kind: PaperKind, site: str) -> Iterator[str]:
    days = context().clock.today(), context().calendar().terms
    for page in map_papers(selection, _background(), context().borough, days, site, kind):
        yield render_template("search/printed_map.html", page=page)


def _background() -> Background:
    """The drawn borough, with the lines between today's wards where there are any."""
    drawn = json.loads(load_basemap(context().config.cache, context().borough, context().postcodes))
    return read_background({**drawn, "wards": list(ward_shapes(context()))})


def _kind() -> PaperKind:
    """How the paper is asked for; what is not known counts as not said, as with other papers."""
    return PaperKind(*map(_chosen, PAPER, (SIZES, ORIENTATIONS, LETTERS)))


def _chosen(name: str, choices: tuple[str, ...]) -> str:
    given = request.args.get(name, "").strip().casefold()
    return next((each for each in choices if each.casefold() == given), choices[0])
