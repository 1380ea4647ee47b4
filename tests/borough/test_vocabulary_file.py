"""Words to sort by, read by themselves; whole boroughs are in test_files.py."""

import pytest

from assetmap.borough.vocabulary_file import (
    read_access,
    read_audiences,
    read_categories,
    read_likings,
    read_needs,
)
from assetmap.domain.borough.vocabulary import Audience, Category, Liking, Need, Term

MEET = {"slug": "meet", "label": "Meet", "icon": "coffee", "colour": "#a3195b"}
KNOWN = {"meet"}


def test_what_stands_within_a_category_takes_after_it() -> None:
    within = [{"slug": "meet/cafes", "label": "Caf\u00e9s"}]
    cafes = Category("meet/cafes", "Caf\u00e9s", "", "coffee", "#a3195b")
    assert read_categories({"category": [{**MEET, "within": within}]}) == (
        Category("meet", "Meet", "", "coffee", "#a3195b", (cafes,)),
    )
    with pytest.raises(KeyError, match="category"):
        read_categories({})


def test_access_is_read_as_it_stands() -> None:
    entry = {"slug": "quiet", "label": "Quiet", "hint": "Calm"}
    assert read_access({"access": [entry]}) == (Term("quiet", "Quiet", "Calm"),)
    with pytest.raises(ValueError, match="'Very quiet' is no slug"):
        read_access({"access": [{**entry, "slug": "Very quiet"}]})


@pytest.mark.parametrize("is_own", [True, False])
def test_only_a_file_of_ones_own_must_name_what_is_there(is_own: bool) -> None:
    entry = {"slug": "tea", "label": "Tea", "categories": ["meet", "gone"]}
    readers = ((read_audiences, "audience"), (read_needs, "need"), (read_likings, "wish"))
    if is_own:
        for read, key in readers:
            with pytest.raises(ValueError, match=f"the {key} tea names a category gone that is"):
                read({key: [entry]}, KNOWN, is_own=True)
        return
    assert [read({key: [entry]}, KNOWN, is_own=False) for read, key in readers] == [
        (Audience("tea", "Tea", categories=("meet",)),),
        (Need("tea", "Tea", "", "map-pin", ("meet",)),),
        (Liking("tea", "Tea", "map-pin", ("meet",)),),
    ]
