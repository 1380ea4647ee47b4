"""Tiles and categories: each has a key of its own, which finds it again."""

from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.services.reports.subjects import EVERYTHING, subject_of, subjects


def test_every_key_finds_its_own(borough: Borough) -> None:
    for each in subjects(borough.words):
        found = subject_of(borough.words, each.key)
        assert found
        assert found.categories == each.categories, each.key
    assert subject_of(borough.words, "") is EVERYTHING
    assert subject_of(borough.words, "nothing-such") is None


def test_a_tile_called_as_a_category_that_means_more_has_its_own_key(borough: Borough) -> None:
    tile = replace(borough.words.needs[0], slug="meet", categories=("meet", "active"))
    words = replace(borough.words, needs=(tile,))
    first, *rest = subjects(words)
    assert (first.key, first.categories) == ("tile:meet", ("meet", "active"))
    assert [each.categories for each in rest if each.key == "meet"] == [("meet",)]
    assert subject_of(words, "meet") in rest
    assert subject_of(words, "tile:meet") == first
