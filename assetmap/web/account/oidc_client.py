"""Talks to the council's sign-in provider: what it is like, and what it says of who comes back.

Authlib does the protocol: the code, PKCE, state and nonce, and the checks of the ID token. Nothing
is asked of the provider before somebody wants to sign in, and never for long.
"""

import threading
from dataclasses import dataclass, field
from time import monotonic, time
from typing import Any

from flask import Flask, current_app, request, session

from assetmap.domain.people.identity import IdentityClaims
from assetmap.identity_provider import IdentityProvider, is_safe_address
from assetmap.services.account.provider_discovery import (
    ENDPOINTS,
    TIMEOUT,
    ProviderDown,
    discover,
)

HOLDS = 3600  # seconds; keys that a provider has taken back go with what is known of it
SPARED = 30  # seconds in which a provider that did not answer is not asked again
LEEWAY = 60  # seconds by which its clock may differ from ours
_NAME = "council"
_EXTENSION = "assetmap.oidc"
_MOST_STARTED = 3  # that wait in one browser; more would not fit into a cookie
_STATE = f"_state_{_NAME}_"  # how Authlib's keys of a session begin, before the state itself
_USED = ("issuer", *ENDPOINTS, "end_session_endpoint", "id_token_signing_alg_values_supported")


class NoState(Exception):
    """Nobody in this browser has begun to sign in like that, or they have come back already."""


class Declined(Exception):
    """The provider says that nobody signed in; the message is its code for why."""


class BadToken(Exception):
    """What came back does not prove who somebody is; the message is for the log."""


@dataclass
class OidcClient:
    """The provider as one app talks to it."""

    provider: IdentityProvider
    app: Flask
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _client: Any = None
    _known_at: float = 0.0
    _failed_at: float = float("-inf")

    def start(self, return_to: str, after: str) -> str:
        """Where to send somebody to sign in; `after` is kept until they come back to `return_to`.

        Raises ProviderDown.
        """
        client = self._ready()
        began = client.create_authorization_url(return_to)
        started = [key for key in session if key.startswith(_STATE)]
        for key in started[: 1 - _MOST_STARTED]:
            session.pop(key)
        address = str(began.pop("url"))
        client.save_authorize_data(redirect_uri=return_to, after=after, **began)
        return address

    def finish(self) -> tuple[IdentityClaims, str]:
        """Who has come back with this request, and where they were going.

        Raises NoState, Declined, BadToken and ProviderDown.
        """
        key = _STATE + request.args.get("state", "")
        began = session.get(key) or {}
        if began.get("exp", 0) < time():
            raise NoState
        try:
            if "error" in request.args:
                raise Declined(request.args["error"])
            # RFC 9207: a provider that says who it is must be the one that was asked.
            if request.args.get("iss", self.provider.issuer) != self.provider.issuer:
                raise BadToken("the answer comes from another issuer")
            return self._claims(self._ready()), str(began["data"]["after"])
        finally:
            session.pop(key, None)  # once, whatever comes of it

    def end_session_address(self) -> str:
        """Where somebody ends their sign-in at the provider too; empty when it names no place."""
        try:
            known = self._ready().server_metadata
        except ProviderDown:
            return ""
        address = str(known.get("end_session_endpoint") or "")
        return address if is_safe_address(address) else ""

    def _claims(self, client: Any) -> IdentityClaims:
        from authlib.common.errors import AuthlibBaseError  # slow imports, used here alone
        from joserfc.errors import JoseError
        from requests import RequestException

        expected = {
            "iss": {"essential": True, "value": self.provider.issuer},
            "aud": {"essential": True, "value": self.provider.client_id},
            "sub": {"essential": True},
        }
        try:
            token = client.authorize_access_token(claims_options=expected, leeway=LEEWAY)
            return _read_claims(self.provider.issuer, token["userinfo"])
        except RequestException as error:
            raise ProviderDown(str(error)) from error
        except (AuthlibBaseError, JoseError) as error:
            raise BadToken(str(error)) from error
        except (ValueError, TypeError, KeyError, AttributeError, RuntimeError) as error:
            raise BadToken(f"cannot be read: {type(error).__name__}") from error

    def _ready(self) -> Any:
        """Authlib's client, once it knows the provider's endpoints. Raises ProviderDown."""
        with self._lock:
            now = monotonic()
            if self._client is not None and now - self._known_at < HOLDS:
                return self._client
            if now - self._failed_at < SPARED:
                raise ProviderDown("it did not answer a moment ago")
        try:
            made = _make_client(self.app, self.provider)
        except ProviderDown:
            with self._lock:
                self._failed_at = monotonic()
            raise
        with self._lock:
            self._client, self._known_at = made, monotonic()
        return made


def add_oidc(app: Flask, provider: IdentityProvider | None) -> None:
    """Have the app know its provider, if the settings name one. Asks it nothing."""
    if provider:
        app.extensions[_EXTENSION] = OidcClient(provider, app)


def oidc_client() -> OidcClient | None:
    """The provider of this app, if it has one."""
    found: OidcClient | None = current_app.extensions.get(_EXTENSION)
    return found


def _make_client(app: Flask, provider: IdentityProvider) -> Any:
    from authlib.integrations.flask_client import OAuth  # slow import: only where it is used

    known = discover(provider)
    ways = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
    return OAuth(app).register(
        _NAME,
        overwrite=True,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": way,
            "default_timeout": TIMEOUT,
            "max_redirects": 0,
        },
        # As if it had been loaded: nobody but us asks for it, and in time.
        **{name: known[name] for name in _USED if name in known},
    )


def _read_claims(issuer: str, claims: Any) -> IdentityClaims:
    """The claims that we use, each only in the form that OpenID Connect gives it."""
    verified, methods = claims.get("email_verified"), claims.get("amr")
    return IdentityClaims(
        issuer,
        _text(claims["sub"]),
        _text(claims.get("email") or "").strip(),
        None if verified is None else verified is True,
        tuple(map(str, methods)) if isinstance(methods, list) else (),
        _text(claims.get("hd") or ""),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a claim is no text")
    return value
