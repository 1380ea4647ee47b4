"""Whether staff can sign in with the council's own accounts, where the settings name a provider."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from assetmap.identity_provider import IdentityProvider, is_safe_address
from assetmap.services.account.provider_discovery import (
    ProviderDown,
    Unreachable,
    discover,
    signing_keys,
)
from assetmap.services.admin.health import Finding
from assetmap.services.context import Context

CALLBACK = "/account/oidc/callback"  # where people come back to
_WHAT = "Council sign-in"
_PASSWORDS = "passwords work meanwhile"
_SETTINGS = "compare ASSETMAP_OIDC_ISSUER with what the provider says (docs/operating.md)"


def examine_sign_in(context: Context) -> Iterator[Finding]:
    """A look at the provider, which is asked twice at most and never for long; nothing without one.

    Its client's secret is not tried: that needs somebody who signs in.
    """
    provider = context.config.identity_provider
    if provider is None:
        return
    yield _about_provider(provider)
    yield _about_address(context.config.public_url)


def _about_provider(provider: IdentityProvider) -> Finding:
    host = urlsplit(provider.issuer).hostname
    try:
        keys = signing_keys(discover(provider))
    except Unreachable:
        return Finding(
            *(_WHAT, False, f"{host} cannot be reached from here; {_PASSWORDS}"),
            "see whether this machine has a network, and whether the provider is up",
        )
    except ProviderDown as error:
        return Finding(_WHAT, False, f"{' '.join(str(error).split())}; {_PASSWORDS}", _SETTINGS)
    if not keys:
        says = f"{host} has no keys to sign with; {_PASSWORDS}"
        return Finding(_WHAT, False, says, "ask who runs the provider")
    return Finding(_WHAT, True, f"{host} answers, with {keys} key{'' if keys == 1 else 's'}")


def _about_address(public_url: str) -> Finding:
    """Providers lead nobody back to an address that can be overheard."""
    address = f"{public_url}{CALLBACK}"
    return Finding(
        "Council sign-in comes back",
        is_safe_address(address),
        f"to {address}, which the provider must have been told",
        "set ASSETMAP_PUBLIC_URL to the https address",
    )
