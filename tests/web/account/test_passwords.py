import pytest

from assetmap.domain.people.account import Account
from assetmap.domain.people.people import Person
from assetmap.services.account.accounts import Member
from assetmap.web.account.passwords import is_common, is_own_name
from assetmap.web.framework.user_datastore import StaffUser

SOMEBODY = StaffUser(Member(Person("p", "Ada Lovelace", "ada.l@example.org"), Account("p", "m")))


@pytest.mark.parametrize(
    "password", ["password", "Password1!", "QWERTYUIOP", "iloveyou2", "12345678"]
)
def test_common_passwords_are_known_in_disguise(password: str) -> None:
    assert is_common(password)


@pytest.mark.parametrize(
    "password", ["heron teapot gravel", "correcthorsebatterystaple", "ÿëß-unusual"]
)
def test_uncommon_passwords_pass(password: str) -> None:
    assert not is_common(password)


@pytest.mark.parametrize(
    "password", ["Ada Lovelace", "adalovelace1", "ada.l@example.org", "example.org!"]
)
def test_own_name_and_address_are_no_password(password: str) -> None:
    assert is_own_name(password, SOMEBODY)


@pytest.mark.parametrize("password", ["Ada Lovelace likes looms", "heron teapot gravel"])
def test_name_within_a_longer_password_passes(password: str) -> None:
    assert not is_own_name(password, SOMEBODY)
    assert not is_own_name(password, None)
