"""A website's address as a link leads to it, and as two spellings share it."""

import pytest

from assetmap.domain.website_address import bare_website, web_address


@pytest.mark.parametrize(
    ("text", "address", "bare"),
    [
        ("knit.example", "https://knit.example", "knit.example"),
        ("http://www.knit.example/club/", "http://www.knit.example/club/", "knit.example/club"),
        ("https://KNIT.example", "https://KNIT.example", "knit.example"),
        ("ftp://knit.example", "", ""),
        ("javascript:alert(1)//x.y", "", ""),
        ("me@knit.example", "", ""),
        ("two words.example", "", ""),
        ("https://[knit", "", ""),
        ("", "", ""),
    ],
)
def test_an_address_of_the_web_and_what_spellings_share(text: str, address: str, bare: str) -> None:
    assert (web_address(text), bare_website(text)) == (address, bare)
