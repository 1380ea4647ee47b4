"""The settings of signing in with the council's own accounts: an OpenID Connect provider."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

BUTTON = "Sign in with your council account"
_SETTINGS = (
    *("ASSETMAP_OIDC_ISSUER", "ASSETMAP_OIDC_CLIENT_ID", "ASSETMAP_OIDC_CLIENT_SECRET"),
    *("ASSETMAP_OIDC_CLIENT_SECRET_FILE", "ASSETMAP_OIDC_BUTTON", "ASSETMAP_OIDC_TRUSTED_DOMAINS"),
    *("ASSETMAP_OIDC_SECOND_FACTOR", "ASSETMAP_OIDC_PASSWORDS"),
)
_PREFIX = _SETTINGS[0].removesuffix("ISSUER")
# Of Microsoft Entra: what anybody's account of any organisation comes from.
_ANYBODY = frozenset(("common", "organizations", "consumers"))
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@dataclass(frozen=True)
class IdentityProvider:
    """Where the council's accounts are, and how far its word goes.

    `trusted_domains` are those of email addresses that count as verified although the provider
    does not say so. `has_second_factor`: whoever comes from it has shown one there, always.
    `is_for_all`: only admins may sign in with a password of ours.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    button: str = BUTTON
    trusted_domains: tuple[str, ...] = ()
    has_second_factor: bool = False
    is_for_all: bool = False


def read_identity_provider(environ: Mapping[str, str]) -> IdentityProvider | None:
    """The provider that `environ` names, if any. Raises ValueError with a plain message."""
    given = {name.removeprefix(_PREFIX): environ.get(name, "").strip() for name in _SETTINGS}
    if not any(given.values()):
        return None
    if not given["ISSUER"] or not given["CLIENT_ID"]:
        raise ValueError(
            "ASSETMAP_OIDC_ISSUER and ASSETMAP_OIDC_CLIENT_ID belong together: set both, or none "
            "of the settings of this kind."
        )
    return IdentityProvider(
        _issuer(given["ISSUER"]),
        given["CLIENT_ID"],
        _secret(given["CLIENT_SECRET"], given["CLIENT_SECRET_FILE"]),
        " ".join(given["BUTTON"].split()) or BUTTON,
        _domains(given["TRUSTED_DOMAINS"]),
        _choice("SECOND_FACTOR", given["SECOND_FACTOR"], "amr", "provider"),
        _choice("PASSWORDS", given["PASSWORDS"], "all", "admins"),
    )


def is_safe_address(address: str) -> bool:
    """Whether an address can be talked to without being overheard: https, or this machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port  # raises when it is none
    except ValueError:
        return False
    if "@" in parts.netloc or not host or not address.isascii() or not address.isprintable():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _issuer(address: str) -> str:
    """The issuer exactly as given: it is compared letter by letter (OpenID Connect Core, 3.1.3.7).

    People paste the address of the discovery document as well, of which the issuer is the start.
    """
    address = address.removesuffix("/.well-known/openid-configuration")
    parts = urlsplit(address) if is_safe_address(address) else None
    if parts is None or parts.query or parts.fragment:
        raise ValueError(
            "ASSETMAP_OIDC_ISSUER cannot be read: give the https address of the sign-in provider, "
            "such as https://login.microsoftonline.com/TENANT-ID/v2.0."
        )
    if _ANYBODY & set(parts.path.split("/")):
        raise ValueError(
            "ASSETMAP_OIDC_ISSUER names no one organisation: put the tenant's id in the place of "
            "common, organizations or consumers."
        )
    return address


def _secret(given: str, file: str) -> str:
    """The client's secret. What was given is never repeated in a message."""
    if bool(given) == bool(file):
        raise ValueError(
            "Set one of ASSETMAP_OIDC_CLIENT_SECRET and ASSETMAP_OIDC_CLIENT_SECRET_FILE."
        )
    if given:
        return given
    try:
        found = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise ValueError(
            f"ASSETMAP_OIDC_CLIENT_SECRET_FILE names {file}, which cannot be read."
        ) from error
    if not found:
        raise ValueError(f"ASSETMAP_OIDC_CLIENT_SECRET_FILE names {file}, which is empty.")
    return found


def _domains(given: str) -> tuple[str, ...]:
    domains = tuple(each.removeprefix("@") for each in given.casefold().replace(",", " ").split())
    for each in domains:
        if not _DOMAIN.fullmatch(each):
            raise ValueError(
                f"ASSETMAP_OIDC_TRUSTED_DOMAINS has {each!r}: give domains of email addresses, "
                "such as example.gov.uk."
            )
    return domains


def _choice(name: str, given: str, usual: str, other: str) -> bool:
    if given not in ("", usual, other):
        raise ValueError(f"{_PREFIX}{name} is {given!r}: give {usual} or {other}.")
    return given == other
