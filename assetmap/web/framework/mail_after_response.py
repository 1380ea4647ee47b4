"""Letters that a form has queued leave as soon as its answer is on its way.

Nobody waits for a mail server, and whether there was a letter cannot be told from how long the
answer took. What cannot be handed over now is left to `assetmap upkeep deliver`.
"""

import logging

from flask import Flask, Response, request

from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import deliver, waiting_emails
from assetmap.storage.store import StoreError

AT_ONCE = 3  # letters: the newest, which somebody may be looking out for

log = logging.getLogger(__name__)


def add_mail_after_response(app: Flask, context: Context) -> None:
    """Have every form that was sent hand over what it queued, once it is answered."""

    @app.after_request
    def hand_over(response: Response) -> Response:
        if request.method == "POST" and response.status_code < 400:
            response.call_on_close(lambda: _deliver(context))
        return response


def _deliver(context: Context) -> None:
    try:
        if waiting_emails(context):
            deliver(context, newest=AT_ONCE)
    except StoreError as error:  # the answer has gone out: only the log can tell
        log.error("letters are waiting: %s", error)
