"""`/embed`: a small box of results for other sites' pages, in a frame of its own origin.

Only the sites that the borough names may show it; it has no cookie, no form and no session, and
works in a sandbox without this site's origin.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.basemap import Basemap
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.results import Match
from assetmap.domain.validation import Problem
from assetmap.services.search.finding import answer
from assetmap.services.search.map_points import is_soft
from assetmap.services.search.reading import MovedTo, hit_of, read_listing
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.headers import picture_policy
from assetmap.web.framework.query import address, asked
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.pages import Card
from assetmap.web.search.embed_code import SHOW, Show, question_path, question_title, read_show
from assetmap.web.search.map_view import points_url

embed = Blueprint("embed", __name__)

MOST = 5  # results in the box


@dataclass(frozen=True)
class EmbedPage:
    """`/embed`: the first results of a question, or what comes nearest when nothing fits, and the
    way to all of them.
    """

    title: str
    cards: tuple[Card, ...]
    match: Match
    total: int
    all_url: str
    problems: tuple[Problem, ...]
    urgent: tuple[HelpLine, ...]
    signposts: tuple[Signpost, ...]
    correction: str  # the spelling we searched for; empty when as typed
    typed: str
    exact_url: str  # the way to the results for what was typed
    show: Show
    map_url: str  # /map.json with this question; empty where no map is shown
    own_path: str  # of the box itself


@dataclass(frozen=True)
class ListingBox:
    """`/embed/listing/<id>`: one listing; `point` is what its map is drawn from, if it has one."""

    title: str
    card: Card
    point: dict[str, str]
    own_path: str


@embed.get("/embed")
@open_to_all()
def box() -> Response:
    """The first results of a question, for a frame in another site's page."""
    search, problems = asked(context(), SHOW)
    show, wrong_show = read_show(request.args.get(SHOW, ""))
    found = answer(context(), replace(search, per_page=MOST, page=1))
    shown = found.hits or found.nearest[:MOST]
    view = "list" if show == "list" else "map"
    page = EmbedPage(
        question_title(search, context().borough),
        tuple(card_of(hit, context().borough, context().clock.now()) for hit in shown),
        found.match,
        found.total,
        address(replace(search, page=1, view="map" if show == "map" else "list")),
        (*problems, *wrong_show, *found.problems),
        found.urgent,
        found.understood.signposts,
        found.understood.correction,
        search.words.strip(),
        address(replace(search, exact=True, page=1)),
        show,
        "" if show == "list" else points_url(replace(search, view="list", page=1), view),
        question_path(search, show),
    )
    return _framed(render_template("search/embed.html", page=page))


@embed.get("/embed/listing/<listing_id>")
@open_to_all()
def listing_box(listing_id: str) -> ResponseReturnValue:
    """One listing, for a frame in another site's page."""
    try:
        found = read_listing(context(), listing_id)
    except MovedTo as moved:
        return redirect(url_for("embed.listing_box", listing_id=moved.listing_id), 301)
    card = card_of(hit_of(context(), found), context().borough, context().clock.now())
    path = url_for("embed.listing_box", listing_id=found.id)
    page = ListingBox(found.shown.name, card, _point(found, card), path)
    return _framed(render_template("search/embed_listing.html", page=page))


def policy_of(hosts: tuple[str, ...], basemap: Basemap) -> str:
    """The content policy of the box: `hosts` are the sites that may show it."""
    return "; ".join(
        (
            *("default-src 'none'", "script-src 'self'", "style-src 'self'"),
            *(picture_policy(basemap), "connect-src 'self'"),
            *("form-action 'none'", "base-uri 'none'"),
            "frame-ancestors " + (" ".join(hosts) or "'none'"),
        )
    )


def _framed(html: str) -> Response:
    response = make_response(html)
    hosts, basemap = context().borough.embed_hosts, context().config.basemap
    response.headers["Content-Security-Policy"] = policy_of(hosts, basemap)
    return response


def _point(found: PublicListing, card: Card) -> dict[str, str]:
    if found.point is None:
        return {}
    return {
        "lat": str(found.point.lat),
        "lon": str(found.point.lon),
        "name": found.shown.name,
        "category": card.category.slug,
        **({"soft": "yes"} if is_soft(found) else {}),
    }
