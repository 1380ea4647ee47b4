"""Letters that a form has queued leave once its answer is on its way, in a thread of their own.

Nobody waits for a mail server, and whether there was a letter cannot be told from how long the
answer took. What cannot be handed over now is left to `assetmap upkeep deliver`.
"""

from flask import Flask, Response, request

from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import deliver, waiting_emails
from assetmap.services.mail_sender import MailSender

AT_ONCE = 3  # letters: the newest, which somebody may be looking out for


def add_mail_after_response(app: Flask, context: Context) -> None:
    """Have every form that was sent wake the sender of letters, once it is answered."""
    sender = context.mail_sender or MailSender(lambda: _deliver(context))
    context.mail_sender = sender

    @app.after_request
    def hand_over(response: Response) -> Response:
        if request.method == "POST" and response.status_code < 400:
            response.call_on_close(sender.wake)
        return response


def _deliver(context: Context) -> None:
    if waiting_emails(context):
        deliver(context, newest=AT_ONCE)
