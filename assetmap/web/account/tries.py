"""Tries to sign in: whose they are, by what they are counted, and what the audit says of them."""

from flask import Response, make_response, request, session
from flask.typing import ResponseReturnValue

from assetmap.services.account import accounts
from assetmap.services.account.sign_in_failures import LOCKED_OUT, note_refused_sign_in
from assetmap.web.account.known_browsers import counted_apart, visitor_or_browser
from assetmap.web.framework.rate_limit import newly_refused
from assetmap.web.framework.request_context import context
from assetmap.web.presenters.error_pages import too_often


def typed_email() -> str:
    """The address that somebody tries to sign in with, without regard to case."""
    return request.form.get("email", "").strip().casefold()


def typed_address() -> str:
    """By what a try for an address is counted: apart in a browser where its owner signed in."""
    found = accounts.member_by_email(context(), typed_email())
    return f"address {typed_email()} {counted_apart(found.person.id if found else '')}".strip()


def half_in() -> str:
    """The id of the person who has given a password and not yet a code, or is signed in."""
    mark = session.get("tf_user_id") or session.get("_user_id") or ""
    found = accounts.member_by_session_key(context(), mark)
    return found.person.id if found else ""


def who_is_half_in() -> str:
    """By what a try for a code is counted: the account, apart in a browser of its owner."""
    person_id = half_in()
    return f"account {person_id or request.remote_addr} {counted_apart(person_id)}".strip()


def visitor_or_own_browser() -> str:
    """By what all of a visitor's tries are counted: where they come from, or their own browser."""
    found = accounts.member_by_email(context(), typed_email())
    return visitor_or_browser(found.person.id if found else half_in())


def was_wrong(response: Response) -> bool:
    """Whether the form came back, instead of leading on."""
    return response.status_code == 200


def noted(answer: ResponseReturnValue, what: str, person_id: str = "") -> Response:
    """The answer to a form; when it was wrong, the audit gets a line that says `what`."""
    response: Response = make_response(answer)
    if request.method == "POST" and was_wrong(response):
        note_refused_sign_in(context(), what, typed_email(), person_id)
    return response


def locked_out(error: Exception) -> tuple[str, int, dict[str, str]]:
    """Too many tries: the page that says how long to wait, and one line in the audit a time."""
    if newly_refused():
        person_id = "" if typed_email() else half_in()
        note_refused_sign_in(context(), LOCKED_OUT, typed_email(), person_id, request.path)
    return too_often(error)
