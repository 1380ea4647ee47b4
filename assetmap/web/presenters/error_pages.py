"""Kind pages for what goes wrong: 400, 403, 404, 410, 413, 429, 500 and 503."""

import logging

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import ClientDisconnected, HTTPException
from werkzeug.wsgi import LimitedStream

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.people.people import NotAllowed
from assetmap.search_index.text_view import IndexDamaged
from assetmap.services.search.reading import Gone, alike
from assetmap.storage.store import NotFound, Unavailable
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import note_refusal
from assetmap.web.framework.form_origin import ELSEWHERE, EXPIRED, own_address
from assetmap.web.framework.rate_limit import seconds_to_wait, wait_words
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.pages import GonePage, SendAgainPage, TextPage, WaitPage

log = logging.getLogger(__name__)


def add_error_pages(app: Flask) -> None:
    """Answer every error with a page in plain words."""
    app.register_error_handler(404, not_found)
    app.register_error_handler(NotFound, not_found)
    app.register_error_handler(Gone, gone)
    app.register_error_handler(Unavailable, server_error)
    app.register_error_handler(500, server_error)
    app.register_error_handler(IndexDamaged, index_damaged)
    app.register_error_handler(NotAllowed, not_allowed)
    app.register_error_handler(CSRFError, form_too_old)
    app.register_error_handler(413, too_large)
    app.register_error_handler(ClientDisconnected, cut_off)
    app.register_error_handler(429, too_often)
    app.register_error_handler(HTTPException, other)


def not_found(_: Exception) -> tuple[str, int]:
    """There is no such page."""
    return render_template("errors/not_found.html", page=TextPage("Page not found")), 404


def gone(error: Gone) -> tuple[str, int]:
    """The listing was removed; here is what is like it."""
    now = context().clock.now()
    page = GonePage(
        "This is no longer listed",
        since=long_date(error.since) if error.since else "",
        because=ArchiveReason(error.because).words if error.because in set(ArchiveReason) else "",
        nearby=tuple(card_of(hit, context().borough, now) for hit in alike(context(), error)),
    )
    return render_template("errors/gone.html", page=page), 410


def server_error(error: Exception) -> tuple[str, int]:
    """Something went wrong here; the log has it, the page does not."""
    log.error("page failed: %s", getattr(error, "original_exception", None) or error)
    page = TextPage("Sorry, something went wrong")
    status = 503 if isinstance(error, Unavailable) else 500
    return render_template("errors/server_error.html", page=page), status


def index_damaged(error: IndexDamaged) -> ResponseReturnValue:
    """The index cannot be read: it is made again, and a question is then answered by it."""
    log.error("%s: it is made again", error)
    is_mended = not g.get("was_mended") and context().indexer.catch_up(rebuild=True)
    g.was_mended = True
    if not is_mended or request.method not in ("GET", "HEAD"):
        return server_error(Unavailable(str(error)))
    try:
        return current_app.dispatch_request()
    except Exception as again:
        answer: ResponseReturnValue = current_app.handle_user_exception(again)
        return answer


def not_allowed(error: NotAllowed) -> tuple[str, int]:
    """Somebody who is signed in may not do that; the audit has it."""
    note_refusal(error)
    page = TextPage("You cannot do that here")
    return render_template("errors/forbidden.html", page=page), 403


def form_too_old(error: CSRFError) -> tuple[str, int]:
    """A form came without its token, with an old one, or from another site; says which."""
    if error.description != ELSEWHERE and _came_in_part():  # which is told unread
        return cut_off(error)
    why = {EXPIRED: "expired", ELSEWHERE: "elsewhere"}.get(error.description or "", "")
    page = SendAgainPage("Please send that again", why, own_address())
    return render_template("errors/form_too_old.html", page=page), 400


def _came_in_part() -> bool:
    """Whether less arrived than was announced; gunicorn does not say so by itself."""
    if request.mimetype == "multipart/form-data":
        return not request.form
    stream = request.stream
    return isinstance(stream, LimitedStream) and stream.tell() < (request.content_length or 0)


def too_large(_: Exception) -> tuple[str, int]:
    """More was sent than we take."""
    page = TextPage("That was too much to send")
    return render_template("errors/too_large.html", page=page), 413


def cut_off(_: Exception) -> tuple[str, int]:
    """The connection broke while something was sent."""
    page = TextPage("Only a part arrived")
    return render_template("errors/cut_off.html", page=page), 400


def too_often(_: Exception) -> tuple[str, int, dict[str, str]]:
    """Somebody tried too often; says when to try again."""
    seconds = seconds_to_wait()
    page = WaitPage("Please wait a little", wait_words(seconds))
    html = render_template("errors/slow_down.html", page=page)
    return html, 429, {"Retry-After": str(seconds)}


def other(error: HTTPException) -> tuple[str, int, dict[str, str]]:
    """Any other refusal, such as a way of asking that is not allowed; says which ways are."""
    page = TextPage("We could not do that")
    methods = sorted(getattr(error, "valid_methods", None) or ())
    headers = {"Allow": ", ".join(methods)} if methods else {}
    return render_template("errors/bad_request.html", page=page), error.code or 400, headers
