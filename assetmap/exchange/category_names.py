"""What people call a borough's categories: slug, label, and the label's first half."""

from collections import Counter
from collections.abc import Mapping

from assetmap.domain.borough.vocabulary import Category, Vocabulary
from assetmap.domain.text import fold


def category_names(words: Vocabulary) -> Mapping[str, str]:
    """The slug of each category by its folded names.

    `Lunch clubs` of `Lunch clubs and shared meals` is one too, where no other category is called so
    and none but this begins so.
    """
    every = list(words.every_category())
    names = {fold(name): each.slug for each in every for name in (each.label, each.slug)}
    times = Counter(name for each in every for name in set(_short_names(each)))
    for each in every:
        for name in _short_names(each):
            if times[name] == 1:
                names.setdefault(name, each.slug)
    return names


def every_category_name(words: Vocabulary) -> frozenset[str]:
    """Folded names with which a heading may stand above listings, also those of several."""
    every = words.every_category()
    return frozenset(name for each in every for name in (fold(each.label), *_short_names(each)))


def _short_names(category: Category) -> tuple[str, ...]:
    return fold(category.label).split(" and ")[0], fold(category.slug.rsplit("/", 1)[-1])
