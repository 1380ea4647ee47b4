import pytest

from assetmap.exchange.person_words import looks_like_person


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("Jo Smith", True),
        ("Mrs A. O'Brien", True),
        ("Dr Lee", True),
        ("Anne-Marie St Clair", True),
        ("Ștefan Ionescu", True),
        ("Jo", False),
        ("Quay Lunch Club", False),
        ("Main Office", False),
        ("posted soon", False),
        ("Posted soon", False),
        ("Ring First", False),
        ("Four Words Are Many", False),
        ("", False),
    ],
)
def test_people_are_told_from_groups(text: str, is_person: bool) -> None:
    assert looks_like_person(text) is is_person
