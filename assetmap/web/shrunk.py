"""Answers that stay the same for long, compressed once and kept, so that none waits for it."""

import gzip
import threading
from collections import OrderedDict

import brotli
from flask import Flask, Response, request

from assetmap.web.headers import FILES

_KEPT_BYTES = 8_000_000
_SMALLEST = 500  # bytes: below that compressing gains nothing
_TEXTS = ("text/", "application/json", "application/geo+json", "image/svg+xml")


class _Shelf:
    """The latest compressed bodies, by what they are and how they are compressed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._bodies: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._bytes = 0

    def get(self, key: tuple[str, str]) -> bytes | None:
        with self._lock:
            return self._bodies.get(key)

    def put(self, key: tuple[str, str], body: bytes) -> None:
        with self._lock:
            if key not in self._bodies:
                self._bodies[key] = body
                self._bytes += len(body)
            while self._bytes > _KEPT_BYTES:
                self._bytes -= len(self._bodies.popitem(last=False)[1])


_shelf = _Shelf()


def shrink(response: Response, mark: str, best: bool = False) -> Response:
    """The response compressed as its reader can take it; `mark` names its contents for good.

    `best` takes the time for the smallest result: for files, which never change while we run.
    """
    response.vary.add("Accept-Encoding")
    encoding = request.accept_encodings.best_match(["br", "gzip"])
    if encoding is None or response.status_code != 200:
        return response
    body = _shelf.get((mark, encoding))
    if body is None:
        response.direct_passthrough = False
        whole = response.get_data()
        if len(whole) < _SMALLEST:
            return response
        body = _compressed(whole, encoding, best)
        _shelf.put((mark, encoding), body)
    response.direct_passthrough = False
    response.close()  # the file, whose contents are no longer read from it
    response.set_data(body)
    response.headers["Content-Encoding"] = encoding
    return response


def shrink_files(app: Flask) -> None:
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
        return shrink(response, f"{request.path} {mark}", best=True)


def _compressed(body: bytes, encoding: str, best: bool) -> bytes:
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=11 if best else 6)
        return packed
    return gzip.compress(body, compresslevel=9, mtime=0)
