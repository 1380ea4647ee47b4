"""`/api`: what can be asked as data, in plain words, and for programs as an OpenAPI document."""

import hashlib

from flask import Blueprint, Response, current_app, json, make_response, render_template, request

from assetmap.web.api.api_page import api_page
from assetmap.web.api.openapi import openapi_document
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import (
    Description,
    described,
    json_answer,
    operation,
)
from assetmap.web.framework.json_schema import TEXT, record
from assetmap.web.framework.request_context import context

api = Blueprint("api", __name__, url_prefix="/api")

OPENAPI_JSON = Description(
    operation(
        "This document",
        "About the API",
        json_answer(
            record(
                openapi=TEXT,
                info={"type": "object"},
                servers={"type": "array"},
                paths={"type": "object"},
                components={"type": "object"},
            ),
            "OpenAPI 3.1.",
        ),
        304,
    )
)


@api.get("")
@open_to_all()
def about() -> str:
    """What can be asked as data, in plain words, with examples."""
    document, site = openapi_document(current_app, context()), context().config.public_url
    page = api_page(document, site, context().borough.example)
    return render_template("api/about.html", page=page)


@api.get("/openapi.json")
@open_to_all()
@described(OPENAPI_JSON)
def openapi_json() -> Response:
    """Every data address with its parameters and answers; any site's page may read it."""
    body = json.dumps(openapi_document(current_app, context()), separators=(",", ":")).encode()
    response = make_response(body)
    response.mimetype = "application/json"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.set_etag(hashlib.sha256(body).hexdigest()[:20], weak=True)
    response.cache_control.public = True
    response.cache_control.max_age = 300
    response.make_conditional(request)
    return response
