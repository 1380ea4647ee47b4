"""Answers that stay the same for long, compressed once and kept, so that none waits for it."""

import gzip
import hashlib

import brotli
from flask import Flask, Response, request

from assetmap.web.framework.headers import FILES
from assetmap.web.framework.kept_answers import KeptAnswers

_KEPT = KeptAnswers(8 * 1024 * 1024)  # packed, by what they were made of
_SMALLEST = 500  # bytes: below that compressing gains nothing
_TEXTS = ("text/", "application/json", "application/geo+json", "image/svg+xml")


# How hard Brotli works: in a moment, and as long as it takes.
QUICK, BEST = 6, 11


def compress(response: Response, quality: int = QUICK) -> Response:
    """The response compressed as its reader can take it.

    BEST is for files, which never change while we run.
    """
    response.vary.add("Accept-Encoding")
    encoding = request.accept_encodings.best_match(["br", "gzip"])
    if encoding is None or response.status_code != 200:
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    response.close()  # the file that it was read from
    if len(whole) >= _SMALLEST:
        response.set_data(_packed(whole, encoding, quality))
        response.headers["Content-Encoding"] = encoding
    return response


def compress_files(app: Flask) -> None:
    """Have the app's own static files, and Leaflet's, sent as small as they get."""

    @app.after_request
    def small(response: Response) -> Response:
        mark, _ = response.get_etag()
        if request.endpoint not in FILES or mark is None:
            return response
        if response.status_code == 304:
            response.close()  # Flask leaves the file open when there is nothing to send of it
            response.response = ()
            return response
        if not (response.mimetype or "").startswith(_TEXTS):
            return response
        response.set_etag(mark, weak=True)  # the same text, whichever way it is packed
        # The mark tells as much as the time, and a packed text is not read in parts: with some
        # thirty modules these two lines are 2 kB that a phone need not wait for.
        del response.headers["Last-Modified"], response.headers["Accept-Ranges"]
        return compress(response, BEST)


def _packed(body: bytes, encoding: str, quality: int) -> bytes:
    key = f"{encoding} {quality} ".encode() + hashlib.sha256(body).digest()
    return _KEPT.get(key, lambda: _pack(body, encoding, quality))


def _pack(body: bytes, encoding: str, quality: int) -> bytes:
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    return gzip.compress(body, compresslevel=9, mtime=0)
