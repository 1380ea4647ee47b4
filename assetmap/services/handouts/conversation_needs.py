"""In a conversation with somebody who would like to give: which groups and hubs need that."""

from collections.abc import Collection
from dataclasses import replace

from assetmap.domain.search.results import Hit
from assetmap.search_index.snapshot import Mask
from assetmap.services.context import Context
from assetmap.services.search.finding import also_need
from assetmap.services.search.needing import needing
from assetmap.services.search.selection import Selection

MOST = 3  # beside twelve options nobody looks at more


def needs_that_fit(
    context: Context, selection: Selection, musts: Mask, shown: Collection[str]
) -> tuple[Hit, ...]:
    """What needs what is offered, and has every must-have; what is `shown` already is left out."""
    ids = selection.snapshot.ids
    needed = {
        position: lines
        for position, lines in needing(context, selection).items()
        if musts[position] and ids[position] not in shown
    }
    unlisted = replace(selection, order=selection.order[:0])
    return also_need(context, unlisted, needed)[:MOST]
