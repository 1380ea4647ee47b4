"""`/account`: what somebody sees of their own account, and the sign-ins they can end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from assetmap.domain.people.people import Digest, Person, RememberedBrowser, SignIn
from assetmap.domain.people.second_factor import AUTHENTICATOR, EMAIL
from assetmap.domain.validation import Problem
from assetmap.services.account import remembered_browsers, sign_ins
from assetmap.services.account.identities import linked_identities
from assetmap.services.account.membership import choose_digest
from assetmap.services.account.people import has_password, may_use_password
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.web.formatting import long_date
from assetmap.web.framework.access import signed_in
from assetmap.web.framework.request_context import context, staff
from assetmap.web.framework.user_datastore import SIGN_IN

METHODS = {AUTHENTICATOR: "From an app on your phone", EMAIL: "By email"}

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
class BrowserLine:
    """A browser in which somebody is not asked for a code; times in words."""

    id: str
    device: str
    since: str
    seen: str
    until: str


@dataclass(frozen=True)
class AccountPage:
    """`/account`: who somebody is here, their second factor, and where they are signed in."""

    title: str
    me: Person
    roles: tuple[str, ...]
    second_factor: str  # how their codes come; empty when they have none
    asked_from: str  # the day from which they cannot do without, in words
    recovery_codes: int  # how many are left
    password: str  # what can be done about it; empty when they sign in without one
    council_account: str  # since when they sign in with one, in words
    sign_ins: tuple[SignInLine, ...]
    browsers: tuple[BrowserLine, ...]
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


@account.post("/browsers/<browser_id>/end")
@signed_in
def forget_one(browser_id: str) -> ResponseReturnValue:
    """Ask for a code again in one of the browsers of one's own; 404 for anybody else's."""
    remembered_browsers.end(context(), staff().id, browser_id)
    flash("That browser is asked for a code again.", "info")
    return redirect(url_for("account.own"))


def account_page(context: Context, me: Person, *problems: Problem) -> AccountPage:
    """The page of one member of staff."""
    kept = current_user.account
    until = current_user.may_put_off_until
    linked = linked_identities(context, me.id)
    return AccountPage(
        "Your account",
        me,
        tuple(role.label for role in me.roles),
        METHODS.get(kept.second_factor, ""),
        long_date(until + timedelta(days=1)) if until else "",
        len(kept.recovery_codes),
        _password_words(context, me),
        long_date(linked[0].since.date()) if linked else "",
        tuple(_line(each) for each in sign_ins.current_sign_in(context, me)),
        tuple(map(_browser_line, remembered_browsers.still_remembered(context, me.id))),
        problems=problems,
    )


def _password_words(context: Context, me: Person) -> str:
    if not may_use_password(context, me):
        return ""
    return "Change your password" if has_password(context, me) else "Set a password"


def _line(sign_in: SignIn) -> SignInLine:
    return SignInLine(
        sign_in.id,
        sign_in.device,
        _words(sign_in.started),
        _words(sign_in.seen),
        sign_in.id == session.get(SIGN_IN),
    )


def _browser_line(browser: RememberedBrowser) -> BrowserLine:
    return BrowserLine(
        browser.id,
        browser.device,
        long_date(browser.since.date()),
        _words(browser.seen),
        long_date(browser.until.date()),
    )


def _words(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}, {at:%H:%M}"
