"""What goes wrong at an address of data is told as data: `{"error", "message"}`, like a bad
parameter. Who asks for a page, as a browser does that follows a link to a PDF, is shown a page.
"""

import re
from collections.abc import Collection, Sequence

from flask import Flask, Response, json, jsonify, request

from assetmap.domain.validation import Problem
from assetmap.web.framework.api_description import JSON, descriptions_of
from assetmap.web.framework.rate_limit import wait_words
from assetmap.web.framework.sessions import is_staff_path

# By status; of 400 only where nothing says which parameter it is about.
MESSAGES = {
    400: "We could not read what was asked.",
    404: "There is nothing at this address.",
    405: "This address takes GET alone.",
    410: "This is no longer listed.",
    413: "That was too much to send.",
    414: "That address is too long.",
    429: "That was asked too often.",
    500: "Something went wrong here.",
    503: "We cannot answer just now.",
}
NAMES = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    410: "gone",
    413: "too-large",
    414: "address-too-long",
    429: "too-often",
    500: "failed",
    503: "not-ready",
}
_HTML = "text/html"
_ENDINGS = (".json", ".geojson", ".csv", ".ics", ".atom")  # also of addresses that there are not


class Refused(Exception):
    """A question with something wrong in it: data formats answer 400 and say what."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = problems


def refused(error: Refused) -> tuple[Response, int]:
    """The one shape of an error: which parameter first, and the words."""
    return jsonify(error=error.problems[0].parameter, message=str(error)), 400


def one_asked(name: str, allowed: Collection[str]) -> str:
    """The value of a parameter, in upper or lower case as it is allowed; blank where none is given.

    Raises Refused for any other.
    """
    given = request.args.get(name, "").strip()
    known = {value.casefold(): value for value in allowed}
    if given and given.casefold() not in known:
        words = f"“{name}” is {' or '.join(allowed)}, or left out."
        raise Refused([Problem(name, words)])
    return known.get(given.casefold(), "")


def add_data_errors(app: Flask) -> None:
    """Have errors at addresses of data be data. After what compresses answers: it acts before."""
    app.register_error_handler(Refused, refused)
    paths = {re.escape(path) for path, *_ in descriptions_of(app)}
    every = re.compile("|".join(re.sub(r"\\\{\w+\\\}", ".+", path) for path in paths))

    @app.after_request
    def tell(response: Response) -> Response:
        if response.status_code < 400 or response.mimetype != _HTML or is_staff_path(request.path):
            return response
        if not every.fullmatch(request.path) and not request.path.endswith(_ENDINGS):
            return response
        response.vary.add("Accept")
        if request.accept_mimetypes.best_match((JSON, _HTML), default=JSON) == JSON:
            _write(response)
        return response


def _write(response: Response) -> None:
    status = response.status_code
    name = NAMES.get(status, "failed" if status >= 500 else "bad-request")
    message = MESSAGES.get(status) or MESSAGES[500 if status >= 500 else 400]
    wait = response.headers.get("Retry-After", "")
    if wait.isdecimal():
        message += f" Please try again in {wait_words(int(wait))}."
    response.set_data(json.dumps({"error": name, "message": message}))
    response.mimetype = JSON
    response.headers["Cache-Control"] = "no-store"
