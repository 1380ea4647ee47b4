"""`/`, `/find` and `/find.json` at the installation's own host, which is no authority's."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from werkzeug.wrappers import Response as AnyResponse

from assetmap.borough.authorities import Authority
from assetmap.domain.text import one_line
from assetmap.services.installation.front import FoundListing, Front, FrontAnswer
from assetmap.storage.store import StoreError
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.data_errors import Refused
from assetmap.web.framework.json_answers import json_answer
from assetmap.web.installation.front_pages import FrontFind, front_find, front_home
from assetmap.web.presenters.borough_stylesheet import borough_stylesheet

KEY = "assetmap.front"

front_site = Blueprint("front", __name__)


def _front() -> Front:
    found: Front = current_app.extensions[KEY]
    return found


@front_site.get("/")
@open_to_all()
def home() -> str:
    """The search, and every authority."""
    page = front_home(_front().authorities)
    return render_template("installation/home.html", page=page)


@front_site.get("/find")
@open_to_all()
def find() -> AnyResponse:
    """The authority of the place that was said, or what all of them have."""
    answer = _answered()
    if authority := answer.leads_to:
        return redirect(answer.address_at(authority), 303)
    page = _page(answer)
    return make_response(render_template("installation/find.html", page=page))


@front_site.get("/find.json")
@open_to_all()
def find_json() -> AnyResponse:
    """The same as data."""
    answer = _answered()
    if answer.problems and not answer.urgent:  # whom to ring is told all the same
        raise Refused(answer.problems)
    if authority := answer.leads_to:
        return redirect(answer.address_at(authority, "/find.json"), 303)
    return json_answer(_document(answer))


@front_site.get("/borough.css")
@open_to_all()
def colours() -> Response:
    """The shipped colours."""
    return borough_stylesheet(_front().shipped)


@front_site.get("/healthz")
@open_to_all()
def healthz() -> tuple[dict[str, object], int]:
    """Whether this copy can serve."""
    try:
        _front().ask_records()
    except StoreError as error:
        return {"status": "failing", "why": [str(error)]}, 503
    return {"status": "ok"}, 200


@front_site.get("/robots.txt")
@open_to_all()
def robots() -> Response:
    """The page may be indexed; its answers need not be."""
    response = make_response("User-agent: *\nDisallow: /find\n")
    response.mimetype = "text/plain"
    return response


def _answered() -> FrontAnswer:
    words, near = (one_line(request.args.get(name, "")) for name in ("q", "near"))
    return _front().answer(words, near)


def _page(answer: FrontAnswer) -> FrontFind:
    return front_find(answer, len(_front().authorities), has_index=_front().has_index)


def _document(answer: FrontAnswer) -> dict[str, Any]:
    page = _page(answer)
    place = answer.place
    near = (place.nearest,) if place and place.nearest else ()
    return {
        "message": page.message,
        "total": len(answer.found or ()),
        "is_capped": answer.is_capped,
        "areas": answer.areas,
        "results": [_result(each) for each in answer.found or ()],
        "place": place.label if place else None,
        "authorities": [_choice(answer, each) for each in (place.authorities if place else ())],
        "nearest": [_choice(answer, each) for each in near],
        "urgent": [
            {"text": line.text, "phone": line.phone, "hours": line.hours} for line in answer.urgent
        ],
    }


def _result(found: FoundListing) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "summary": found.summary,
        "place": found.place,
        "category": found.label,
        "authority": {"code": found.authority.code, "name": found.authority.name},
        "url": found.url,
    }


def _choice(answer: FrontAnswer, authority: Authority) -> dict[str, str]:
    url = answer.address_at(authority, "/find.json")
    return {"code": authority.code, "name": authority.name, "url": url}
