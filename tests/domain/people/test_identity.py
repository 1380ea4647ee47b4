import pytest

from assetmap.domain.people.identity import GOOGLE, IdentityClaims, identity_id

ENTRA = "https://login.microsoftonline.com/7f5a/v2.0"
SAM = "Sam@Example.gov.uk"


@pytest.mark.parametrize(
    ("is_verified", "trusted", "counts"),
    [
        (True, (), True),
        (False, (), False),
        (None, (), False),
        (None, ("example.gov.uk",), True),
        (None, ("gov.uk",), False),  # of just that domain
        (None, ("other.gov.uk",), False),
        (False, ("example.gov.uk",), False),  # its own word counts more
    ],
)
def test_verified_email(is_verified: bool | None, trusted: tuple[str, ...], counts: bool) -> None:
    claims = IdentityClaims(ENTRA, "1", SAM, is_verified)
    assert claims.verified_email(trusted) == (SAM if counts else "")


def test_nobody_is_verified_without_an_address() -> None:
    assert IdentityClaims(ENTRA, "1", "", None).verified_email(("",)) == ""
    assert IdentityClaims(ENTRA, "1", "", True).verified_email() == ""


@pytest.mark.parametrize(
    ("email", "organisation", "counts"),
    [
        (SAM, "example.gov.uk", True),
        (SAM, "", False),  # a private account whose address was verified some day
        ("sam@gmail.com", "", True),
    ],
)
def test_google_vouches_for_its_own_addresses_alone(
    email: str, organisation: str, counts: bool
) -> None:
    claims = IdentityClaims(GOOGLE, "1", email, True, organisation=organisation)
    assert bool(claims.verified_email()) is counts


@pytest.mark.parametrize(
    ("methods", "has_two"),
    [
        ((), False),
        (("pwd",), False),
        (("otp",), False),
        (("hwk", "otp"), False),
        (("pwd", "sms"), False),
        (("pwd", "otp"), True),
        (("pin", "hwk"), True),
        (("mfa",), True),
        (("MFA",), False),
    ],
)
def test_has_two_factors(methods: tuple[str, ...], has_two: bool) -> None:
    assert IdentityClaims(ENTRA, "1", methods=methods).has_two_factors is has_two


def test_identity_id_is_of_issuer_and_subject() -> None:
    ids = {identity_id(ENTRA, "1"), identity_id(ENTRA, "2"), identity_id(GOOGLE, "1")}
    assert len(ids) == 3
    assert identity_id(ENTRA, "1") in ids
