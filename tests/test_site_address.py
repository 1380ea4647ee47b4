"""The address of a site: what is one, and how it is kept."""

import pytest

from assetmap.site_address import read_site_address


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://directory.example.org", "https://directory.example.org"),
        ("https://Directory.Example.org/", "https://directory.example.org"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("http://127.0.0.1:", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_an_address_is_kept_without_what_says_nothing(text: str, kept: str) -> None:
    assert read_site_address(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        *("", "directory.example.org", "ftp://example.org", "https://", "https://a_b.example"),
        *("https://example.org/below", "https://example.org?a=1", "https://example.org#a"),
        *("https://user:MARK-secret@example.org", "https://example.org:0", "https://é.example"),
        *("https://example.org:99999", "https://[example"),
    ],
)
def test_what_is_no_address_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match="give the site's own address") as said:
        read_site_address(text)
    assert "MARK" not in str(said.value)
