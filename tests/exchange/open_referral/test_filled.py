"""Empty values, and web addresses as whole URIs."""

import pytest

from assetmap.exchange.open_referral.filled import filled, uri_of


def test_empty_values_go_and_noughts_stay() -> None:
    said = {"a": "", "b": None, "c": [], "d": {}, "e": 0, "f": "x", "g": False}
    assert filled(said) == {"e": 0, "f": "x", "g": False}


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("https://club.example/", "https://club.example/"),
        ("club.example/times", "https://club.example/times"),
        (" http://club.example?q=1#top ", "http://club.example?q=1#top"),
        ("https://café.example/thé", "https://xn--caf-dma.example/th%C3%A9"),
        ("https://club.example/a b", ""),
        ("ask at the desk", ""),
        ("javascript://alert", ""),
        ("mailto:a@club.example", ""),
        ("https://", ""),
        ("https://club.example:port/", ""),
        ("", ""),
    ],
)
def test_addresses_are_whole_or_left_out(text: str, uri: str) -> None:
    assert uri_of(text) == uri
