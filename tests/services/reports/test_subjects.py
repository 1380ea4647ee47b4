"""What a report can be about."""

from assetmap.domain.borough.borough import Borough
from assetmap.services.reports.subjects import EVERYTHING, subject_of, subjects


def test_a_subject_is_a_tile_or_a_category(borough: Borough) -> None:
    words = borough.words
    tile, category = words.needs[0], next(words.every_category())
    assert subject_of(words, "") == EVERYTHING
    found = subject_of(words, tile.slug)
    assert found is not None
    assert (found.label, found.categories, found.is_tile) == (tile.label, tile.categories, True)
    assert found.label_in_a_sentence() == f"“{tile.label[:1].lower()}{tile.label[1:]}”"
    other = subject_of(words, category.slug)
    assert other is not None
    assert other.categories == (category.slug,)
    assert subject_of(words, "no-such") is None
    assert len(list(subjects(words))) == len(words.needs) + len(list(words.every_category()))
