from dataclasses import replace

from cryptography.fernet import Fernet

from assetmap.services.context import Context
from assetmap.web.account.sign_in_settings import settings


def test_keys_differ_by_purpose_and_by_secret(sample_context: Context) -> None:
    chosen = settings(sample_context)
    (recovery,) = chosen["SECURITY_MULTI_FACTOR_RECOVERY_CODES_KEYS"]
    codes = chosen["SECURITY_TOTP_SECRETS"]["1"].encode()
    assert recovery != codes
    assert Fernet(recovery).decrypt(Fernet(recovery).encrypt(b"x")) == b"x"
    other = replace(sample_context.config, secret_key="another")
    twin = Context(
        other,
        sample_context.clock,
        sample_context.borough,
        sample_context.store,
        sample_context.index,
        sample_context.postcodes,
        sample_context.gazetteer,
        sample_context.hits,
        sample_context.locks,
    )
    assert settings(twin)["SECURITY_TOTP_SECRETS"]["1"].encode() != codes
    assert settings(sample_context) == chosen


def test_whatever_is_not_used_is_switched_off(sample_context: Context) -> None:
    chosen = settings(sample_context)
    for name in ("REGISTERABLE", "CONFIRMABLE", "PASSWORDLESS", "UNIFIED_SIGNIN", "WEBAUTHN"):
        assert f"SECURITY_{name}" not in chosen  # each is off when nothing is said
    assert chosen["SECURITY_TWO_FACTOR_ENABLED_METHODS"] == ["authenticator", "email"]
    assert chosen["SECURITY_API_ENABLED_METHODS"] == ["session"]
