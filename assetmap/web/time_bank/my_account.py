"""`/time-bank/my-account`: a member asks for the link to their own page.

Whoever asks is answered the same, so that nobody learns who is a member.
"""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from assetmap.domain.text import clean
from assetmap.domain.validation import Problem
from assetmap.services.time_bank.own_account import send_links
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.public_form_token import FIELD, Timing, check, issue, next_token
from assetmap.web.framework.rate_limit import rate_limited
from assetmap.web.framework.request_context import context
from assetmap.web.time_bank.switch import only_while_on

my_account = only_while_on(
    Blueprint("time_bank_my_account", __name__, url_prefix="/time-bank/my-account")
)

GUARD = "the form's signed time"
_PURPOSE, _TRAP, _LONGEST = "my account", "homepage", 254
_LATE = {
    Timing.TOO_OLD: "This page had been open for more than a day. Please send it again.",
    Timing.FORGED: "We could not tell that this came from our page. Please send it again.",
}


@dataclass(frozen=True)
class MyAccountPage:
    """`/time-bank/my-account`: the form, empty or as it was sent."""

    title: str
    typed: str
    token: str
    broker_phone: str
    problems: tuple[Problem, ...] = ()


def asked_for() -> str:
    """What was typed, by which too many letters to one person are told apart."""
    return f"time bank account {request.form.get('who', '').strip().casefold()[:_LONGEST]}"


@my_account.get("")
@open_to_all()
def form() -> str:
    """The form to ask for the link to one's own page."""
    return _shown("", issue(_key(), _PURPOSE))


@my_account.post("")
@open_to_all(csrf=GUARD)
@rate_limited("10 per 1 hour")
@rate_limited("3 per 1 hour; 6 per 1 day", key=asked_for)
def send() -> ResponseReturnValue:
    """Send the link to the address that we have, if there is one; the answer is always the same."""
    typed = clean(request.form.get("who", ""))
    token = next_token(_key(), _PURPOSE, request.form.get(FIELD, ""))
    if not typed or len(typed) > _LONGEST:
        problem = Problem("who", "Enter your email address or your member number.")
        return _shown(typed[:_LONGEST], token, problem), 400
    timing = check(_key(), _PURPOSE, request.form.get(FIELD, ""))
    if timing in _LATE:
        return _shown(typed, token, Problem("", _LATE[timing])), 400
    if timing is Timing.GOOD and not request.form.get(_TRAP):
        send_links(context(), typed, key=request.form[FIELD][-12:])
    return redirect(url_for(".sent"), 303)


@my_account.get("/sent")
@open_to_all()
def sent() -> str:
    """What happens next, whoever asked."""
    page = MyAccountPage("Please look into your email", "", "", _phone())
    return render_template("time_bank/my_account_sent.html", page=page)


def _shown(typed: str, token: str, *problems: Problem) -> str:
    page = MyAccountPage("My time bank account", typed, token, _phone(), problems)
    return render_template("time_bank/my_account.html", page=page)


def _phone() -> str:
    borough = context().borough
    return borough.time_bank.phone or borough.help.phone


def _key() -> str:
    return context().config.secret_key
