"""Names of layers that say something, and those that do not."""

import pytest

from assetmap.exchange.layer_names import layer_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Walks", ["Walks"]),
        ("Walks / River (2)", ["Walks", "River"]),
        ("Lunch clubs (2) / Grays", ["Lunch clubs", "Grays"]),
        ("Arts/crafts", ["Arts/crafts"]),
        ("Places of worship", ["Places of worship"]),
        ("My Places / Warm spaces", ["Warm spaces"]),
        *((each, []) for each in ("", "Untitled layer", "Untitled layer (3)", "untitled folder")),
        *(
            (each, [])
            for each in ("Layer 1", "My Places", "Temporary Places", "Points", "list.csv")
        ),
        *((each, []) for each in ("Waypoints", "Tracks", "Unbenannte Ebene", "Sheet1", "2026")),
    ],
)
def test_layers_say_what_they_say(text: str, names: list[str]) -> None:
    assert layer_names(text) == names
