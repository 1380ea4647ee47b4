"""Webhooks by the standard's own example, and what is no address."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from assetmap.domain.public_change import EventType
from assetmap.domain.webhook import (
    WAITS,
    BadWebhook,
    checked_events,
    checked_url,
    headers_of,
    readable_secret,
)


def test_signature_is_that_of_the_standards_example() -> None:
    """The message, secret and signature of the reference libraries' tests."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    at = datetime.fromtimestamp(1614265330, UTC)
    headers = headers_of("msg_p5jXN8AQM9LWM0D4loKWxJek", at, b'{"test": 2432232314}', [secret])
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    assert readable_secret(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


def test_two_secrets_are_two_signatures() -> None:
    at = datetime.fromtimestamp(1, UTC)
    one, two = (headers_of("m", at, b"", [each]) for each in (b"a", b"b"))
    both = headers_of("m", at, b"", [b"a", b"b"])["webhook-signature"]
    assert both == f"{one['webhook-signature']} {two['webhook-signature']}"


def test_waits_grow_over_three_days() -> None:
    assert list(WAITS) == sorted(WAITS)
    assert sum(WAITS, timedelta()) > timedelta(days=3)


@pytest.mark.parametrize(
    "text",
    [
        *("", "example.org", "ftp://example.org/", "https://", "https:///a", "http://[::1"),
        *("https://user:pw@example.org/", "https://example.org/#a", "https://example.org/a b"),
        *("https://example.org:99999/", "https://exämple.org/", "javascript:alert(1)"),
        *("https://example.org/\nx", f"https://example.org/{'a' * 500}"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(BadWebhook):
        checked_url(text)


def test_address_and_events_are_given_back_in_order() -> None:
    assert checked_url("  https://example.org:8443/a?b=c ") == "https://example.org:8443/a?b=c"
    wanted = checked_events(["listing.closed", "listing.published", "listing.closed"])
    assert wanted == (EventType.PUBLISHED, EventType.CLOSED)
    for names in ([], ["listing.eaten"], ["listing.closed", ""]):
        with pytest.raises(BadWebhook):
            checked_events(names)
