"""What is near a surgery: whom to ask, the nearest hub, and twelve things within reach.

Within reach is 1.2 km in a straight line, some fifteen minutes' walk. What is there comes first, in
the search's own order, no more than two of a kind while others are left; then what is nearest.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from assetmap.domain.borough.practices import Practice
from assetmap.domain.listings.listing import Status
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Covers, Hit, PlaceMatch, Reach
from assetmap.services.context import Context
from assetmap.services.search.covering import covers_place, nearest_hub
from assetmap.services.search.finding import hits
from assetmap.services.search.selection import Order, Selection, select

WALK_M = 1_200  # fifteen minutes at 80 m a minute
MOST = 12
MOST_OF_A_KIND = 2
_LOOKED_AT = 120  # the next dates of more would only take time


@dataclass(frozen=True)
class NearPractice:
    """What is near one surgery. `walked` are within reach on foot, `further` are the nearest of
    the rest; both best first.
    """

    practice: Practice
    walked: tuple[Hit, ...]
    further: tuple[Hit, ...]
    covers: Covers | None
    hub: Hit | None

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All of them."""
        return (*self.walked, *self.further)


def practices(context: Context) -> tuple[Practice, ...]:
    """The borough's surgeries; invented ones only while the sample is there."""
    has_samples = context.directory_cache.current().snapshot.has_samples
    return tuple(each for each in context.borough.practices if has_samples or not each.is_sample)


def find_practice(context: Context, code: str) -> Practice | None:
    """The surgery of a code, in any case; None when there is none."""
    wanted = code.casefold()
    return next((each for each in practices(context) if each.code.casefold() == wanted), None)


def near_practice(context: Context, practice: Practice) -> NearPractice:
    """What is near a surgery today."""
    place = context.gazetteer.find(practice.postcode)
    if place is None or place.point is None:  # a postcode that is known no longer
        return NearPractice(practice, (), (), None, None)
    walked, further = _within_reach(context, practice)
    return NearPractice(
        practice, walked, further, covers_place(context, place), _hub(context, place)
    )


def _hub(context: Context, place: PlaceMatch) -> Hit | None:
    return nearest_hub(context, place.point) if place.point else None


def _within_reach(context: Context, practice: Practice) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    selection = select(context, Search(near=practice.postcode))
    if selection.nearness is None:
        return (), ()
    metres = selection.nearness.metres[selection.order]
    near = selection.order[metres <= WALK_M]
    far = selection.order[metres > WALK_M]
    walked = _mixed(_fit(context, selection, near), MOST)
    left = MOST - len(walked)
    if not left:
        return walked, ()
    far = far[np.argsort(selection.nearness.metres[far], kind="stable")]
    return walked, _mixed(_fit(context, selection, far), left)


def _fit(context: Context, selection: Selection, order: Order) -> list[Hit]:
    """Those of some listings that may hang in a surgery: running, checked in time, not only a way
    to give time.
    """
    found = hits(context, replace(selection, order=order[:_LOOKED_AT]))
    return [each for each in found if _may_hang(each)]


def _may_hang(hit: Hit) -> bool:
    shown = hit.listing.shown
    is_running = shown.status is Status.PUBLISHED and not shown.kind.rules.only_gives
    is_checked = shown.checked.on is not None and not hit.freshness.is_doubtful
    return is_running and is_checked and hit.reach is not Reach.ELSEWHERE


def _mixed(found: Iterable[Hit], most: int) -> tuple[Hit, ...]:
    """The first of them, no more than two of a kind while there are others."""
    count: Counter[str] = Counter()
    first: list[Hit] = []
    rest: list[Hit] = []
    for hit in found:
        kind = next(iter(hit.listing.shown.categories), "").partition("/")[0]
        (first if count[kind] < MOST_OF_A_KIND else rest).append(hit)
        count[kind] += 1
    return tuple([*first, *rest][:most])
