"""Answers to what never reaches the app: requests that came too slowly, too long or garbled.

Plain words and nothing of what was sent, since that may be anything.
"""

import json
from http import HTTPStatus

from gunicorn.http import errors

from assetmap.cli.client_socket import CutOff

_WORDS = {
    400: "Your browser sent something that we could not read.",
    408: "What your browser sent took too long to arrive. Please try again.",
    413: "That was too much to send.",
    414: "That address is too long. Please use fewer words.",
    431: "Your browser sent more than we can read. Clearing its cookies may help.",
    500: "Sorry, something went wrong here. Please try again later.",
    501: "Your browser sent something in a way that we cannot read.",
}
# What data calls them, as in `web/framework/data_errors.py`.
_NAMES = {413: "too-large", 414: "address-too-long", 500: "failed"}
# What the parser raises; anything else is our own fault.
_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (errors.LimitRequestLine, 414),
    (errors.LimitRequestHeaders, 431),
    (errors.UnsupportedTransferCoding, 501),
    (errors.ConfigurationProblem, 500),
    (errors.ParseException, 400),
)
_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title></head>
<body><h1>{title}</h1><p>{words}</p><p><a href="/">Go to the first page</a></p></body>
</html>
"""


def status_of(error: Exception) -> int:
    """The status that an error of the parser stands for; 500 for any other."""
    if isinstance(error, CutOff):
        return error.status
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def refusal(status: int, *, is_data: bool = False) -> bytes:
    """The whole answer with a status, after which the connection is closed: a page, or what the
    addresses of data answer.
    """
    name = HTTPStatus(status).phrase
    if is_data:
        page = json.dumps(
            {"error": _NAMES.get(status, "bad-request"), "message": _WORDS[status]}
        ).encode()
    else:
        page = _PAGE.format(title="We could not do that", words=_WORDS[status]).encode()
    kind = "application/json" if is_data else "text/html; charset=utf-8"
    head = (
        f"HTTP/1.1 {status} {name}\r\n"
        "Connection: close\r\n"
        f"Content-Type: {kind}\r\n"
        f"Content-Length: {len(page)}\r\n"
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n\r\n"
    )
    return head.encode("ascii") + page
