import re

import pytest
from qrcode.main import QRCode

from assetmap.domain.people.people import Account, Person
from assetmap.services.account.accounts import Member
from assetmap.web.account.passwords import is_common, is_own_name, square
from assetmap.web.framework.user_datastore import StaffUser


def test_square_draws_just_the_dark_units_of_the_code() -> None:
    text = "otpauth://totp/Directory:jo%40example.org?secret=ABC&issuer=Directory"
    drawn = square(text)
    code = QRCode()
    code.add_data(text)
    rows = code.get_matrix()
    dark = {(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark}
    found = re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn.path)
    assert {(int(x), int(y)) for x, y in found} == dark
    assert "".join(f"M{x} {y}h1v1h-1z" for x, y in found) == drawn.path
    assert drawn.size == len(rows)
    assert not any(min(x, y) < 4 or max(x, y) >= drawn.size - 4 for x, y in dark)


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
