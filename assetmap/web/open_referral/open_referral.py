"""The feed of Open Referral UK 3.0 at /open-referral/: read by anybody's program, from any site."""

import hashlib
from collections.abc import Collection, Iterable, Iterator

import msgspec
from flask import Blueprint, Response, request

from assetmap.exchange.open_referral.filled import Record
from assetmap.services.open_referral import answers
from assetmap.services.open_referral import question as asked
from assetmap.services.open_referral.answers import Listed
from assetmap.services.open_referral.question import BadParameter, Question, read_question
from assetmap.storage.store import NotFound
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.compression import compress
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.open_referral import open_referral_description as description

BASE = "/open-referral"
STREAMS = "30 per 1 minute; 300 per 1 hour"  # of everything at once, for each visitor
JSON, NDJSON = "application/json", "application/x-ndjson"
_KEPT_S = 60  # for so long a cache between us may give the same again
_PIECE = 64 * 1024  # bytes

open_referral = Blueprint("open_referral", __name__, url_prefix=BASE)


@open_referral.errorhandler(BadParameter)
def refused(error: BadParameter) -> tuple[Response, int]:
    """Which parameter cannot be used, and why."""
    return _told({"error": error.parameter, "message": str(error)}), 400


@open_referral.errorhandler(NotFound)
def not_found(_: NotFound) -> tuple[Response, int]:
    """There is no such record, or no such address of the standard here."""
    return _told({"error": "not_found", "message": "There is nothing here with that id."}), 404


@open_referral.after_app_request
def opened(response: Response) -> Response:
    """Every answer may be read by a page of any site, errors too."""
    if not (request.path == BASE or request.path.startswith(f"{BASE}/")):
        return response
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@open_referral.get("/")
@open_to_all()
@described(description.FRONT)
def front() -> Response:
    """Which version of the standard this is."""
    _question(asked.STRICT)
    return _conditional(answers.front())


@open_referral.get("/services")
@open_to_all()
@rate_limited(STREAMS, methods=("GET",), spares=lambda: not _is_whole())
@described(description.SERVICES)
def services() -> Response:
    """The services that answer, a page at a time."""
    return _list(answers.services(context(), _question(asked.SERVICES)))


@open_referral.get("/services/<service_id>")
@open_to_all()
@described(description.SERVICE)
def service(service_id: str) -> Response:
    """One service with all that belongs to it."""
    return _conditional(answers.service(context(), service_id, _question(asked.STRICT)))


@open_referral.get("/service_at_locations")
@open_to_all()
@rate_limited(STREAMS, methods=("GET",), spares=lambda: not _is_whole())
@described(description.SERVICE_AT_LOCATIONS)
def service_at_locations() -> Response:
    """The services that answer, each at its location."""
    return _list(answers.services_at_locations(context(), _question(asked.SERVICE_AT_LOCATIONS)))


@open_referral.get("/service_at_locations/<service_at_location_id>")
@open_to_all()
@described(description.SERVICE_AT_LOCATION)
def service_at_location(service_at_location_id: str) -> Response:
    """One service at its location."""
    question = _question(asked.STRICT)
    return _conditional(answers.service_at_location(context(), service_at_location_id, question))


@open_referral.get("/organizations")
@open_to_all()
@rate_limited(STREAMS, methods=("GET",), spares=lambda: not _is_whole())
@described(description.ORGANIZATIONS)
def organizations() -> Response:
    """The organisations that answer, by name."""
    return _list(answers.organizations(context(), _question(asked.ORGANIZATIONS)))


@open_referral.get("/organizations/<organization_id>")
@open_to_all()
@described(description.ORGANIZATION)
def organization(organization_id: str) -> Response:
    """One organisation with its services."""
    question = _question(asked.ORGANIZATION)
    return _conditional(answers.organization(context(), organization_id, question))


@open_referral.get("/taxonomies")
@open_to_all()
@described(description.TAXONOMIES)
def taxonomies() -> Response:
    """What services are tagged with."""
    return _list(answers.taxonomies(context(), _question(asked.LIST)))


@open_referral.get("/taxonomies/<taxonomy_id>")
@open_to_all()
@described(description.TAXONOMY)
def taxonomy(taxonomy_id: str) -> Response:
    """One taxonomy with its terms."""
    return _conditional(answers.taxonomy(context(), taxonomy_id, _question(asked.STRICT)))


@open_referral.get("/taxonomy_terms")
@open_to_all()
@described(description.TAXONOMY_TERMS)
def taxonomy_terms() -> Response:
    """The terms of the taxonomies."""
    return _list(answers.taxonomy_terms(context(), _question(asked.TAXONOMY_TERMS)))


@open_referral.get("/taxonomy_terms/<taxonomy_term_id>")
@open_to_all()
@described(description.TAXONOMY_TERM)
def taxonomy_term(taxonomy_term_id: str) -> Response:
    """One term of a taxonomy."""
    return _conditional(answers.taxonomy_term(context(), taxonomy_term_id, _question(asked.STRICT)))


@open_referral.get("/<path:elsewhere>")
@open_to_all()
def nothing(elsewhere: str) -> Response:
    """Any other address of the standard or of a reader's guess: there is nothing."""
    raise NotFound(elsewhere)


def _question(allowed: Collection[str]) -> Question:
    strict = context().config.open_referral_strict
    return read_question(request.args.items(multi=True), allowed, strict=strict)


def _is_whole() -> bool:
    """Whether everything is asked for at once."""
    return request.args.get("format") == "ndjson" or "minimal" in request.args


def _list(listed: Listed) -> Response:
    if listed.question.is_stream:
        return Response(_lines(listed.stream()), mimetype=NDJSON)
    return _conditional(listed.page())


def _lines(records: Iterable[Record]) -> Iterator[bytes]:
    """A line for each record, many lines to a piece."""
    piece = bytearray()
    for record in records:
        piece += msgspec.json.encode(record) + b"\n"
        if len(piece) >= _PIECE:
            yield bytes(piece)
            piece.clear()
    yield bytes(piece)


def _told(record: Record) -> Response:
    return Response(msgspec.json.encode(record), mimetype=JSON)


def _conditional(record: Record) -> Response:
    """The record, or 304 to who has the same."""
    response = _told(record)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:20], weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = _KEPT_S
    response.make_conditional(request)
    return compress(response)
