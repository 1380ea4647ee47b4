"""Which listings are what a question refuses."""

from collections.abc import Sequence

import numpy as np

from assetmap.domain.search.refusals import Refusal
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.matching import having

PUSHED_DOWN = 4.0  # more than any other signal lifts
_STANDS_FOR_IT = 0.55  # of a word's strength: it is in the name, the labels or the summary


def refused(cached: CacheState, refusals: Sequence[Refusal], book: PhraseBook) -> Mask:
    """The listings that have a subject that is refused, or are called by its words."""
    found = np.zeros(len(cached.snapshot), bool)
    for each in refusals:
        for match in book.find(each.what):
            first = match.concept.categories[:1]
            found |= having(cached.snapshot, "category", first)
        terms = terms_of(each.what)
        called = np.ones(len(found), bool) if terms else np.zeros(len(found), bool)
        for term in terms:
            postings = cached.text.postings(term)
            has = np.zeros(len(found), bool)
            has[postings.positions[postings.strengths >= _STANDS_FOR_IT]] = True
            called &= has
        found |= called
    return found
