"""The borough's colours, and each category's, as custom properties that every page takes up."""

import hashlib

from flask import Response, make_response, request

from assetmap.domain.borough.borough import Borough


def borough_stylesheet(borough: Borough) -> Response:
    """The answer at `/borough.css`."""
    own = "".join(f"--{name}:{value};" for name, value in borough.colours.items())
    categories = "".join(
        f".category-{category.slug}{{--category:{category.colour}}}\n"
        for category in borough.words.categories
    )
    response = make_response(f":root{{{own}}}\n{categories}")
    response.mimetype = "text/css"
    # Asked about each time, so that a page has the colours that an admin has just changed.
    response.headers["Cache-Control"] = "no-cache"
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:12])
    response.make_conditional(request)
    return response
