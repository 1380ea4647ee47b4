"""Staff and letters: those that could not be sent, and asking an organiser now."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.mail_queue import QueuedEmail
from assetmap.domain.people.people import Action
from assetmap.services.checks.organiser_requests import NoAddress, ask_now
from assetmap.services.listing_repository import Actor
from assetmap.services.mail.mail_queue import failed_emails, try_again, waiting_emails
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import needs
from assetmap.web.framework.request_context import context, staff

letters = Blueprint("letters", __name__, url_prefix="/work")


@dataclass(frozen=True)
class LettersPage:
    """`/work/letters`: each letter that could not be sent, with the day it was written."""

    title: str
    letters: tuple[tuple[QueuedEmail, str], ...]
    waiting: int  # letters that will be tried again by themselves


@letters.get("/letters")
@needs(Action.REVIEW)
def not_sent() -> str:
    """The letters that could not be sent, and why."""
    found = failed_emails(context(), Actor(staff()))
    page = LettersPage(
        "Letters that could not be sent",
        tuple((letter, long_date(letter.queued_at.date())) for letter in found),
        waiting_emails(context()),
    )
    return render_template("checks/mail_failures.html", page=page)


@letters.post("/letters/<letter_id>/again")
@needs(Action.REVIEW)
def again(letter_id: str) -> ResponseReturnValue:
    """Try a letter again."""
    try_again(context(), Actor(staff()), letter_id)
    flash("We are trying to send it again.")
    return redirect(url_for("letters.not_sent"), 303)


@letters.post("/listings/<listing_id>/ask")
@needs(Action.CONFIRM)
def ask(listing_id: str) -> ResponseReturnValue:
    """Write to a listing's organiser now, about all of theirs that are due."""
    try:
        count = ask_now(context(), Actor(staff()), listing_id)
    except (NoAddress, NotPossible) as error:
        flash(str(error))
    else:
        flash(_asked_words(count))
    return redirect(url_for("staff_listing.show", listing_id=listing_id), 303)


def _asked_words(count: int) -> str:
    if not count:
        return "We have written to the organiser today already."
    if count == 1:
        return "We are writing to the organiser about this listing."
    return f"We are writing to the organiser about this listing and {count - 1} more of theirs."
