"""`/whats-on`: what is on, by day: the page, the same as data, and a hub's week on paper."""

from flask import (
    Blueprint,
    Response,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.agenda import Agenda
from assetmap.domain.search.query import Search
from assetmap.domain.times.days_asked import PARAMETERS
from assetmap.domain.validation import Problem
from assetmap.exchange.agenda_json import agenda_document
from assetmap.pdf.document import Busy, NoPdf
from assetmap.services.whats_on.hubs import find_hub
from assetmap.services.whats_on.whats_on import whats_on
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.data_errors import Refused, one_asked
from assetmap.web.framework.downloads import DOWNLOADS
from assetmap.web.framework.headers import powers
from assetmap.web.framework.query import asked, asked_days, parameters, typed_of
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.framework.use_counting import count_use
from assetmap.web.presenters.occurrence_pages import PAPER_SIZES
from assetmap.web.presenters.pages import TextPage
from assetmap.web.whats_on.week_paper import week_pdf
from assetmap.web.whats_on.whats_on_description import WHATS_ON_JSON, WHATS_ON_PDF
from assetmap.web.whats_on.whats_on_page import Asked, address_on, views_on, whats_on_page

by_day = Blueprint("whats_on", __name__)

HUB = "hub"  # the parameter that names whose week it is
_TEMPLATES = {"list": "whats_on/whats_on.html", "map": "whats_on/map_view.html"}


@by_day.get("/whats-on")
@open_to_all()
def page() -> Response:
    """What is on in some days, of all that answers a question; only its results for the script."""
    found, problems = _asked_agenda()
    question = found.answer.search
    now = context().clock.now()
    find, week = whats_on_page(found, context().borough, now, typed_of(parameters()), problems)
    is_fragment = request.headers.get("X-Fragment") == "1"
    view = "list" if found.venue else question.view
    template = "whats_on/_fragment.html" if is_fragment else _TEMPLATES[view]
    views = views_on(question, Asked(found.asked))
    response = make_response(render_template(template, page=find, week=week, views=views))
    response.vary.add("X-Fragment")
    # "Near me" may ask the device where it is, as on the find page.
    response.headers["Permissions-Policy"] = powers(may_locate=True)
    return response


@by_day.get("/whats-on.json")
@open_to_all()
@described(WHATS_ON_JSON)
def data() -> Response:
    """The same days and what is on in them as data."""
    found, problems = _asked_agenda()
    if problems or found.answer.problems:
        raise Refused([*problems, *found.answer.problems])
    return jsonify(agenda_document(found))


@by_day.get("/whats-on.pdf")
@open_to_all()
@rate_limited(DOWNLOADS, methods=("GET",))
@described(WHATS_ON_PDF)
def printed_week() -> ResponseReturnValue:
    """A hub's week on one page; without the library for it, its page, which the browser prints."""
    hub = find_hub(context(), request.args.get(HUB, "").strip()[:80])
    days, wrong_days = asked_days(context())
    week = days if days.is_week and days.known else None
    size = one_asked("size", PAPER_SIZES)
    if wrong_days:
        raise Refused(wrong_days)
    if week is None:
        return redirect(address_on(Search(), Asked(days, hub.id)))
    found = whats_on(context(), Search(), week, hub)
    try:
        body = week_pdf(
            *(found, context().borough, context().clock.now()), context().config.public_url, size
        )
    except NoPdf:
        return redirect(address_on(Search(), Asked(days, hub.id)))
    response = make_response(body)
    response.mimetype = "application/pdf"
    name = f"{hub.id}-{days.first.isoformat()}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return count_use(response, "week")


@by_day.errorhandler(Busy)
def busy(_: Exception) -> ResponseReturnValue:
    """Too many PDFs are being made at once."""
    body = render_template("whats_on/week_busy.html", page=TextPage("One moment"))
    return body, 503, {"Retry-After": "5"}


def _asked_agenda() -> tuple[Agenda, tuple[Problem, ...]]:
    """What this request asks for, and what was wrong with it."""
    days, wrong_days = asked_days(context())
    question, problems = asked(context(), HUB, *PARAMETERS)
    return whats_on(context(), question, days, _hub()), (*wrong_days, *problems)


def _hub() -> PublicListing | None:
    hub_id = request.args.get(HUB, "").strip()[:80]
    return find_hub(context(), hub_id) if hub_id else None
