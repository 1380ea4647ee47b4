"""A word of the shipped borough would be seen wherever it stood."""

import pytest

from tests.second_borough.other_borough import words_of_the_other


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ask Thurrock CVS", ["thurrock"]),
        ('{"near":"Chadwell\n St Mary"}', ["chadwell", "chadwell st mary"]),
        ("such as rm18 7TB.", ["rm18 7TB"]),
        ("&near=RM17&", ["RM17"]),
        ("hub-tilbury", ["tilbury"]),
        ("the aveleyan way, mucking in, FORM17", []),
        ("Marram DG1 2JU", []),
    ],
)
def test_names_and_postcodes_are_seen_as_whole_words(text: str, found: list[str]) -> None:
    assert words_of_the_other(text) == found
