"""The order of a tile, or of a category: first what is mainly about it, then what is so besides.

A listing's first category is what it is about, the others are what it is about too. Who presses
*Help at home* wants the gardener before the club that sometimes helps with a garden.
"""

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.query import Search, all_choices
from assetmap.search_index.snapshot import Mask, Snapshot


def only_besides(snapshot: Snapshot, search: Search, *, has_words: bool) -> Mask:
    """The listings that are mainly about something other than what a question chose.

    None when it has words, which say better what is meant, and when it chose nothing.
    """
    need = snapshot.words.need.get(search.need)
    chosen = (*all_choices(search.category), *(need.categories if need else ()))
    if has_words or not chosen:
        return np.zeros(len(snapshot), bool)
    return ~np.isin(snapshot.main_category, _codes(snapshot, chosen))


def _codes(snapshot: Snapshot, chosen: tuple[str, ...]) -> NDArray[np.int64]:
    """The numbers of some categories and of all beneath them."""
    values = snapshot.column("category").values
    return np.array(
        [n for n, slug in enumerate(values) if {slug, slug.partition("/")[0]} & {*chosen}], np.int64
    )
