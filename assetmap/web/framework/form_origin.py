"""Where a form of staff was sent from: our own address, another, or a browser that does not say.

The session's token guards these forms; this check comes before it, so that a page elsewhere is
refused and told as such. A browser or proxy that leaves both headers out is judged by the token.
"""

from urllib.parse import urlsplit

from flask import current_app, request
from flask_wtf import CSRFProtect

from assetmap.web.framework.request_context import context

ELSEWHERE = "The form was sent from another address."
EXPIRED = "The CSRF token has expired."  # the library's own words
_USUAL_PORTS = {"http": 80, "https": 443}

Origin = tuple[str, str, int | None]


class StaffForms(CSRFProtect):  # type: ignore[misc]
    """The library's guard, which asks for the sender's address first."""

    def protect(self, apply_exemptions: bool = False) -> None:
        """Refuse a form from elsewhere, or without its token. Raises CSRFError, which says why."""
        if request.method in current_app.config["WTF_CSRF_METHODS"] and _is_from_elsewhere():
            self._error_response(ELSEWHERE)
        super().protect(apply_exemptions)


def own_address() -> str:
    """The site's own address: the one of the settings, else the one that was asked."""
    config = context().config
    return config.public_url if config.has_public_url else request.host_url.rstrip("/")


def _is_from_elsewhere() -> bool:
    origin = request.headers.get("Origin", "")
    said = request.headers.get("Referer", "") if origin in ("", "null") else origin
    if not said:
        return False
    sent, ours = _origin(said), _origin(own_address())
    if not context().config.has_public_url:  # a server in front may speak TLS, and not tell us
        return sent[1] != ours[1] or not _same_port(sent, ours)
    return sent != ours


def _same_port(one: Origin, other: Origin) -> bool:
    usual = {*_USUAL_PORTS.values()}
    return one[2] == other[2] or {one[2], other[2]} <= usual


def _origin(address: str) -> Origin:
    """Scheme, host and port; all empty for what is no address."""
    try:
        parts = urlsplit(address)
        port = parts.port or _USUAL_PORTS.get(parts.scheme)
        return parts.scheme, (parts.hostname or "").lower(), port
    except ValueError:
        return "", "", None
