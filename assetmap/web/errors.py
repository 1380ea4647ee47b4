"""Kind pages for what goes wrong: 400, 404, 410, 500 and 503."""

import logging

from flask import Flask, render_template
from werkzeug.exceptions import HTTPException

from assetmap.services.reading import Gone, alike
from assetmap.storage.store import NotFound, Unavailable
from assetmap.web.cards import card_of
from assetmap.web.current import desk
from assetmap.web.pages import TextPage

log = logging.getLogger(__name__)


def add_error_pages(app: Flask) -> None:
    """Answer every error with a page in plain words."""
    app.register_error_handler(404, not_found)
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(Gone, gone)
    app.register_error_handler(Unavailable, server_error)
    app.register_error_handler(500, server_error)
    app.register_error_handler(HTTPException, other)


def not_found(_: Exception) -> tuple[str, int]:
    """There is no such page."""
    return render_template("errors/not_found.html", page=TextPage("Page not found")), 404


def gone(error: Gone) -> tuple[str, int]:
    """The listing was removed; here is what is like it."""
    now = desk().clock.now()
    nearby = tuple(card_of(hit, desk().borough, now) for hit in alike(desk(), error.categories))
    page = TextPage("This is no longer listed", nearby)
    return render_template("errors/gone.html", page=page), 410


def server_error(error: Exception) -> tuple[str, int]:
    """Something went wrong here; the log has it, the page does not."""
    log.error("page failed: %s", getattr(error, "original_exception", None) or error)
    page = TextPage("Sorry, something went wrong")
    status = 503 if isinstance(error, Unavailable) else 500
    return render_template("errors/server_error.html", page=page), status


def other(error: HTTPException) -> tuple[str, int]:
    """Any other refusal, such as a way of asking that is not allowed."""
    page = TextPage("We could not do that")
    return render_template("errors/bad_request.html", page=page), error.code or 400
