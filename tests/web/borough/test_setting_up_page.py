"""The pages' own parts: where an entry stands, and what another is called."""

import pytest

from assetmap.web.borough.parts import part_called
from assetmap.web.borough.setting_up_page import entry_lines, path_of, with_article


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("3", ("category", 3)),
        ("3-1", ("category", 3, "within", 1)),
        *(("3-1-0", None), ("x", None), ("-1", None), ("²", None), ("99999", None), ("", None)),
    ],
)
def test_place_is_a_path(place: str, path: tuple[str | int, ...] | None) -> None:
    part = part_called("categories")
    assert part
    found = path_of(part, place)
    assert (found and found[0]) == path


def test_entries_stand_in_their_order_with_those_beneath() -> None:
    part = part_called("categories")
    assert part
    assert part.entries
    inner = {"slug": "a/b", "label": "Inner"}
    content = {"category": [{"label": "One", "hint": "Says", "within": [inner]}, {"label": "Two"}]}
    one, two = entry_lines(part.entries, content)
    assert (one.title, one.says, one.place, two.place) == ("One", "Says", "0", "1")
    assert [(each.title, each.place) for each in one.within] == [("Inner", "0-0")]


def test_article_fits_its_noun() -> None:
    assert with_article("urgent number") == "an urgent number"
    assert with_article("tile") == "a tile"
