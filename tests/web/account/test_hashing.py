"""Hashes at what they really cost, unlike in all other tests."""

import re
from dataclasses import replace

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS
from assetmap.web.account import hashing
from assetmap.web.account.hashing import HashCost
from tests.conftest import CHEAPEST_HASH, ContextMaker
from tests.people import PASSWORD, a_password, a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

Costs = tuple[HashCost, HashCost]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def client(context: Context, hash_costs: Costs, monkeypatch: pytest.MonkeyPatch) -> Client:
    """A browser at a site whose hashes cost what they do outside tests."""
    monkeypatch.setattr(hashing, "PASSWORDS", hash_costs[0])
    monkeypatch.setattr(hashing, "RECOVERY_CODES", hash_costs[1])
    client = client_of(context).application.test_client(use_cookies=True)
    assert isinstance(client, Client)
    return client


def cost_of(kept: str) -> tuple[Type, HashCost]:
    """The kind of argon2 that made a hash, and what it cost."""
    found = extract_parameters(kept)
    return found.type, HashCost(found.time_cost, found.memory_cost, found.parallelism)


def test_costs_are_at_least_what_is_advised(hash_costs: Costs) -> None:
    """OWASP's password storage cheat sheet: 19 MiB twice over; RFC 9106: 64 MiB three times."""
    assert hash_costs == (HashCost(3, 65536, 4), HashCost(2, 19456, 1))
    for cost in hash_costs:
        assert cost.memory >= 19 * 1024
        assert cost.passes >= 2
        assert cost.lanes >= 1


def test_app_hashes_passwords_and_links_at_the_full_cost(client: Client, hash_costs: Costs) -> None:
    library = client.application.extensions["security"]
    full = (Type.ID, hash_costs[0])
    assert cost_of(library.pwd_context.hash("x")) == full
    assert cost_of(library.hashing_context.hash("x")) == full


def test_no_environment_and_no_borough_makes_them_cheaper(
    client: Client, hash_costs: Costs, monkeypatch: pytest.MonkeyPatch, context: Context
) -> None:
    for prefix in ("ASSETMAP_", "SECURITY_", "FLASK_SECURITY_"):
        monkeypatch.setenv(f"{prefix}PASSWORD_HASH_PASSLIB_OPTIONS", '{"argon2__rounds": 1}')
    library = client_of(context).application.extensions["security"]
    assert cost_of(library.pwd_context.hash("x")) == (Type.ID, hash_costs[0])


def test_password_kept_at_a_lower_cost_is_hashed_anew_at_sign_in(
    context: Context, client: Client, hash_costs: Costs
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    account = context.store.get(ACCOUNTS, someone.id)
    assert cost_of(account.password) == (Type.ID, CHEAPEST_HASH)
    form = {"email": someone.email, "password": PASSWORD, "next": "/account"}
    token = csrf_token(client, "/account/sign-in")
    assert client.post("/account/sign-in", data={"csrf_token": token, **form}).status_code == 302
    kept = context.store.get(ACCOUNTS, someone.id).password
    assert cost_of(kept) == (Type.ID, hash_costs[0])
    assert PasswordHasher().verify(kept, PASSWORD)


def test_recovery_codes_are_kept_at_their_cost_and_read_at_any(
    context: Context, client: Client, hash_costs: Costs
) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    signed = sign_in(client, context, someone)
    page = "/account/recovery-codes"
    answer = signed.post(page, data={"csrf_token": csrf_token(signed, page)})
    codes = re.findall(r"<code>([0-9a-f-]+)</code>", answer.text)
    account = context.store.get(ACCOUNTS, someone.id)
    assert len(codes) == len(account.recovery_codes) == 10
    assert {cost_of(each) for each in account.recovery_codes} == {(Type.ID, hash_costs[1])}
    cheap = PasswordHasher(1, 8, 1).hash("of-old")
    library = client.application.extensions["security"]
    with context.unit_of_work() as uow:
        uow.save(ACCOUNTS, replace(account, recovery_codes=(*account.recovery_codes, cheap)))
    user = library.datastore.find_user(email=someone.email)
    with client.application.app_context():
        checks = library._mf_recovery_codes_util
        assert checks.check_recovery_code(user, codes[0])
        assert checks.check_recovery_code(user, "of-old")
        assert not checks.check_recovery_code(user, "of-new")
