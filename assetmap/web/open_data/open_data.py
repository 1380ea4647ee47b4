"""`/open-data`: the whole directory to take away, and what is in it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Blueprint, Response, jsonify, render_template, request

from assetmap.exchange import geopackage_files
from assetmap.exchange.data_dictionary import data_dictionary
from assetmap.exchange.formats import FORMATS, Format
from assetmap.services.open_data.whole_directory import (
    WholeDirectory,
    every_listing,
    geopackage,
    whole_directory,
)
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.downloads import DOWNLOADS, bundled
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.open_data.open_data_description import CATALOGUE, GEOPACKAGE, listings_in
from assetmap.web.open_data.open_data_page import (
    FOLDER,
    about_words,
    catalogue,
    open_data_page,
)

_PIECE = 64 * 1024  # bytes

open_data = Blueprint("open_data", __name__)


@open_data.get(FOLDER)
@open_to_all()
def about() -> str:
    """What there is to take away, on which terms, and what every column holds."""
    columns = data_dictionary(every_listing(context()))
    site = context().config.public_url
    page = open_data_page(context().borough, whole_directory(context()), columns, site)
    words = about_words(context().borough)
    return render_template("open_data/open_data.html", page=page, about=words)


@open_data.get("/data.json")
@open_to_all()
@described(CATALOGUE)
def data_json() -> Response:
    """The catalogue for machines, in the terms of DCAT."""
    whole, site = whole_directory(context()), context().config.public_url
    return _conditional(jsonify(catalogue(context().borough, whole, site)), whole)


def _listings_as(form: Format) -> Callable[[], Response]:
    """The view that gives the whole directory in a format."""

    @open_to_all()
    @rate_limited(DOWNLOADS, methods=("GET",))
    @described(listings_in(form))
    def view() -> Response:
        lines = form.write(every_listing(context()), context().borough.title)
        response = Response(bundled(lines), mimetype=form.mimetype)
        return _download(response, whole_directory(context()), form.name)

    view.__qualname__ = f"listings_{form.name}"  # by which the library of limits tells views apart
    return view


for each in FORMATS:  # /open-data/listings.csv, /open-data/listings.geojson
    address = f"{FOLDER}/listings.{each.name}"
    open_data.add_url_rule(address, f"listings_{each.name}", _listings_as(each), methods=["GET"])


@open_data.get(f"{FOLDER}/listings.gpkg")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(GEOPACKAGE)
def listings_gpkg() -> Response:
    """The whole directory as a GeoPackage."""
    whole = whole_directory(context())
    path = geopackage(context())
    response = Response(_pieces(path), mimetype=geopackage_files.MIMETYPE)
    response.content_length = path.stat().st_size
    return _download(response, whole, geopackage_files.NAME)


def _pieces(path: Path) -> Iterator[bytes]:
    """What is in a file, opened only once somebody reads it: not for who has it already."""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _download(response: Response, whole: WholeDirectory, name: str) -> Response:
    response.headers["Content-Disposition"] = f'attachment; filename="listings.{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return _conditional(response, whole)


def _conditional(response: Response, whole: WholeDirectory) -> Response:
    """The file, or 304 to who has it of the same generation."""
    response.set_etag(whole.mark, weak=True)
    response.last_modified = whole.changed
    response.headers["Cache-Control"] = "public, no-cache"  # kept, and asked about each time
    response.headers["Access-Control-Allow-Origin"] = "*"  # a map on another site may read it
    response.make_conditional(request)
    return response
