"""A sentence that tells of several things is answered with some of each (as in Maximal Marginal
Relevance, Carbonell and Goldstein 1998).

Nine listings that fit the first thing would else push the best for the second out of sight. So each
listing that already stands in front costs the next on the same subject a little.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.snapshot import Mask

FRONT = 5  # so many listings are seen before one has to scroll
SAID_AGAIN = 0.15  # about as much as a recent check; some of what a word adds


def diversified(
    scores: NDArray[np.float64], subjects: Sequence[Mask], *, front: int = FRONT
) -> NDArray[np.int64]:
    """The positions of some listings, given best first with their scores, in a better order.

    `subjects` tells of each thing that was asked for which of the listings are about it. A listing
    loses SAID_AGAIN for each one before it on that subject of its own that was shown least, and one
    about none of them as if it were about the one shown most.
    """
    order = np.arange(len(scores))
    if len(subjects) < 2:
        return order
    about = np.array(subjects)
    shown, left = np.zeros(len(about)), scores.astype(np.float64)
    first: list[int] = []
    for _ in range(min(front, len(scores))):
        times = np.where(about, shown[:, None], shown.max()).min(axis=0)
        best = int(np.argmax(left - SAID_AGAIN * times))
        first.append(best)
        left[best] = -np.inf
        shown += about[:, best]
    return np.concatenate([np.array(first, np.int64), np.delete(order, first)])


def rules() -> dict[str, float]:
    """The figures, for a reader elsewhere, without a network."""
    return {"front": FRONT, "said_again": SAID_AGAIN}
