import pytest

from assetmap.web.admin.work_page import and_words, counted


@pytest.mark.parametrize(
    ("count", "words"), [(0, "No reports"), (1, "1 report"), (12, "12 reports")]
)
def test_counts_are_words(count: int, words: str) -> None:
    assert counted(count, "report") == words


@pytest.mark.parametrize(
    ("names", "words"),
    [((), ""), (("A",), "A"), (("A", "B"), "A and B"), (("A", "B", "C"), "A, B and C")],
)
def test_names_are_joined_as_people_say_them(names: tuple[str, ...], words: str) -> None:
    assert and_words(names) == words
