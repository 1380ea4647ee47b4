"""The table of the parts: each a page of a file that there is, and nothing is asked twice."""

from collections import Counter

from assetmap.paths import BOROUGH
from assetmap.web.borough.parts import PARTS, part_called


def test_each_part_is_a_page_of_a_file() -> None:
    assert [part_called(part.slug) for part in PARTS] == list(PARTS)
    assert part_called("none") is None
    assert [part.file for part in PARTS if not (BOROUGH / f"{part.file}.toml").is_file()] == []


def test_nothing_is_asked_twice() -> None:
    asked = Counter((part.file, each.key) for part in PARTS for each in part.questions)
    assert [key for key, times in asked.items() if times > 1] == []
