"""A sign-in provider of OpenID Connect on this machine, which can also do each thing wrong.

Its tokens are put together here, without the library that reads them.
"""

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from tests.browser.conftest import Quiet
from tests.serving import begin, end

CLIENT_ID, CLIENT_SECRET = "directory", "a secret+with/signs"


def make_key() -> rsa.RSAPrivateKey:
    """A key to sign with."""
    return rsa.generate_private_key(65537, 2048)


KEY, STRANGERS_KEY = make_key(), make_key()


@dataclass
class Provider:
    """What it says of itself (`discovery`) and of whoever comes (`claims`); tests change both.

    `waits` has it show a page with a button, as a provider does that asks for a password.
    """

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    discovery: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=lambda: {"alg": "RS256", "kid": "one"})
    key: rsa.RSAPrivateKey = KEY
    kid: str = "one"
    waits: bool = False
    answers: dict[str, Response] = field(default_factory=dict)  # in place of its own, by path
    asked: list[str] = field(default_factory=list)  # paths, in order
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def __call__(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.asked.append(request.path)
        view = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": self._keys,
            "/authorize": self._authorize,
            "/token": self._token,
            "/sign-out": lambda _: _page("Signed out at the council"),
        }[request.path]
        answer = self.answers.get(request.path) or view(request)
        return answer(environ, start_response)

    def _discovery(self, _: Request) -> Response:
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token"}
        names |= {"jwks_uri": "keys", "end_session_endpoint": "sign-out"}
        known = {name: f"{self.issuer}/{path}" for name, path in names.items()}
        known |= {"issuer": self.issuer, "id_token_signing_alg_values_supported": ["RS256"]}
        known |= self.discovery
        return _json({name: value for name, value in known.items() if value is not None})

    def _keys(self, _: Request) -> Response:
        numbers = self.key.public_key().public_numbers()
        n, e = (_base64(x.to_bytes(-(-x.bit_length() // 8), "big")) for x in (numbers.n, numbers.e))
        key = {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, "n": n, "e": e}
        return _json({"keys": [key]})

    def _authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        assert asked["client_id"] == CLIENT_ID
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert "openid" in asked["scope"].split()
        assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 20
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        back = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"
        if self.waits:
            return _page("Council sign-in", f'<a href="{back.replace("&", "&amp;")}">Go on</a>')
        return Response(status=302, headers={"Location": back})

    def _token(self, request: Request) -> Response:
        form = request.form
        asked = self.codes.pop(form.get("code", ""), None)
        who = request.authorization
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        if (
            asked is None
            or who is None
            or (who.username, who.password) != (CLIENT_ID, CLIENT_SECRET)
            or asked["redirect_uri"] != form["redirect_uri"]
            or asked["code_challenge"] != _base64(verifier)
            or form["grant_type"] != "authorization_code"
        ):
            return _json({"error": "invalid_grant"}, 400)
        tokens = {"access_token": "x", "token_type": "Bearer", "expires_in": 60}
        return _json({**tokens, "id_token": self.id_token(asked["nonce"])})

    def id_token(self, nonce: str) -> str:
        """What it signs about whoever comes; a claim that is None is left out."""
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT_ID, "sub": "s-1", "nonce": nonce}
        claims |= {"iat": now, "exp": now + 300, **self.claims}
        kept = {name: value for name, value in claims.items() if value is not None}
        text = f"{_base64(json.dumps(self.header).encode())}.{_base64(json.dumps(kept).encode())}"
        if self.header["alg"] == "none":
            return f"{text}."
        signature = self.key.sign(text.encode(), padding.PKCS1v15(), SHA256())
        return f"{text}.{_base64(signature)}"


@contextmanager
def serving(provider: Provider) -> Iterator[Provider]:
    """The provider while it listens on a port of the loopback address."""
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    begin(server)
    try:
        yield provider
    finally:
        end(server)


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _json(value: Any, status: int = 200) -> Response:
    return Response(json.dumps(value), status, mimetype="application/json")


def _page(title: str, html: str = "") -> Response:
    text = f'<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1>{html}'
    return Response(text, mimetype="text/html")
