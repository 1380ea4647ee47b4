"""Browsers in which somebody has signed in before: their tries are counted apart.

An attacker who types wrong passwords for an address locks strangers' browsers out, and not the one
that its owner uses each day (OWASP calls it a device cookie). The cookie lets nobody in: it
names a browser and who signed in there, signed by us, and each browser has its own few tries.
"""

from dataclasses import dataclass
from datetime import timedelta
from secrets import token_hex

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

from assetmap.web.framework.rate_limit import visitor
from assetmap.web.framework.request_context import context

HOLDS = timedelta(days=365)  # since the last sign-in there
_MOST = 8  # people who share a browser


@dataclass(frozen=True)
class KnownBrowser:
    """A browser by a name that we gave it, and the ids of those who have signed in there."""

    id: str
    people: tuple[str, ...] = ()


def cookie_name() -> str:
    """What the cookie is called: bound to this host like the session's, where there is TLS."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-browser"


def known_browser() -> KnownBrowser | None:
    """The browser that asks, when somebody has signed in there before."""
    try:
        id_, people = _signer().loads(
            request.cookies.get(cookie_name(), ""), max_age=int(HOLDS.total_seconds())
        )
    except (BadData, TypeError, ValueError):
        return None
    return KnownBrowser(str(id_), tuple(map(str, people)))


def counted_apart(person_id: str) -> str:
    """The browser by which a person's tries are counted; empty where they never signed in."""
    browser = known_browser()
    return f"browser {browser.id}" if browser and person_id in browser.people else ""


def visitor_or_browser(person_id: str) -> str:
    """What to count a try for somebody's account by: their own browser, or where it comes from."""
    return counted_apart(person_id) or visitor()


def remember_browser(person_id: str) -> None:
    """Have this request's answer tell the browser that somebody signed in there."""
    before = known_browser() or KnownBrowser(token_hex(16))
    others = tuple(each for each in before.people if each != person_id)
    people = (*others, person_id)[-_MOST:]
    value = _signer().dumps([before.id, people])
    after_this_request(lambda response: _with_cookie(response, str(value)))


def _with_cookie(response: Response, value: str) -> Response:
    """The answer with the cookie, under the rules of the session's own."""
    rules = current_app.config
    response.set_cookie(
        cookie_name(),
        value,
        max_age=HOLDS,
        secure=rules["SESSION_COOKIE_SECURE"],
        httponly=rules["SESSION_COOKIE_HTTPONLY"],
        samesite=rules["SESSION_COOKIE_SAMESITE"],
    )
    return response


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context().config.secret_key, salt="known browser")
