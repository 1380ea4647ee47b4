"""Who may use a page: every view carries exactly one mark, and a test walks all addresses.

`@open_to_all()` for anybody, `@signed_in` for any member of staff, `@needs(Action.X)` for those
who may do X to at least something. The service asks again about the one listing: this here only
spares people pages that would refuse them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, redirect, request, url_for
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.wrappers import Response

from assetmap.domain.people.people import Action, NotAllowed, may
from assetmap.services.account.people import refused
from assetmap.web.framework.request_context import context, person
from assetmap.web.framework.user_datastore import StaffUser

MARK = "assetmap_access"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Access:
    """Who may use a view. `csrf` says what stands in for the session's token, where none is."""

    who: str
    action: Action | None = None
    csrf: str = ""


def open_to_all(csrf: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view that anybody may use. `csrf` names what guards its POSTs instead of a token."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, MARK, Access("all", csrf=csrf))
        return view

    return mark


def signed_in(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Mark a view for any member of staff; others are led to the sign-in page."""
    return _guarded(view, Access("signed in"))


def signed_in_before_2fa(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Mark a view for any member of staff, also before their second factor is set up and safe."""
    return _guarded(view, Access("signed in so far"))


def needs(action: Action) -> Callable[[Callable[P, R]], Callable[P, R | Response]]:
    """Mark a view for those who may do something; others get 403, and the audit says so."""

    def mark(view: Callable[P, R]) -> Callable[P, R | Response]:
        return _guarded(view, Access("those who may", action))

    return mark


def exempt_marked(app: Flask, csrf: CSRFProtect) -> None:
    """Take the views that say what guards them instead out of the session token's check."""
    for view in app.view_functions.values():
        mark: Access | None = getattr(view, MARK, None)
        if mark and mark.csrf:
            csrf.exempt(view)


def _guarded(view: Callable[P, R], access: Access) -> Callable[P, R | Response]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        who = person()
        if who is None:
            return redirect(url_for("security.login", next=_way_back()))
        if access.who != "signed in so far" and current_user.lacks_second_factor:
            return redirect(url_for("security.two_factor_setup"))
        if access.who != "signed in so far" and current_user.must_keep_codes:
            return redirect(url_for("security.mf_recovery_codes"))
        if access.action and not may(who, access.action):
            raise NotAllowed(who, access.action)
        return view(*args, **kwargs)

    setattr(guarded, MARK, access)
    return guarded


def note_refusal(error: NotAllowed) -> None:
    """Put a refusal into the audit, when it was a member of staff."""
    user = current_user._get_current_object() if current_user else None
    if isinstance(user, StaffUser):
        refused(context(), user.member.person, error.action, request.path)


def _way_back() -> str:
    """Where to go on after signing in: this page, unless it was a form that was sent."""
    if request.method != "GET":
        return ""
    return request.full_path.rstrip("?")
