"""Kind pages for what goes wrong: 400, 403, 404, 410, 413, 429, 500 and 503."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import ClientDisconnected, HTTPException
from werkzeug.wsgi import LimitedStream

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.people.people import NotAllowed
from assetmap.search_index.text_view import IndexDamaged
from assetmap.services.search.reading import Gone, alike
from assetmap.storage.store import NotFound, OutcomeUnknown, Unavailable
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import note_refusal
from assetmap.web.framework.form_origin import ELSEWHERE, EXPIRED, own_address
from assetmap.web.framework.rate_limit import seconds_to_wait, wait_words
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.pages import GonePage, SendAgainPage, TextPage, WaitPage

Handler = Callable[[Any], ResponseReturnValue]

log = logging.getLogger(__name__)


def add_error_pages(app: Flask) -> None:
    """Answer every error with a page in plain words."""
    handlers: tuple[tuple[type[Exception] | int, Handler], ...] = (
        (404, not_found),
        (NotFound, not_found),
        (Gone, gone),
        (OutcomeUnknown, outcome_unknown),
        (Unavailable, server_error),
        (500, server_error),
        (IndexDamaged, index_damaged),
        (NotAllowed, not_allowed),
        (CSRFError, form_too_old),
        (413, too_large),
        (ClientDisconnected, cut_off),
        (429, too_often),
        (HTTPException, other),
    )
    for kind, handler in handlers:
        app.register_error_handler(kind, _drawn(handler))


def _drawn(handler: Handler) -> Handler:
    """The page of an error, or that of records which cannot even be asked who is signed in."""

    def draw(error: Any) -> ResponseReturnValue:
        try:
            return handler(error)
        except Unavailable as again:
            return server_error(again)

    return draw


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
    if isinstance(error, Unavailable):
        _ask_no_more()
    page = TextPage("Sorry, something went wrong")
    status = 503 if isinstance(error, Unavailable) else 500
    return render_template("errors/server_error.html", page=page), status


def outcome_unknown(error: OutcomeUnknown) -> tuple[str, int]:
    """Nobody can say whether a change was kept: whoever sent it has to look."""
    log.error("a change may have been kept or not: %s", error)
    _ask_no_more()
    page = TextPage("We do not know if that was saved")
    return render_template("errors/outcome_unknown.html", page=page), 503


def _ask_no_more() -> None:
    """Who is signed in cannot be asked either: the page is drawn as for anybody."""
    if manager := getattr(current_app, "login_manager", None):
        g._login_user = manager.anonymous_user()


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
