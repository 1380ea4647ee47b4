"""The cookie of a browser in which people sign in without a code: what each has it hold.

Several can share a browser. What is held is random and says nothing of anybody; whose it is, and
whether it still counts, stands in the store.
"""

from flask import Response, after_this_request, current_app, request

from assetmap.services.account import remembered_browsers
from assetmap.web.account.devices import device_words
from assetmap.web.framework.request_context import context

_MOST = 8  # people who share a browser
_BETWEEN = "."  # stands in no token


def cookie_name() -> str:
    """What the cookie is called: bound to this host like the session's, where there is TLS."""
    return f"{current_app.config['SESSION_COOKIE_NAME']}-remembered"


def is_remembered_here(person_id: str) -> bool:
    """Whether the browser that asks is remembered as one of a person's."""
    return remembered_browsers.is_remembered(context(), person_id, _tokens())


def remember_here(person_id: str) -> None:
    """Remember the browser that asks, and have this request's answer tell it so."""
    device = device_words(request.headers.get("User-Agent", ""))
    held = remembered_browsers.still_held(context(), _tokens())
    value = _BETWEEN.join((*held, remembered_browsers.remember(context(), person_id, device)))
    after_this_request(lambda response: _with_cookie(response, value))


def _tokens() -> tuple[str, ...]:
    return tuple(request.cookies.get(cookie_name(), "").split(_BETWEEN)[-_MOST:])


def _with_cookie(response: Response, value: str) -> Response:
    """The answer with the cookie, under the rules of the session's own."""
    rules = current_app.config
    response.set_cookie(
        cookie_name(),
        value,
        max_age=context().borough.second_factor.remember_days * 24 * 60 * 60,
        secure=rules["SESSION_COOKIE_SECURE"],
        httponly=rules["SESSION_COOKIE_HTTPONLY"],
        samesite=rules["SESSION_COOKIE_SAMESITE"],
    )
    return response
