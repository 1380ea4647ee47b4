"""Which category the words of a layer, a type or a colour of somebody's file may mean. A guess."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.domain.listings.kinds import OTHERWISE
from assetmap.domain.listings.listing import Listing
from assetmap.domain.text import fold
from assetmap.services.admin.category_guess import guess_categories
from assetmap.services.context import Context

_HALF = re.compile(r"\s+(?:and|or|&)\s+|[,/:;&(–]", re.IGNORECASE)
_LONGEST = 100  # letters; more is no name of a sort
_FUZZY_LEAST = 5  # letters of a word that may be spelt wrongly
_FUZZY_MOST = 1  # letters that may differ
# Sorts that say nothing: `Groups` is no carers' group.
_SAYS_NOTHING = frozenset(
    (
        *("groups", "group", "services", "service", "other", "others", "misc", "miscellaneous"),
        *("general", "community", "places", "local", "all", "various", "new", "points", "map"),
        *("activities", "organisations", "organizations", "resources", "support", "yes", "no"),
    )
)


def category_of(context: Context, text: str) -> str:
    """The slug of the category that a text most likely means; empty when nothing speaks for any.

    Its label comes first, whole or its first half, then a label with a letter wrong, then the
    everyday words, and what listings with such words are sorted under.
    """
    words = fold(text)
    if not words or words in _SAYS_NOTHING or len(text) > _LONGEST:
        return ""
    labels = _labels(context)
    for part in (text, *_HALF.split(text)[:1]):
        if slug := labels.get(fold(part)):
            return slug
    return _misspelt(words, labels) or _said(context, text)


def _labels(context: Context) -> dict[str, str]:
    """Folded labels and slugs, and the first halves of labels where no other has them."""
    categories = tuple(context.borough.words.every_category())
    whole = {fold(name): each.slug for each in categories for name in (each.slug, each.label)}
    halves: dict[str, str] = {}
    for each in categories:
        halves.setdefault(fold(_HALF.split(each.label)[0]), each.slug)
    return {**halves, **whole}


def _misspelt(words: str, labels: dict[str, str]) -> str:
    if len(words) < _FUZZY_LEAST:
        return ""
    found = process.extractOne(
        words, [each for each in labels if each], scorer=OSA.distance, score_cutoff=_FUZZY_MOST
    )
    return labels[found[0]] if found else ""


def _said(context: Context, text: str) -> str:
    for match in context.phrases().find(text):
        if match.concept.categories:
            return match.concept.categories[0]
    found = guess_categories(context, Listing("", kind=OTHERWISE, name=text), most=1)
    return found[0] if found else ""
