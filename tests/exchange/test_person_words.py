import pytest

from assetmap.exchange.person_words import has_first_name, is_called, looks_like_person


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


def test_first_names_alone_are_known() -> None:
    assert all(map(is_called, ("Jo", "jo smith", "Priya P")))
    assert not any(map(is_called, ("Chair", "Jo and the Quay Band", "Mary Quay Hall", "")))


def test_first_names_are_known() -> None:
    names = ("Jo Smith", "Priya Patel", "Mrs Lee", "rose cook")
    assert [has_first_name(name) for name in names] == [True] * 4
    assert [has_first_name(name) for name in ("Chair Yoga", "Tea Dance", "")] == [False] * 3
