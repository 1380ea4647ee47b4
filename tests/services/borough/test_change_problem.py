import pytest

from assetmap.services.borough.change_problem import (
    ChangeProblem,
    UsedBy,
    counted,
    listed,
    quoted,
    title_of,
    used_by,
)


def users(number: int) -> list[UsedBy]:
    return [UsedBy(f"Club {at}", f"/work/listings/{at}") for at in range(number)]


@pytest.mark.parametrize(("number", "named", "more"), [(0, 0, 0), (10, 10, 0), (13, 10, 3)])
def test_at_most_ten_are_named_and_the_others_counted(number: int, named: int, more: int) -> None:
    problem = used_by("categories", "meet", "It cannot go.", users(number))
    expected = tuple(users(number)[:named])
    assert problem == ChangeProblem("categories", "meet", "It cannot go.", expected, more)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("  Knit \n\tClub ", "Knit Club"),
        ("Knit\u202eClub\u0000", "KnitClub"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),  # the page escapes it
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 79 + "…"),
        ("", ""),
    ],
)
def test_a_title_is_short_and_on_one_line(text: str, title: str) -> None:
    assert title_of(text) == title
    assert quoted(text) == f"“{title}”"


def test_numbers_and_parts_are_said_as_people_say_them() -> None:
    numbers = [counted(number, "listing", "listings") for number in (0, 1, 2, 1204)]
    assert numbers == ["0 listings", "1 listing", "2 listings", "1,204 listings"]
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        *("", "a", "a and b", "a, b and c")
    ]
