"""An account at the council's own sign-in provider: what it says of somebody, and whose it is."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

GOOGLE = "https://accounts.google.com"
# Of RFC 8176: something that one knows, and something that one has or is. Codes by text message
# are left out: they are sent to whoever has the number.
_KNOWN = frozenset(("pwd", "pin", "kba"))
_HELD = frozenset(("otp", "hwk", "swk", "sc", "fpt", "face", "iris", "pop"))


@dataclass(frozen=True, slots=True)
class IdentityClaims:
    """What a provider has signed about somebody who came from it.

    `is_verified` is None where it does not say whether the address is theirs. `methods` are how
    they proved who they are, in the words of RFC 8176; `organisation` is Google's `hd`.
    """

    issuer: str
    subject: str
    email: str = ""
    is_verified: bool | None = None
    methods: tuple[str, ...] = ()
    organisation: str = ""

    def verified_email(self, trusted_domains: tuple[str, ...] = ()) -> str:
        """The address, when it is surely theirs; empty otherwise.

        Addresses of trusted domains count where the provider says nothing, and never against its
        word. Google verifies for good only addresses of its own and of its organisations: another
        address may have passed to somebody else (Google Identity, "Authenticate with a backend").
        """
        domain = self.email.rpartition("@")[2].casefold()
        if self.is_verified is None:
            return self.email if domain and domain in trusted_domains else ""
        is_google_sure = bool(self.organisation) or domain == "gmail.com"
        if not self.is_verified or (self.issuer == GOOGLE and not is_google_sure):
            return ""
        return self.email

    @property
    def has_two_factors(self) -> bool:
        """Whether the provider says that more was shown than a password."""
        methods = set(self.methods)
        return "mfa" in methods or bool(methods & _KNOWN and methods & _HELD)


@dataclass(frozen=True, slots=True)
class LinkedIdentity:
    """An account at a provider that is a person's here. `id` is made from issuer and subject.

    The address is not kept: it can pass to somebody else, and a subject never does.
    """

    id: str
    person_id: str
    issuer: str
    subject: str
    since: datetime


def identity_id(issuer: str, subject: str) -> str:
    """The one id of an account at a provider."""
    return hashlib.sha256(f"{issuer}\n{subject}".encode()).hexdigest()
