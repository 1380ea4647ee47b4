"""The words of a heading."""

import pytest

from assetmap.exchange.heading_words import heading_words


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Show address publicly", ("show", "address", "publicly")),
        ("mask_exact_address", ("mask", "exact", "address")),
        ("locationVisible", ("location", "visible")),
        ("OSGridRef", ("os", "grid", "ref")),
        ("OS_Easting (m)", ("os", "easting", "m")),
        ("Don't show", ("dont", "show")),
        ("", ()),
    ],
)
def test_the_words_of_a_heading(heading: str, words: tuple[str, ...]) -> None:
    assert heading_words(heading) == words
