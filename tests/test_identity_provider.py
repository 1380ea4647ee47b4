from pathlib import Path

import pytest

from assetmap.config import BadSetting, read_config
from assetmap.identity_provider import (
    BUTTON,
    IdentityProvider,
    is_safe_address,
    read_identity_provider,
)

ISSUER = "https://login.microsoftonline.com/7f5a/v2.0"
LEAST = {"ISSUER": ISSUER, "CLIENT_ID": "directory", "CLIENT_SECRET": "MARK-secret"}


def environ(**settings: str) -> dict[str, str]:
    """The least that is needed, with other settings by the end of their names."""
    return {f"ASSETMAP_OIDC_{name}": value for name, value in {**LEAST, **settings}.items()}


def test_nothing_is_read_where_nothing_is_set() -> None:
    assert read_identity_provider({}) is None
    assert read_identity_provider({"ASSETMAP_OIDC_ISSUER": " "}) is None
    assert read_config({}).identity_provider is None


def test_least_that_is_needed() -> None:
    expected = IdentityProvider(ISSUER, "directory", "MARK-secret", BUTTON)
    assert read_identity_provider(environ()) == expected
    discovery = f"{ISSUER}/.well-known/openid-configuration"
    assert read_identity_provider(environ(ISSUER=discovery)) == expected
    with_slash = read_identity_provider(environ(ISSUER=f"{ISSUER}/"))
    assert with_slash is not None
    assert with_slash.issuer == f"{ISSUER}/"  # some providers' issuer ends so


def test_every_setting(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("MARK-secret\n")
    more = {"BUTTON": "  Sign in with  Acme ", "TRUSTED_DOMAINS": "@Example.gov.uk, b.example.org"}
    rules = {"SECOND_FACTOR": "provider", "PASSWORDS": "admins"}
    given = environ(CLIENT_SECRET="", CLIENT_SECRET_FILE=str(file), **more, **rules)
    assert read_identity_provider(given) == IdentityProvider(
        ISSUER,
        "directory",
        "MARK-secret",
        "Sign in with Acme",
        ("example.gov.uk", "b.example.org"),
        True,
        True,
    )


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"ISSUER": ""}, "belong together"),
        ({"CLIENT_ID": " "}, "belong together"),
        ({"CLIENT_SECRET": ""}, "Set one of"),
        ({"CLIENT_SECRET_FILE": "/x"}, "Set one of"),
        ({"CLIENT_SECRET": "", "CLIENT_SECRET_FILE": "/nowhere"}, "/nowhere, which cannot be read"),
        ({"CLIENT_SECRET": "", "CLIENT_SECRET_FILE": "/dev/null"}, "/dev/null, which is empty"),
        ({"ISSUER": "http://login.example.org"}, "give the https address"),
        ({"ISSUER": "login.example.org"}, "give the https address"),
        ({"ISSUER": "https://a:b@login.example.org"}, "give the https address"),
        ({"ISSUER": "https://login.example.org/?x=1"}, "give the https address"),
        ({"ISSUER": "https://login.example.org:x/"}, "give the https address"),
        ({"ISSUER": "https://login.microsoftonline.com/common/v2.0"}, "no one organisation"),
        ({"ISSUER": "https://login.microsoftonline.com/organizations/v2.0"}, "no one"),
        ({"TRUSTED_DOMAINS": "gov"}, "'gov'"),
        ({"TRUSTED_DOMAINS": "a@example.org"}, "'a@example.org'"),
        ({"TRUSTED_DOMAINS": "*.example.org"}, r"'\*.example.org'"),
        ({"SECOND_FACTOR": "yes"}, "SECOND_FACTOR is 'yes': give amr or provider"),
        ({"PASSWORDS": "none"}, "PASSWORDS is 'none': give all or admins"),
    ],
)
def test_mistakes_are_named(settings: dict[str, str], says: str) -> None:
    with pytest.raises(ValueError, match=says) as found:
        read_identity_provider(environ(**settings))
    assert "MARK-secret" not in str(found.value)


def test_public_address_is_needed_to_come_back_to() -> None:
    with pytest.raises(BadSetting, match="ASSETMAP_PUBLIC_URL must be set"):
        read_config(environ())
    config = read_config({**environ(), "ASSETMAP_PUBLIC_URL": "https://directory.example.org"})
    assert config.identity_provider == read_identity_provider(environ())
    with pytest.raises(BadSetting, match="belong together"):
        read_config({"ASSETMAP_OIDC_CLIENT_ID": "x"})


def test_secret_is_never_shown() -> None:
    assert "MARK-secret" not in repr(read_identity_provider(environ()))


@pytest.mark.parametrize(
    ("address", "is_safe"),
    [
        ("https://login.example.org/x", True),
        ("http://localhost:8080/realms/x", True),
        ("http://127.0.0.1:1/", True),
        ("http://[::1]:1/", True),
        ("http://127.0.0.1.example.org/", False),
        ("http://login.example.org/", False),
        ("ftp://localhost/", False),
        ("javascript:alert(1)", False),
        ("https:///x", False),
        ("https://login.example.org/\n", False),
        ("", False),
    ],
)
def test_is_safe_address(address: str, is_safe: bool) -> None:
    assert is_safe_address(address) is is_safe
