"""The same question answered as data: JSON, GeoJSON, CSV, and suggestions while typing."""

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, jsonify, request, url_for

from assetmap.domain.listings.needs import without_past_needs
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Answer
from assetmap.exchange.answer_json import answer_document
from assetmap.exchange.formats import FORMATS, Format
from assetmap.services.search.finding import answer
from assetmap.services.search.neighbours import with_neighbours
from assetmap.services.search.selection import select
from assetmap.services.search.suggesting import Suggestions, suggest
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.data_errors import Refused, one_asked
from assetmap.web.framework.downloads import DOWNLOADS, bundled
from assetmap.web.framework.json_answers import json_answer
from assetmap.web.framework.query import asked
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.search.find_description import FIND_JSON, SUGGEST_JSON, find_as

data = Blueprint("data", __name__)


@data.get("/find.json")
@open_to_all()
@described(FIND_JSON)
def find_json() -> Response:
    """One page of the answer, with what was understood and the counts of every filter."""
    return json_answer(answer_document(_answered()))


def _find_as(form: Format) -> Callable[[], Response]:
    """The view that gives every listing of the answer in a format."""

    @open_to_all()
    @rate_limited(DOWNLOADS, methods=("GET",))
    @described(find_as(form))
    def view() -> Response:
        # In pieces and read one by one: no process holds all of a large directory.
        listings = _every_listing(by_id=form.by_id)
        pieces = bundled(form.write(listings, context().borough.title))
        response = Response(pieces)
        response.mimetype = form.mimetype
        if form.is_attachment:
            name = f"listings.{form.name}"
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    view.__qualname__ = f"find_{form.name}"  # by which the library of limits tells views apart
    return view


for each in FORMATS:  # /find.csv, /find.geojson
    data.add_url_rule(f"/find.{each.name}", f"find_{each.name}", _find_as(each), methods=["GET"])


@data.get("/suggest.json")
@open_to_all()
@described(SUGGEST_JSON)
def suggest_json() -> Response:
    """Names, categories and places that begin like `q`; only places with `only=places`."""
    only = one_asked("only", ("places",))
    found = suggest(context(), request.args.get("q", ""))
    if only:
        found = Suggestions(places=found.places)
    response = jsonify(
        names=[
            {"label": each.shown.name, "url": url_for("public.listing", listing_id=each.id)}
            for each in found.listings
        ],
        categories=[
            {"label": each.label, "url": url_for("search.find", category=each.slug)}
            for each in found.categories
        ],
        places=[{"label": each, "url": url_for("search.find", near=each)} for each in found.places],
    )
    response.headers["Cache-Control"] = "public, max-age=60"
    return response


def _answered() -> Answer:
    found = answer(context(), _question())
    if found.problems:
        raise Refused(found.problems)
    return with_neighbours(context(), found)


def _every_listing(*, by_id: bool) -> Iterator[PublicListing]:
    selection = select(context(), _question())
    if selection.problems:
        raise Refused(selection.problems)
    today = context().clock.today()
    told = (without_past_needs(each.shown, today) for each in selection.each(by_id=by_id))
    return map(PublicListing, told)


def _question() -> Search:
    search, problems = asked(context())
    if problems:
        raise Refused(problems)
    return search
