"""Which listings are what a question refuses."""

from collections.abc import Sequence

import numpy as np

from assetmap.domain.search.refusals import Refusal
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import terms_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.directory_cache import CacheState

PUSHED_DOWN = 4.0  # more than any other signal lifts
_TOO_MANY = 0.15  # of the listings: a word that so many have stands for nothing in particular


def refused(cached: CacheState, refusals: Sequence[Refusal], book: PhraseBook) -> Mask:
    """The listings that are called by the words refused, or by what listings call the same."""
    found = np.zeros(len(cached.snapshot), bool)
    for each in refusals:
        found |= _called_by_all(cached, terms_of(each.what))
        words = {word for match in book.find(each.what) for word in match.concept.words}
        for word in words:
            called = _called_by_all(cached, terms_of(word))
            if np.count_nonzero(called) <= _TOO_MANY * len(found):
                found |= called
    return found


def _called_by_all(cached: CacheState, terms: Sequence[str]) -> Mask:
    """The listings in whose name, labels or summary all of some terms stand."""
    mask = np.full(len(cached.snapshot), bool(terms))
    for term in terms:
        has = np.zeros(len(mask), bool)
        has[cached.text.called(term)] = True
        mask &= has
    return mask
