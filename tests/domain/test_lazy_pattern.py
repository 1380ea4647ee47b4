"""A pattern that is compiled when it is first used finds what `re` finds."""

import re

import pytest

from assetmap.domain.lazy_pattern import LazyPattern

TEXT = "Tea at 10, coffee at 11"


def test_finds_what_re_finds() -> None:
    lazy, compiled = LazyPattern(r"AT (\d+)", re.IGNORECASE), re.compile(r"AT (\d+)", re.IGNORECASE)
    assert lazy.pattern == compiled.pattern
    assert lazy.search(TEXT)[0] == "at 10"  # type: ignore[index]
    assert lazy.match(TEXT) is None
    assert lazy.match(TEXT, 4)[1] == "10"  # type: ignore[index]
    assert [found[1] for found in lazy.finditer(TEXT)] == ["10", "11"]
    assert lazy.findall(TEXT) == compiled.findall(TEXT)
    assert lazy.sub("", TEXT) == "Tea , coffee "


def test_is_compiled_once_and_not_before_it_is_used() -> None:
    wrong = LazyPattern("(")
    with pytest.raises(re.error):
        wrong.search("tea")
    right = LazyPattern("tea")
    assert right.search is right.search
    assert right.compiled is right.compiled
