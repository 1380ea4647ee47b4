"""Must-haves as masks over a snapshot: which listings surely have all, and which do not say."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from assetmap.domain.handouts.conversation import MUST_HAVES, Conversation, MustHave
from assetmap.domain.search.facets import language_slug
from assetmap.search_index.filters import Filtered, all_of, by_slot, filter_by, has
from assetmap.search_index.snapshot import Mask, Snapshot

LANGUAGE = "language"
_OTHERS = {"women": "men", "men": "women"}


@dataclass(frozen=True)
class Musts:
    """All must-haves of a conversation: `surely` has them all, `maybe` is not ruled out.

    `speaks` are the listings in the language asked for, all when none was. `named` are those for
    the very people that it must be for.
    """

    surely: Mask
    maybe: Mask
    each: tuple[tuple[MustHave, Filtered], ...]
    speaks: Mask
    named: Mask

    @property
    def unsure(self) -> Mask:
        """Those that do not say of at least one, and have the others."""
        return self.maybe & ~self.surely

    def unsaid(self, position: int) -> tuple[str, ...]:
        """What one listing does not say, as the end of a sentence."""
        return tuple(must.unsaid for must, filtered in self.each if filtered.open[position])

    def ruled_out(self) -> dict[str, Mask]:
        """What each must-have alone rules out, by its slug, that all the others would leave.

        The language stands under `language`.
        """
        masks = {must.slug: filtered.maybe for must, filtered in self.each}
        masks[LANGUAGE] = self.speaks
        return {
            slug: all_of(~mask, (other for name, other in masks.items() if name != slug))
            for slug, mask in masks.items()
        }


def musts_of(snapshot: Snapshot, conversation: Conversation, *, for_anyone: bool = False) -> Musts:
    """The must-haves of a conversation; `for_anyone` leaves out for whom, and the language."""
    wanted = (must for must in MUST_HAVES if must.slug in conversation.musts)
    each = tuple(
        (must, _filtered(snapshot, must))
        for must in wanted
        if not (for_anyone and must.facet == "audience")
    )
    speaks = np.ones(len(snapshot), bool)
    if conversation.language and not for_anyone:
        speaks &= has(snapshot, "language", language_slug(conversation.language))
    return Musts(
        surely=all_of(speaks, (filtered.surely for _, filtered in each)),
        maybe=all_of(speaks, (filtered.maybe for _, filtered in each)),
        each=each,
        speaks=speaks,
        named=_named(snapshot, (must for must, _ in each)),
    )


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
            by_bus = snapshot.kept.row.flat["by_bus"]
            return Filtered(by_bus == 1, by_bus < 0)
        case "audience":
            return _not_for_others_alone(snapshot, must.values[0])
        case _:
            return filter_by(snapshot, must.facet, (must.values,))


def _not_for_others_alone(snapshot: Snapshot, audience: str) -> Filtered:
    """All that women, or men, may come to: what is for everyone, but not what is for men alone."""
    barred = has(snapshot, "audience", _OTHERS[audience])
    for welcome in ("everyone", audience):
        barred = barred & ~has(snapshot, "audience", welcome)
    return Filtered(~barred, np.zeros(len(snapshot), bool))


def _named(snapshot: Snapshot, musts: Iterable[MustHave]) -> Mask:
    """The listings that name the people that it must be for."""
    named = np.zeros(len(snapshot), bool)
    for must in musts:
        if must.facet == "audience":
            named |= has(snapshot, "audience", must.values[0])
    return named
