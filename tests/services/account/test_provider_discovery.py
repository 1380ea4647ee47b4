"""What is taken from a provider's own description, and what is not believed."""

from collections.abc import Iterator

import pytest
from werkzeug.wrappers import Response

from assetmap.identity_provider import IdentityProvider
from assetmap.services.account.provider_discovery import (
    ProviderDown,
    Unreachable,
    discover,
    signing_keys,
)
from tests.ports import free_port
from tests.web.account.identity_provider import CLIENT_ID, CLIENT_SECRET, Provider, serving


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving(Provider()) as listening:
        yield listening


def settings(issuer: str) -> IdentityProvider:
    return IdentityProvider(issuer, CLIENT_ID, CLIENT_SECRET)


def test_description_and_keys_of_a_provider(provider: Provider) -> None:
    known = discover(settings(provider.issuer))
    assert known["jwks_uri"] == f"{provider.issuer}/keys"
    assert signing_keys(known) == 1
    body = '{"keys": [{"kty": "EC"}, {"kty": "RSA", "use": "enc"}, {"kty": "oct"}]}'
    provider.answers["/keys"] = Response(body)
    assert signing_keys(known) == 1


def test_nobody_there_is_told_from_a_wrong_answer(provider: Provider) -> None:
    with pytest.raises(Unreachable):
        discover(settings(f"http://127.0.0.1:{free_port()}"))
    provider.answers["/.well-known/openid-configuration"] = Response("[]")
    with pytest.raises(ProviderDown) as caught:
        discover(settings(provider.issuer))
    assert not isinstance(caught.value, Unreachable)
