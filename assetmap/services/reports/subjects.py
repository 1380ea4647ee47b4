"""What a report can be about: everything, a tile, or a category."""

from collections.abc import Iterator
from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Subject:
    """A tile or a category: its key in addresses, what it is called, and its categories.

    The key and the categories of everything are empty.
    """

    key: str
    label: str
    categories: tuple[str, ...]
    is_tile: bool = False

    def label_in_a_sentence(self) -> str:
        """The label with a small first letter, in quotation marks: `“company and friendship”`."""
        return f"“{self.label[:1].lower()}{self.label[1:]}”"


EVERYTHING = Subject("", "Everything", ())


def subject_of(words: Vocabulary, key: str) -> Subject | None:
    """The subject of a key: a tile before a category that is the same; None when there is none."""
    if not key:
        return EVERYTHING
    return next((each for each in subjects(words) if each.key == key), None)


def subjects(words: Vocabulary) -> Iterator[Subject]:
    """Every tile, then every category in the borough's order.

    Each has a key of its own: a tile that goes by the name of a category and means more or less
    than it is `tile:learn`.
    """
    categories = {each.slug for each in words.every_category()}
    for need in words.needs:
        is_same = need.slug not in categories or need.categories == (need.slug,)
        key = need.slug if is_same else f"tile:{need.slug}"
        yield Subject(key, need.label, need.categories, is_tile=True)
    for category in words.every_category():
        yield Subject(category.slug, category.label, (category.slug,))
