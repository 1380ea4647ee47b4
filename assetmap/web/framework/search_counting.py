"""Has a question counted once its answer is on its way: what was asked, never by whom.

Only what a person typed and pressed Search for: not the pages behind the first, changed filters
(the page's own script asks for those), data, frames, robots, pages that are fetched ahead, nor
anybody whose browser asks not to be counted (Do Not Track, Global Privacy Control).
"""

import re

from flask import Flask, Response, current_app, request

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.place import parse_postcode
from assetmap.domain.reports.search_counts import SearchChannel
from assetmap.domain.search.results import Match, PlaceMatch, Understood
from assetmap.services.context import Context
from assetmap.services.reports.search_counter import CountedSearch, SearchCounter
from assetmap.web.framework.rate_limit import visitor
from assetmap.web.framework.request_context import context

_ROBOT = re.compile(
    r"bot\b|crawl|spider|slurp|preview|monitor|headless|curl|wget|python|werkzeug", re.IGNORECASE
)
_COUNTER = "assetmap.search_counter"


def add_search_counting(app: Flask, context: Context) -> None:
    """Keep a counter for the app, and a thread of it that counts behind the answers."""
    counter = SearchCounter(context, context.hits)
    app.extensions[_COUNTER] = (
        counter,
        context.in_background(counter.count, "questions were not counted"),
    )


def count_search(
    response: Response,
    understood: Understood,
    match: Match,
    channel: SearchChannel = SearchChannel.PUBLIC,
) -> Response:
    """Have a question counted once its page is sent; gives the response back.

    What tells of danger is never counted, nor what has no words.
    """
    words = understood.said or understood.words
    if not words or understood.is_urgent or not _is_asked_by_somebody():
        return response
    counter, thread = current_app.extensions[_COUNTER]
    at, browser = context(), f"{visitor()} {request.user_agent.string}"

    def count() -> None:
        place = coarse_place(at, understood.place)
        counter.take(CountedSearch(words, place, match, channel, browser))
        thread.wake()

    response.call_on_close(count)
    return response


def coarse_place(context: Context, place: PlaceMatch | None) -> str:
    """What is kept of a place: its ward's name for a postcode or a point, else the town or the
    first part of a postcode as named; empty for none, and for all of the borough.
    """
    if place is None or place.whole_area:
        return ""
    postcode = parse_postcode(place.label)
    if postcode is None:
        return place.label
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    ward = wards.area_at(place) if wards else None
    return ward.name if ward else postcode.outward


def _is_asked_by_somebody() -> bool:
    headers = request.headers
    asks_not = headers.get("DNT") == "1" or headers.get("Sec-GPC") == "1"
    is_ahead = "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))
    is_script = headers.get("X-Fragment") == "1"
    agent = request.user_agent.string
    is_robot = not agent or _ROBOT.search(agent) is not None
    return request.method == "GET" and not (asks_not or is_ahead or is_script or is_robot)
