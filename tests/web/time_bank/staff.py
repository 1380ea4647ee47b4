"""Signed-in staff for tests of the time bank's pages, and forms as they send them."""

from typing import Any

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of


def as_(context: Context, role: Role = Role.BROKER, **changes: Any) -> Client:
    """Somebody of the staff, by default a broker."""
    return sign_in(client_of(context), context, a_person(context, role, **changes))


def post(client: Client, path: str, **typed: Any) -> int:
    """Send a form; gives how it was answered."""
    data = {**typed, "csrf_token": csrf_token(client)}
    return client.post(path, data=data).status_code


def on(name: str, day: str, month: str, year: str) -> dict[str, str]:
    """A date as its three boxes send it."""
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
