"""Calendars and a feed to subscribe to: of a listing, of a hub, and of any question."""

import hashlib

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.search.query import Search
from assetmap.exchange.atom import FeedHead, atom_file
from assetmap.exchange.calendar import calendar_file
from assetmap.services.search.feeds import (
    Feed,
    feed_of_hub,
    feed_of_listing,
    feed_of_question,
    newest_of_question,
)
from assetmap.services.search.reading import MovedTo
from assetmap.services.search.selection import Selection
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.compression import compress
from assetmap.web.framework.data_errors import Refused
from assetmap.web.framework.downloads import DOWNLOADS
from assetmap.web.framework.query import address, asked
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.search.feeds_description import (
    ATOM,
    CALENDAR,
    HUB,
    HUB_CALENDAR,
    LISTING_CALENDAR,
    NOT_ASKED,
    QUESTION_ATOM,
    QUESTION_CALENDAR,
)
from assetmap.web.search.question_words import question_words

feeds = Blueprint("feeds", __name__)

_ID_LONGEST = 80  # characters
_KEPT_S = 600  # for so long a cache between us may give the same again


@feeds.get("/listing/<listing_id>.ics")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(LISTING_CALENDAR)
def listing_calendar(listing_id: str) -> ResponseReturnValue:
    """The dates of one listing as a calendar that can be subscribed to."""
    try:
        feed = feed_of_listing(context(), listing_id)
    except MovedTo as moved:
        return redirect(url_for("feeds.listing_calendar", listing_id=moved.listing_id), 301)
    return _calendar(feed.listings[0].shown.name, feed, listing_id)


@feeds.get("/hub/<listing_id>.ics")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(HUB_CALENDAR)
def hub_calendar(listing_id: str) -> ResponseReturnValue:
    """What is on at a hub, its own and that of others, as a calendar to subscribe to."""
    try:
        feed = feed_of_hub(context(), listing_id)
    except MovedTo as moved:
        return redirect(url_for("feeds.hub_calendar", listing_id=moved.listing_id), 301)
    return _calendar(f"What’s on at {feed.listings[0].shown.name}", feed, listing_id)


@feeds.get("/whats-on.ics")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(QUESTION_CALENDAR)
def question_calendar() -> ResponseReturnValue:
    """Every date of the listings that answer a question, as a calendar to subscribe to."""
    if hub := request.args.get(HUB, "").strip():
        return redirect(url_for("feeds.hub_calendar", listing_id=hub[:_ID_LONGEST]))
    selection, feed = feed_of_question(context(), _question())
    _refuse_problems(selection)
    return _calendar(_title(selection), feed, "whats-on")


@feeds.get("/whats-on.atom")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(QUESTION_ATOM)
def question_atom() -> Response:
    """The listings that answer a question, the newest change first, as an Atom feed."""
    search = _question()
    selection, entries = newest_of_question(context(), search)
    _refuse_problems(selection)
    site = context().config.public_url
    head = FeedHead(
        _title(selection),
        context().borough.body,
        address(search, f"{site}/whats-on.atom"),
        address(search, f"{site}/find"),
    )
    body = atom_file(head, [(each.listing, each.next) for each in entries], site)
    return _conditional(body, ATOM, "whats-on.atom")


def _question() -> Search:
    search, problems = asked(context(), *NOT_ASKED)
    if problems:
        raise Refused(problems)
    return search


def _refuse_problems(selection: Selection) -> None:
    if selection.problems:
        raise Refused(selection.problems)


def _title(selection: Selection) -> str:
    said = question_words(selection.search, selection.snapshot.choices)
    title = context().borough.title
    return f"{title}: {said}" if said else f"What’s on: {title}"


def _calendar(name: str, feed: Feed, file_name: str) -> Response:
    return _conditional(calendar_file(name, feed.events), CALENDAR, f"{file_name}.ics")


def _conditional(body: bytes, kind: str, file_name: str) -> Response:
    """The file, or 304 to who has the same: the mark is made of what is in it, so that a change of
    anything else in the directory sends nothing again.
    """
    response = make_response(body)
    response.mimetype = kind
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    response.set_etag(hashlib.sha256(body).hexdigest()[:20], weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = _KEPT_S
    response.make_conditional(request)
    return compress(response)
