"""What answers somebody who may be in danger: whom to ring, and which listings stand below."""

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.listings.kinds import kinds_that
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.search.results import Understood
from assetmap.search_index.snapshot import Mask, Snapshot

# More than all that a listing can score otherwise: what helps stands above the rest.
HELPS = 10.0
_GIVING = kinds_that(lambda rules: rules.gives_time)


def urgent_kinds(borough: Borough, search: Search, understood: Understood) -> tuple[str, ...]:
    """The kinds of danger whose numbers a question is answered with.

    Those that its words tell of, and those that its need or its categories may be about.
    """
    asked = tuple(all_choices(search.choices("category")))
    shown = borough.danger.shown_with(search.need or "", asked)
    return tuple(kind.id for kind in borough.danger.of({*understood.dangers, *shown}))


def urgent_lines(
    borough: Borough, search: Search, understood: Understood
) -> tuple[tuple[HelpLine, ...], str]:
    """Whom to ring, the fitting number first, and where to leave the page for; usually nothing."""
    kinds = urgent_kinds(borough, search, understood)
    if not kinds and not understood.is_urgent:
        return (), ""
    return borough.urgent_lines(kinds), borough.leave_url(kinds)


def may_stand(snapshot: Snapshot, borough: Borough, understood: Understood) -> Mask:
    """The listings that may stand below the numbers; all of them when nobody is in danger.

    Those that help with it, and those whose main subject can do no harm. No ways to give time.
    """
    if not understood.is_urgent or not borough.danger.kinds:
        return np.ones(len(snapshot), bool)
    can_stand = snapshot.is_mainly(borough.danger.may_stand)
    helps = helping(snapshot, borough, understood) > 0
    return (can_stand | helps) & ~snapshot.is_kind(*_GIVING)


def helping(snapshot: Snapshot, borough: Borough, understood: Understood) -> NDArray[np.float64]:
    """What each listing's score gains by helping with the danger; more for what fits it best."""
    scores = np.zeros(len(snapshot))
    if not understood.is_urgent:
        return scores
    for kind in borough.danger.of(understood.dangers):
        for place, slug in enumerate(kind.categories):
            worth = HELPS * (1 - place / (2 * len(kind.categories)))
            scores = np.maximum(scores, worth * snapshot.column("category").having(slug))
    return scores
