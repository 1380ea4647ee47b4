"""`/oembed`: how other sites' editors show one of our addresses as a box (oEmbed 1.0).

https://oembed.com: 404 for an address that we do not show as a box, 501 for another format.
"""

import xml.etree.ElementTree as ET
from dataclasses import replace
from urllib.parse import SplitResult, parse_qsl, urlsplit

from flask import Blueprint, Response, jsonify, make_response, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query_reading import read_search
from assetmap.domain.text import one_line
from assetmap.services.search.reading import Gone, MovedTo, read_listing
from assetmap.services.whats_on.hubs import find_hub
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.downloads import DOWNLOADS
from assetmap.web.framework.form_origin import own_address
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.search.embed_code import (
    HEIGHTS,
    SHOW,
    WIDTH,
    Frame,
    question_path,
    question_title,
    read_show,
)
from assetmap.web.search.embed_description import OEMBED

oembed = Blueprint("oembed", __name__)

FORMATS = ("json", "xml")
_LISTING_HEIGHT, _WITH_MAP = 320, 640  # pixels
_LONGEST = 2_000  # characters of an address
_KEPT_S = 3600  # for so long others may keep the answer
_QUESTIONS = ("/find", "/embed")
_LISTINGS = ("/listing/", "/embed/listing/")


@oembed.get("/oembed")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(OEMBED)
def box_of() -> ResponseReturnValue:
    """The box of one of our own addresses."""
    wanted = request.args.get("format", "json").strip().casefold()
    if wanted not in FORMATS:
        return _refused("format", "We have json and xml.", 501)
    most = {name: request.args.get(name, "").strip() for name in ("maxwidth", "maxheight")}
    for name, given in most.items():
        if given and not (given.isascii() and given.isdecimal() and int(given[:9]) > 0):
            return _refused(name, f"{name} is a whole number of pixels, 1 or more.", 400)
    frame = frame_of(request.args.get("url", ""))
    if frame is None:
        says = "Give the address of a search, a listing, a hub or a box of this directory."
        return _refused("url", says, 404)
    width = min(WIDTH, int(most["maxwidth"][:9] or WIDTH))
    height = min(frame.height, int(most["maxheight"][:9] or frame.height))
    sized = replace(frame, width=str(width), height=height)
    return _answer(_document(sized, width), wanted)


def frame_of(url: str) -> Frame | None:
    """The box of one of our addresses; None of any other, and of what is not public or not there.

    What is wrong in a question is left out, as its page does.
    """
    parts = _own(one_line(url).strip())
    if parts is None:
        return None
    hub = dict(parse_qsl(parts.query)).get("hub", "")
    if parts.path == "/whats-on" and hub:
        return _listing_frame(_hub(hub))
    for begin in _LISTINGS:
        if parts.path.startswith(begin):
            return _listing_frame(_listing(parts.path.removeprefix(begin)))
    return _question_frame(parts) if parts.path in _QUESTIONS else None


def _own(url: str) -> SplitResult | None:
    """The parts of an address of this site. It may be asked for as http and served as https."""
    if len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    ours = urlsplit(own_address()).netloc.casefold()
    is_ours = parts.scheme in ("http", "https") and parts.netloc.casefold() == ours
    return parts if is_ours else None


def _question_frame(parts: SplitResult) -> Frame:
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    choices = context().directory_cache.current().snapshot.choices
    kept = [pair for pair in pairs if pair[0] != SHOW]
    search, _ = read_search(kept, context().borough.words, choices)
    show, _ = read_show(dict(pairs).get(SHOW, ""))
    if search.view == "map":
        show = "map"
    src = own_address() + question_path(search, show)
    return Frame(src, question_title(search, context().borough), HEIGHTS[show])


def _listing_frame(found: PublicListing | None) -> Frame | None:
    if found is None:
        return None
    src = own_address() + url_for("embed.listing_box", listing_id=found.id)
    return Frame(src, one_line(found.shown.name), _WITH_MAP if found.point else _LISTING_HEIGHT)


def _listing(listing_id: str) -> PublicListing | None:
    try:
        return read_listing(context(), listing_id)
    except MovedTo as moved:
        return _listing(moved.listing_id)
    except (NotFound, Gone):
        return None


def _hub(hub_id: str) -> PublicListing | None:
    try:
        return find_hub(context(), hub_id.strip()[:80])
    except (NotFound, Gone):
        return None


def _document(frame: Frame, width: int) -> dict[str, str | int]:
    return {
        "version": "1.0",
        "type": "rich",
        "title": frame.title,
        "provider_name": context().borough.title,
        "provider_url": f"{own_address()}/",
        "cache_age": _KEPT_S,
        "width": width,
        "height": frame.height,
        "html": str(frame.html),
    }


def _answer(document: dict[str, str | int], wanted: str) -> Response:
    if wanted == "json":
        response = jsonify(document)
    else:
        root = ET.Element("oembed")
        for name, value in document.items():
            ET.SubElement(root, name).text = str(value)
        response = make_response(ET.tostring(root, encoding="utf-8", xml_declaration=True))
        response.mimetype = "text/xml"
    response.headers["Cache-Control"] = f"public, max-age={_KEPT_S}"
    return response


def _refused(parameter: str, says: str, status: int) -> ResponseReturnValue:
    return jsonify(error=parameter, message=says), status
