"""Answers as JSON, byte for byte as Flask writes them and several times as fast."""

import re
from typing import Any

import brotli
import msgspec
from flask import Response, jsonify, request

_ENCODER = msgspec.json.Encoder()
_PLAIN = "application/json"
_BEYOND = re.compile("[\x7f-\U0010ffff]")
# What the two write differently: very small and large numbers, a control character in a text.
_WRITTEN_OTHERWISE = re.compile(rb"\de[-+]?\d|\b0\.0000|\d{16}\.|\\u")
_QUALITY = 3  # of Brotli: a quarter of the time that 5 takes, for a tenth more bytes
_SMALLEST = 500  # bytes


def json_answer(document: dict[str, Any]) -> Response:
    """The answer that `jsonify` would give of a document of texts, numbers, lists and objects.

    Packed at once where its reader takes that, more quickly than a page is, which phones wait for.
    """
    try:
        encoded = _ENCODER.encode(document)
    except (OverflowError, UnicodeEncodeError):  # numbers and texts that it does not take
        return jsonify(document)
    if _WRITTEN_OTHERWISE.search(encoded):
        return jsonify(document)
    if not encoded.isascii() or b"\x7f" in encoded:
        encoded = _BEYOND.sub(_escaped, encoded.decode()).encode("ascii")
    response = Response(encoded + b"\n", mimetype=_PLAIN)
    if len(encoded) >= _SMALLEST and request.accept_encodings.best_match(("br", "gzip")) == "br":
        response.set_data(brotli.compress(response.get_data(), quality=_QUALITY))
        response.headers["Content-Encoding"] = "br"
    return response


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"
