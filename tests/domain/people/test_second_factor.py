"""Who is asked for a code, from when, and by what way it may come."""

from datetime import date

import pytest

from assetmap.domain.people.people import STAFF, Account, Person, Role
from assetmap.domain.people.second_factor import AUTHENTICATOR, EMAIL, SecondFactorRules

FIRST = date(2026, 3, 16)
USUAL = SecondFactorRules()
WITH_ONE = Account("p", "m", second_factor="email", second_factor_secret="s", first_sign_in=FIRST)


def a(*roles: Role) -> Person:
    return Person("p", roles=roles)


@pytest.mark.parametrize("role", STAFF)
def test_editors_brokers_and_admins_are_asked_at_once_and_others_after_a_fortnight(
    role: Role,
) -> None:
    account = Account("p", "m", first_sign_in=FIRST)
    at_once = role in (Role.EDITOR, Role.BROKER, Role.ADMIN)
    assert USUAL.is_asked(a(role), account, FIRST) is at_once
    assert USUAL.is_asked(a(role), account, date(2026, 3, 29)) is at_once
    assert USUAL.is_asked(a(role), account, date(2026, 3, 30))
    assert SecondFactorRules(roles=()).is_asked(a(role), account, date.max) is at_once
    until = USUAL.offered_until(a(role), account, FIRST)
    assert until == (None if at_once else date(2026, 3, 29))


def test_nobody_is_asked_before_their_first_sign_in() -> None:
    account = Account("p", "m")
    assert not USUAL.is_asked(a(Role.MANAGER), account, date.max)
    assert USUAL.offered_until(a(Role.MANAGER), account, date(2026, 3, 16)) is None


@pytest.mark.parametrize(
    ("begins", "asked"),
    [
        (None, date(2026, 3, 30)),
        (date(2026, 3, 1), date(2026, 3, 30)),
        (date(2026, 4, 1), date(2026, 4, 15)),
    ],
)
def test_days_run_from_the_later_day(begins: date | None, asked: date) -> None:
    rules = SecondFactorRules(begins=begins)
    account = Account("p", "m", first_sign_in=FIRST)
    assert rules.asked_on(a(Role.VOLUNTEER), account) == asked
    is_offered = rules.offered_until(a(Role.VOLUNTEER), account, FIRST) is not None
    assert is_offered is (begins is None or begins <= FIRST)


def test_who_has_one_is_not_offered_another() -> None:
    assert USUAL.offered_until(a(Role.VOLUNTEER), WITH_ONE, FIRST) is None


def test_stricter_role_says_which_way() -> None:
    both = (AUTHENTICATOR, EMAIL)
    assert USUAL.methods(a(Role.VOLUNTEER, Role.HUB_TEAM)) == both
    assert USUAL.methods(a(Role.VOLUNTEER, Role.COORDINATOR)) == (AUTHENTICATOR,)
    assert USUAL.methods(a()) == (AUTHENTICATOR,)
    assert USUAL.holds(a(Role.VOLUNTEER), WITH_ONE)
    assert not USUAL.holds(a(Role.VOLUNTEER, Role.EDITOR), WITH_ONE)
    assert not USUAL.holds(a(Role.VOLUNTEER), Account("p", "m", second_factor="email"))
