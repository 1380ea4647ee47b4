"""Letters and messages to webhooks leave once a form is answered, in a thread of their own.

Nobody waits for a mail server, and whether there was a letter cannot be told from how long the
answer took. What cannot be handed over now is left to `assetmap upkeep deliver`.
"""

from flask import Flask, Response, request

from assetmap.services.background_task import BackgroundTask
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import deliver, waiting_emails
from assetmap.services.open_data.public_changes import tell
from assetmap.storage.tables import WEBHOOKS

AT_ONCE = 3  # letters: the newest, which somebody may be looking out for
MESSAGES_AT_ONCE = 20  # to webhooks, the oldest


def add_mail_after_response(app: Flask, context: Context) -> None:
    """Have every form that was sent wake the sender of letters, once it is answered."""
    sender = context.mail_sender or BackgroundTask(lambda: _deliver(context), "letters are waiting")
    context.mail_sender = sender

    @app.after_request
    def hand_over(response: Response) -> Response:
        if request.method == "POST" and response.status_code < 400:
            response.call_on_close(sender.wake)
        return response


def _deliver(context: Context) -> None:
    if waiting_emails(context):
        deliver(context, newest=AT_ONCE)
    if context.store.count(WEBHOOKS):
        tell(context, most=MESSAGES_AT_ONCE, only_few=True)
