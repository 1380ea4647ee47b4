"""`/account`: what somebody sees of their own account, and the sign-ins they can end."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmap.domain.people.people import Digest, Person, SignIn
from assetmap.domain.validation import Problem
from assetmap.services.account import sign_ins
from assetmap.services.account.people import choose_digest
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.web.account.signing_in import SIGN_IN
from assetmap.web.framework.access import signed_in
from assetmap.web.framework.request_context import context, staff

account = Blueprint("account", __name__, url_prefix="/account")


EMAILS = (
    (str(Digest.NONE), "None", ""),
    (str(Digest.DAILY), "Every day", ""),
    (str(Digest.WEEKLY), "Every week", ""),
)


@dataclass(frozen=True)
class SignInLine:
    """One sign-in as the page lists it; times in words."""

    id: str
    device: str
    started: str
    seen: str
    is_this: bool


@dataclass(frozen=True)
class AccountPage:
    """`/account`: who somebody is here, their second factor, and where they are signed in."""

    title: str
    me: Person
    roles: tuple[str, ...]
    has_second_factor: bool
    recovery_codes: int  # how many are left
    sign_ins: tuple[SignInLine, ...]
    emails: tuple[tuple[str, str, str], ...] = EMAILS
    problems: tuple[Problem, ...] = ()


@account.get("")
@signed_in
def own() -> str:
    """The account of the person signed in."""
    return render_template("account/account.html", page=account_page(context(), staff()))


@account.post("/emails")
@signed_in
def emails() -> ResponseReturnValue:
    """Choose how often to be written to about what waits for oneself."""
    chosen = request.form.get("emails", "")
    if chosen not in set(Digest):
        page = account_page(context(), staff(), Problem("emails", "Choose how often."))
        return render_template("account/account.html", page=page), 422
    choose_digest(context(), Actor(staff()), Digest(chosen))
    flash("Your choice of emails is kept.", "info")
    return redirect(url_for("account.own"), 303)


@account.post("/sessions/<sign_in_id>/end")
@signed_in
def end_one(sign_in_id: str) -> ResponseReturnValue:
    """End one of one's own sign-ins; 404 for anybody else's."""
    sign_ins.end(context(), staff().id, sign_in_id)
    flash("That sign-in is ended.", "info")
    return redirect(url_for("account.own"))


@account.post("/sessions/end-others")
@signed_in
def end_others() -> ResponseReturnValue:
    """End all of one's own sign-ins but this one."""
    ended = sign_ins.end_others(context(), staff().id, session[SIGN_IN])
    flash(
        "You are signed out everywhere else." if ended else "You were not signed in anywhere else.",
        "info",
    )
    return redirect(url_for("account.own"))


def account_page(context: Context, me: Person, *problems: Problem) -> AccountPage:
    """The page of one member of staff."""
    kept = current_user.account
    return AccountPage(
        "Your account",
        me,
        tuple(role.label for role in me.roles),
        bool(kept.second_factor),
        len(kept.recovery_codes),
        tuple(_line(each) for each in sign_ins.current_sign_in(context, me)),
        problems=problems,
    )


def _line(sign_in: SignIn) -> SignInLine:
    return SignInLine(
        sign_in.id,
        sign_in.device,
        _words(sign_in.started),
        _words(sign_in.seen),
        sign_in.id == session.get(SIGN_IN),
    )


def _words(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}, {at:%H:%M}"
