"""`/time-bank/join`: somebody asks to join. No cookie and no puzzle, as on other public forms.

A machine is thanked like anybody else, and so is who applied before: nobody learns from the answer
who is in the time bank.
"""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.people.people import RESIDENT
from assetmap.domain.validation import Problem
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.applying import Application, TooMany, keep_application
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.public_form_token import FIELD, Timing, check, issue, next_token
from assetmap.web.framework.rate_limit import rate_limited, seconds_to_wait, wait_words
from assetmap.web.framework.request_context import context
from assetmap.web.time_bank.joining_page import (
    PURPOSE,
    TEXTS,
    TRAP,
    joining_page,
    joining_problems,
    typed_in,
)
from assetmap.web.time_bank.switch import only_while_on

joining = only_while_on(Blueprint("time_bank_joining", __name__, url_prefix="/time-bank/join"))

GUARD = "the form's signed time"
OFTEN = "5 per 1 hour"
_SENT_TWICE = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please send it again.",
    Timing.FORGED: "We could not tell that this came from our page. Please send it again.",
}


def was_taken(response: Response) -> bool:
    """Whether an answer means that something was sent: a form with a mistake is not counted."""
    return response.status_code == 303


@joining.get("")
@open_to_all()
def form() -> str:
    """The form to join."""
    page = joining_page(context().borough, issue(_key(), PURPOSE))
    return render_template("time_bank/join.html", page=page)


@joining.post("")
@open_to_all(csrf=GUARD)
@rate_limited(OFTEN, counts=was_taken)
def send() -> ResponseReturnValue:
    """Take it, and thank for it; a form with a mistake is shown again as it was typed."""
    typed = typed_in(request.form)
    if problems := joining_problems(typed, context().borough.time_bank.youngest):
        return _again(typed, problems)
    match _timing():
        case Timing.GOOD:
            try:
                keep_application(
                    context(), Actor(RESIDENT), Application(**{x: typed[x] for x in TEXTS})
                )
            except TooMany:
                return _again(typed, (_so_many("Please try again tomorrow"),), 429)
        case Timing.TOO_FAST:
            pass
        case late:
            return _again(typed, (Problem("", _SENT_TWICE[late]),))
    return redirect(url_for(".thanks"), 303)


@joining.get("/thanks")
@open_to_all()
def thanks() -> str:
    """Thanks, the same for everybody, and what happens next."""
    page = joining_page(context().borough, "")
    return render_template("time_bank/join_thanks.html", page=page)


@joining.errorhandler(429)
def too_often(_: Exception) -> ResponseReturnValue:
    """Too much came from one address: the form again as typed, and when to send it."""
    seconds = seconds_to_wait()
    wait = f"Please try again in {wait_words(seconds)}"
    page = _again(typed_in(request.form), (_so_many(wait),), 429)
    return *page, {"Retry-After": str(seconds)}


def _so_many(wait: str) -> Problem:
    number = context().borough.time_bank.phone or context().borough.help.phone
    return Problem("", f"A lot has been sent to us. {wait}, or ring {number}.")


def _again(
    typed: dict[str, str], problems: tuple[Problem, ...], status: int = 400
) -> tuple[str, int]:
    token = next_token(_key(), PURPOSE, request.form.get(FIELD, ""))
    page = joining_page(context().borough, token, typed, problems)
    return render_template("time_bank/join.html", page=page), status


def _timing() -> Timing:
    """What the form's token tells; a filled trap tells more: no person could be so fast."""
    if request.form.get(TRAP):
        return Timing.TOO_FAST
    return check(_key(), PURPOSE, request.form.get(FIELD, ""))


def _key() -> str:
    return context().config.secret_key
