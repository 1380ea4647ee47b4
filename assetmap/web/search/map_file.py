"""`/find-map.html`: the answer of a question as a map in one file, to keep or to send on."""

from dataclasses import replace

from flask import Blueprint, Response, json, make_response

from assetmap.domain.listings.needs import without_past_needs
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.places.basemap import load_basemap
from assetmap.services.search.selection import Selection, select
from assetmap.static_map.standalone import listing_map
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.data_errors import Refused
from assetmap.web.framework.query import address, asked
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.search.question_words import question_words

map_file = Blueprint("map_file", __name__)

_FILES = "30 per 1 minute; 300 per 1 hour"  # for each visitor: each is drawn anew
MOST = 2_000  # listings: about 600 kB, and a third of a second to make


@map_file.get("/find-map.html")
@open_to_all()
@rate_limited(_FILES, methods=("GET",))
def file() -> Response:
    """The map and its list as one HTML file, which needs no network."""
    search, problems = asked(context())
    if problems:
        raise Refused(problems)
    selection = select(context(), search)
    if selection.problems:
        raise Refused(selection.problems)
    response = make_response(_page(selection))
    response.headers["Content-Disposition"] = 'attachment; filename="map.html"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page(selection: Selection) -> str:
    today = context().clock.today()
    chosen = selection.listings[:MOST]
    ground = load_basemap(context().config.cache, context().borough, context().postcodes)
    return listing_map(
        (PublicListing(without_past_needs(each.shown, today)) for each in chosen),
        context().borough.words,
        title=_title(selection),
        note=_note(selection, len(chosen)),
        basemap=json.loads(ground),
    )


def _title(selection: Selection) -> str:
    said = question_words(selection.search, selection.snapshot.choices)
    title = context().borough.title
    return f"{title}: {said}" if said else title


def _note(selection: Selection, shown: int) -> str:
    where = address(
        replace(selection.search, page=1, view="list"), f"{context().config.public_url}/find"
    )
    parts = [f"As at {long_date(context().clock.today())}."]
    if shown < len(selection.order):
        parts.append(f"This has the first {shown:,} of {len(selection.order):,}.")
    if selection.snapshot.has_samples:
        parts.append("Sample data: these listings are invented.")
    # The address last, where no full stop can be taken for a part of it.
    return " ".join((*parts, f"See it as it is now: {where}"))
