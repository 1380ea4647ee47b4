"""`/find`: the find page."""

from flask import Blueprint, Response, make_response, render_template, request

from assetmap.services.search.finding import answer
from assetmap.services.search.neighbours import with_neighbours
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.headers import powers
from assetmap.web.framework.query import asked, parameters, typed_of
from assetmap.web.framework.request_context import context
from assetmap.web.framework.search_counting import count_search
from assetmap.web.search.find_page import find_page
from assetmap.web.search.map_view import TEMPLATES, views_of

search = Blueprint("search", __name__)


@search.get("/find")
@open_to_all()
def find() -> Response:
    """The answer to a question; only its results when the page's own script asks."""
    question, problems = asked(context())
    found = with_neighbours(context(), answer(context(), question))
    page = find_page(
        found,
        context().borough,
        context().clock.now(),
        typed_of(parameters()),
        tuple(problems),
    )
    is_fragment = request.headers.get("X-Fragment") == "1"
    template = "search/_fragment.html" if is_fragment else TEMPLATES[question.view]
    response = make_response(render_template(template, page=page, views=views_of(question)))
    response.vary.add("X-Fragment")
    # The one page that may ask the device where it is: "near me", on a press.
    response.headers["Permissions-Policy"] = powers(may_locate=True)
    if is_fragment or question.page != 1:
        return response
    return count_search(response, found.understood, found.match)
