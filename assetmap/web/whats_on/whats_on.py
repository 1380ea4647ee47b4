"""`/whats-on`: what is on, by day: the page, the same as data, and a hub's week on paper."""

from flask import Blueprint, Response, jsonify, make_response, render_template, request

from assetmap.domain.search.agenda import Agenda
from assetmap.domain.times.days_asked import PARAMETERS
from assetmap.exchange.agenda_json import agenda_document
from assetmap.services.whats_on.whats_on import whats_on
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.headers import powers
from assetmap.web.framework.query import asked, asked_days, parameters, typed_of
from assetmap.web.framework.request_context import context
from assetmap.web.search.data import Refused, refused
from assetmap.web.search.map_view import Views
from assetmap.web.whats_on.whats_on_page import views_on, whats_on_page

by_day = Blueprint("whats_on", __name__)
by_day.register_error_handler(Refused, refused)

_TEMPLATES = {"list": "whats_on/whats_on.html", "map": "whats_on/map_view.html"}


@by_day.get("/whats-on")
@open_to_all()
def page() -> Response:
    """What is on in some days, of all that answers a question; only its results for the script."""
    days, wrong_days = asked_days(context())
    question, problems = asked(context(), *PARAMETERS)
    found = whats_on(context(), question, days)
    find, week = whats_on_page(
        found,
        context().borough,
        context().clock.now(),
        typed_of(parameters()),
        (*wrong_days, *problems),
    )
    is_fragment = request.headers.get("X-Fragment") == "1"
    template = "whats_on/_fragment.html" if is_fragment else _TEMPLATES[question.view]
    views: Views = views_on(question, days)
    response = make_response(render_template(template, page=find, week=week, views=views))
    response.vary.add("X-Fragment")
    # "Near me" may ask the device where it is, as on the find page.
    response.headers["Permissions-Policy"] = powers(may_locate=True)
    return response


@by_day.get("/whats-on.json")
@open_to_all()
def data() -> Response:
    """The same days and what is on in them as data."""
    return jsonify(agenda_document(_agenda()))


def _agenda() -> Agenda:
    days, wrong_days = asked_days(context())
    question, problems = asked(context(), *PARAMETERS)
    if wrong_days or problems:
        raise Refused([*wrong_days, *problems])
    found = whats_on(context(), question, days)
    if found.answer.problems:
        raise Refused(found.answer.problems)
    return found
