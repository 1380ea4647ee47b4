"""Members of staff for tests, and quick ways to be one.

`someone = a_person(desk, Role.EDITOR)` keeps a person with an account; `sign_in(client, desk,
someone)` gives a client that is signed in as them; `a_password(desk, someone)` lets them use the
real form, and `sign_in_page(page, desk, someone)` does so in a browser, code and all.
"""

import time
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar

import pyotp
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from playwright.sync_api import Page

from assetmap.domain.people.people import Account, Person, Role
from assetmap.services.account import sign_ins
from assetmap.services.account.accounts import new_session_key
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.web.account.passwords import StaffCodes
from assetmap.web.account.sign_in_settings import settings
from assetmap.web.account.signing_in import SIGN_IN

PASSWORD = "heron teapot gravel lantern"
DEVICE = "Firefox on Linux"

Client = TypeVar("Client", bound=FlaskClient)


def a_person(context: Context, *roles: Role, **changes: Any) -> Person:
    """Somebody with these roles (an editor when none are given), kept, with an account.

    They have a second factor when their roles need one. `changes` are fields of Person; the id is
    made from the first role, so give another `id` to have two of a kind.
    """
    roles = roles or (Role.EDITOR,)
    id_ = str(changes.pop("id", f"p-{roles[0]}"))
    parts: dict[str, Any] = {"name": f"Sam {id_}", "email": f"{id_}@example.org", "roles": roles}
    person = Person(id_, **{**parts, **changes})
    # Not a real secret: whoever has to type codes is given one by `a_password`.
    second = ("authenticator", "none") if person.needs_second_factor else ("", "")
    with context.unit_of_work() as uow:
        uow.save(PEOPLE, person)
        uow.save(ACCOUNTS, Account(id_, new_session_key(), _hash(PASSWORD), *second))
    return person


def sign_in(client: Client, context: Context, person: Person) -> Client:
    """A client like this one that is signed in as somebody, without the work of the real form."""
    app = client.application
    signed: Any = app.test_client(use_cookies=True)
    started = sign_ins.start(context, person.id, DEVICE)
    with signed.session_transaction("/account") as session:
        session["_user_id"] = context.store.get(ACCOUNTS, person.id).mark
        session["_fresh"] = True
        session["fs_paa"] = time.time()
        session[SIGN_IN] = started.id
    return signed  # type: ignore[no-any-return]


def csrf_token(client: FlaskClient, address: str = "/account/password") -> str:
    """The token that a form of this client's session carries: `data={"csrf_token": ...}`."""
    text = client.get(address).get_data(as_text=True)
    return text.partition('name="csrf_token" value="')[2].partition('"')[0]


def a_password(context: Context, person: Person) -> Person:
    """Give somebody a real second factor when their roles need one; the password is `PASSWORD`."""
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, person.id)
        if person.needs_second_factor:
            secret = _codes(context).generate_totp_secret()
            account = replace(account, second_factor_secret=secret, second_factor_counter=0)
        uow.save(ACCOUNTS, account)
    return person


def code_of(context: Context, person: Person) -> str:
    """The code that somebody's phone shows now, even when it was used before."""
    with context.unit_of_work() as uow:
        account = replace(context.store.get(ACCOUNTS, person.id), second_factor_counter=0)
        uow.save(ACCOUNTS, account)
    return pyotp.TOTP(_codes(context).get_totp_b32_key(account.second_factor_secret)).now()


def sign_in_page(page: Page, context: Context, person: Person, after: str = "/account") -> None:
    """Sign in by the real form in a browser, and go to an address.

    The visitor has a cookie then: `visitor.excuse("cookie: staff")`.
    """
    a_password(context, person)
    page.goto(f"/account/sign-in?next={after}")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    if person.needs_second_factor:
        page.get_by_label("Code", exact=True).fill(code_of(context, person))
        page.get_by_role("button", name="Go on").click()
    else:  # they are within their first days
        page.get_by_role("link", name="Not now").click()
    page.wait_for_url(f"**{after}")


@cache
def _hash(password: str) -> str:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)


def _codes(context: Context) -> Any:
    chosen = settings(context)
    return StaffCodes(chosen["SECURITY_TOTP_SECRETS"], chosen["SECURITY_TOTP_ISSUER"])
