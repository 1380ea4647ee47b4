import pytest

from assetmap.domain.people.people import Account, Person
from assetmap.pdf.qr_code import qr_code
from assetmap.services.account.accounts import Member
from assetmap.services.context import Context
from assetmap.web.account.passwords import QR_TITLE, StaffCodes, is_common, is_own_name
from assetmap.web.framework.user_datastore import StaffUser


def test_qr_code_of_the_second_factor_holds_the_apps_address() -> None:
    totp = StaffCodes({"1": "x" * 20}, "Directory")
    secret = totp.generate_totp_secret()
    drawn = totp.generate_qrcode("jo@example.org", secret)
    assert drawn == qr_code(totp.get_totp_uri("jo@example.org", secret), QR_TITLE)
    assert QR_TITLE in drawn


@pytest.fixture
def somebody(sample_context: Context) -> StaffUser:
    person = Person("p", "Ada Lovelace", "ada.l@example.org")
    return StaffUser(Member(person, Account("p", "m")), sample_context)


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
def test_own_name_and_address_are_no_password(password: str, somebody: StaffUser) -> None:
    assert is_own_name(password, somebody)


@pytest.mark.parametrize("password", ["Ada Lovelace likes looms", "heron teapot gravel"])
def test_name_within_a_longer_password_passes(password: str, somebody: StaffUser) -> None:
    assert not is_own_name(password, somebody)
    assert not is_own_name(password, None)
