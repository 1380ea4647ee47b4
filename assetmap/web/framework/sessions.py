"""Which requests have a session: those of staff and account pages, and no other.

On every other page there is none, so it can neither read a cookie nor set one: that public pages
are the same for everybody, and leave nothing behind, does not hang on anybody's care.
"""

from flask import Flask, Request
from flask.sessions import SecureCookieSessionInterface, SessionMixin

STAFF_PATHS = ("/work", "/account", "/reports")


def is_staff_path(path: str) -> bool:
    """Whether a page at this path may know who asks."""
    return any(path == start or path.startswith(start + "/") for start in STAFF_PATHS)


class StaffSessions(SecureCookieSessionInterface):
    """Flask's signed cookie for staff pages; for the rest an empty session that cannot be set."""

    def open_session(self, app: Flask, request: Request) -> SessionMixin | None:  # type: ignore[override]
        """The session of a staff page; elsewhere the one that refuses to be changed."""
        if is_staff_path(request.path):
            return super().open_session(app, request)
        return self.make_null_session(app)
