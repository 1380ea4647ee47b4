"""Must-haves as masks over a snapshot: which listings surely have all, and which do not say."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assetmap.domain.handouts.conversation import MUST_HAVE, Conversation, MustHave
from assetmap.domain.search.facets import language_slug
from assetmap.search_index.filters import Filtered, by_slot, filter_by, has
from assetmap.search_index.snapshot import Mask, Snapshot

_OTHERS = {"women": "men", "men": "women"}


@dataclass(frozen=True)
class Musts:
    """All must-haves of a conversation: `surely` has them all, `maybe` is not ruled out."""

    surely: Mask
    maybe: Mask
    each: tuple[tuple[MustHave, Filtered], ...]

    @property
    def unsure(self) -> Mask:
        """Those that do not say of at least one, and have the others."""
        return self.maybe & ~self.surely

    def unsaid(self, position: int) -> tuple[str, ...]:
        """What one listing does not say, as the end of a sentence."""
        return tuple(must.unsaid for must, filtered in self.each if filtered.open[position])


def musts_of(snapshot: Snapshot, conversation: Conversation, *, for_anyone: bool = False) -> Musts:
    """The must-haves of a conversation; `for_anyone` leaves out for whom, and the language."""
    wanted = (MUST_HAVE[slug] for slug in conversation.musts)
    each = tuple(
        (must, _filtered(snapshot, must))
        for must in wanted
        if not (for_anyone and must.facet == "audience")
    )
    surely = np.ones(len(snapshot), bool)
    if conversation.language and not for_anyone:
        surely &= has(snapshot, "language", language_slug(conversation.language))
    maybe = surely.copy()
    for _, filtered in each:
        surely &= filtered.surely
        maybe &= filtered.maybe
    return Musts(surely, maybe, each)


def languages(snapshot: Snapshot) -> tuple[str, ...]:
    """Every language that a listing names, in order; English goes without saying."""
    choices = snapshot.choices["language"]
    return tuple(label for slug, label in choices.items() if slug != "english")


def _filtered(snapshot: Snapshot, must: MustHave) -> Filtered:
    match must.facet:
        case "time":
            timed = by_slot(snapshot, (), (must.values,))
            return Filtered(timed.surely, snapshot.slots == 0)
        case "bus":
            said = [row.by_bus for row in snapshot.rows]
            return Filtered(_mask(x is True for x in said), _mask(x is None for x in said))
        case "audience":
            return _for_them_alone(snapshot, must.values[0])
        case _:
            return filter_by(snapshot, must.facet, (must.values,))


def _for_them_alone(snapshot: Snapshot, audience: str) -> Filtered:
    """Listings for women, or for men, that do not name the others or everyone as well."""
    surely = has(snapshot, "audience", audience)
    for other in ("everyone", _OTHERS[audience]):
        if other in snapshot.words.audience:
            surely = surely & ~has(snapshot, "audience", other)
    return Filtered(surely, np.zeros(len(snapshot), bool))


def _mask(each: Iterable[bool]) -> Mask:
    return np.fromiter(each, np.bool_)
