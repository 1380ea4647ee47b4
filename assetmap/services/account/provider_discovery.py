"""What the council's sign-in provider says of itself, and whether it can be trusted to."""

from typing import Any

from assetmap.identity_provider import IdentityProvider, is_safe_address

TIMEOUT = (3.05, 7)  # seconds to connect, and to wait for more of an answer
# The client's secret is no key: what it signs, everybody who has it could sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_KINDS = ("RSA", "EC", "OKP")  # of public keys that tokens are signed with (RFC 7518, RFC 8037)


class ProviderDown(Exception):
    """The provider does not answer, or not as a provider does."""


class Unreachable(ProviderDown):
    """Nobody was reached there: it is down, or this machine has no network."""


def discover(provider: IdentityProvider) -> dict[str, Any]:
    """What the provider says of itself, where it can be trusted. Raises ProviderDown."""
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    known = _fetch(address)
    if not isinstance(known, dict) or known.get("issuer") != provider.issuer:
        found = known.get("issuer") if isinstance(known, dict) else None
        raise ProviderDown(f"{address} speaks for {found}, and not for {provider.issuer}")
    for name in ENDPOINTS:
        if not is_safe_address(str(known.get(name, ""))):
            raise ProviderDown(f"{address} names no {name} that can be used")
    said = known.get("id_token_signing_alg_values_supported") or ["RS256"]
    known["id_token_signing_alg_values_supported"] = [x for x in said if x in ALGORITHMS]
    return known


def signing_keys(known: dict[str, Any]) -> int:
    """How many keys there are of which tokens may be signed, by what `discover` gave.

    Raises ProviderDown.
    """
    said = _fetch(str(known["jwks_uri"]))
    keys = said.get("keys") if isinstance(said, dict) else None
    found = [key for key in keys if isinstance(key, dict)] if isinstance(keys, list) else []
    return sum(key.get("kty") in _KINDS and key.get("use", "sig") == "sig" for key in found)


def _fetch(address: str) -> Any:
    import requests  # slow import: only where it is used

    try:
        answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        return answer.json()
    except requests.ConnectionError as error:
        raise Unreachable(f"{address}: {error}") from error
    except (requests.RequestException, ValueError) as error:
        raise ProviderDown(f"{address}: {error}") from error
