import pytest

from assetmap.web.listings.change_page import Part, changed_words


def marked(parts: tuple[Part, ...]) -> str:
    return "".join(f"[{part.text}]" if part.is_changed else part.text for part in parts)


@pytest.mark.parametrize(
    ("before", "after", "left", "right"),
    [
        ("", "", "", ""),
        ("", "New", "", "New"),
        ("Old", "", "Old", ""),
        ("Bring your wool.", "Bring your needles.", "Bring your [wool.]", "Bring your [needles.]"),
        ("one two", "one two three", "one two", "one two[ three]"),
        ("a red big cat sat", "a blue old cat sat", "a [red big] cat sat", "a [blue old] cat sat"),
        ("£2", "£3", "£2", "£3"),  # nothing in common: no marks
        ("a b c d e f g h", "z y x w v u t h", "a b c d e f g h", "z y x w v u t h"),
    ],
)
def test_words_that_differ_are_marked_on_both_sides(
    before: str, after: str, left: str, right: str
) -> None:
    parts = changed_words(before, after)
    assert (marked(parts[0]), marked(parts[1])) == (left, right)


def test_parts_make_up_the_whole_texts() -> None:
    before, after = "Tea\nand  cake, at two.", "Tea\nand  biscuits, at two.\nAll welcome."
    parts = changed_words(before, after)
    assert ["".join(part.text for part in side) for side in parts] == [before, after]


def test_very_long_texts_are_left_unmarked() -> None:
    before, after = "word " * 3000, "word " * 2999 + "other"
    assert changed_words(before, after) == ((Part(before),), (Part(after),))
