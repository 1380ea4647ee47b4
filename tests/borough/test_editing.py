"""Changes to a borough's file: what it says is as wanted, and comments stay where they can."""

import tomllib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.borough.editing import (
    content_of,
    moved_entry,
    value_at,
    with_entry,
    with_values,
    without_entry,
)
from assetmap.paths import BOROUGH

TEXT = """# The head
name = "A" # the name

[help]
phone = "1" # ring

# The first
[[need]]
slug = "a"
[[need.within]]
slug = "a/1"

# The second
[[need]]
slug = "b"
"""


def test_values_are_put_and_taken_out_and_comments_stay() -> None:
    changed = with_values(
        TEXT, (), {("help", "phone"): "2", ("name",): 'B "\\ \n é', ("buses", "url"): "https://x"}
    )
    assert content_of(changed) == {
        "name": 'B "\\ \n é',
        "help": {"phone": "2"},
        "need": [{"slug": "a", "within": [{"slug": "a/1"}]}, {"slug": "b"}],
        "buses": {"url": "https://x"},
    }
    assert {"# The head", "# The first", "# ring"} <= {
        line[line.find("#") :] for line in changed.splitlines()
    }
    assert content_of(with_values(changed, (), {("buses", "url"): None, ("no", "such"): None})) == {
        **content_of(TEXT),
        "name": 'B "\\ \n é',
        "help": {"phone": "2"},
    }


def test_entries_are_added_moved_and_taken_out() -> None:
    more = with_entry(TEXT, ("need",), {"slug": "c", "from": date(2026, 3, 1), "say": ["x", "y"]})
    assert content_of(more)["need"][2] == {"slug": "c", "from": date(2026, 3, 1), "say": ["x", "y"]}
    assert [each["slug"] for each in content_of(moved_entry(more, ("need", 2), -2))["need"]] == [
        *("c", "a", "b"),
    ]
    assert moved_entry(TEXT, ("need", 0), -1) == TEXT
    assert content_of(without_entry(TEXT, ("need", 0)))["need"] == [{"slug": "b"}]
    within = with_entry(TEXT, ("need", 1, "within"), {"slug": "b/1"})
    assert content_of(within)["need"] == [
        {"slug": "a", "within": [{"slug": "a/1"}]},
        {"slug": "b", "within": [{"slug": "b/1"}]},
    ]
    assert content_of(without_entry(within, ("need", 0, "within", 0)))["need"][1] == {
        "slug": "b",
        "within": [{"slug": "b/1"}],
    }
    assert content_of(with_entry("# none yet\n", ("day",), {"name": "x"})) == {
        "day": [{"name": "x"}]
    }


def test_place_that_is_not_there_is_refused() -> None:
    assert value_at(content_of(TEXT), ("need", 7)) is None
    assert value_at(content_of(TEXT), ("name", "more")) is None
    for change in (
        lambda: without_entry(TEXT, ("need", 7)),
        lambda: with_values(TEXT, ("need", 7), {("slug",): "x"}),
    ):
        with pytest.raises(LookupError):
            change()
    with pytest.raises(ValueError, match="Invalid value"):
        with_values("name =", (), {})


Edit = Callable[[list[dict[str, object]], int], object]
EDITS: dict[str, tuple[Callable[[str, str, int], str], Edit]] = {
    "out": (lambda text, key, n: without_entry(text, (key, n)), lambda found, n: found.pop(n)),
    "up": (
        lambda text, key, n: moved_entry(text, (key, n), -1),
        lambda found, n: found.insert(max(n - 1, 0), found.pop(n)),
    ),
    "say": (
        lambda text, key, n: with_values(text, (key, n), {("label",): "<New> “é”"}),
        lambda found, n: found[n].update(label="<New> “é”"),
    ),
}


@pytest.mark.parametrize("name", [*("needs", "categories", "signposts", "terms", "places")])
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_any_edits_of_the_shipped_files_say_just_that(name: str, data: st.DataObject) -> None:
    text = (BOROUGH / f"{name}.toml").read_text(encoding="utf-8")
    lists = [key for key, value in tomllib.loads(text).items() if isinstance(value, list)]
    key = next(each for each in lists if isinstance(tomllib.loads(text)[each][0], dict))
    for _ in range(2):
        wanted = tomllib.loads(text)
        number = data.draw(st.integers(0, len(wanted[key]) - 1))
        edit, expected = EDITS[data.draw(st.sampled_from(sorted(EDITS)))]
        expected(wanted[key], number)
        text = edit(text, key, number)
        assert tomllib.loads(text) == wanted
        assert text.startswith("#")
