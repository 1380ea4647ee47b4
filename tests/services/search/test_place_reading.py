"""Which place the words of a question name, and which one they refuse."""

import pytest

from assetmap.services.desk import Desk
from assetmap.services.search.place_reading import place_in, place_named


@pytest.mark.parametrize(
    ("words", "left", "label"),
    [
        ("Tilbury not Grays", "", "Tilbury"),
        ("not Tilbury but Grays", "but", "Grays"),
        ("knitting but not in Grays", "knitting", ""),
        ("chess rather than Grays, thanks", "chess thanks", ""),
        ("lunch in Corringham, not Stanford le Hope please", "lunch please", "Corringham"),
        ("not far from Grays", "not far from", "Grays"),
        ("not a club", "not a club", ""),
    ],
)
def test_place_that_is_refused_is_not_looked_for(
    sample_desk: Desk, words: str, left: str, label: str
) -> None:
    rest, found, _, problems = place_in(sample_desk, words)
    assert (rest, found.label if found else "", problems) == (left, label, [])


def test_place_box_takes_what_stands_beside_the_place(sample_desk: Desk) -> None:
    found, problems = place_named(sample_desk, "Grays, Essex")
    assert (found.label if found else "", problems) == ("Grays", [])
