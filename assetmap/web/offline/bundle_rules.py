"""The server's own figures, rules and words, for a phone that works with no signal.

What a phone has to work out itself, such as a score by its own clock, it does with these, so that
a weight or a word that changes here changes there.
"""

from collections.abc import Iterable
from typing import Any

from assetmap.domain import place
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.checks.freshness_text import DOUBT, NEVER, RING_FIRST, WRITE_FIRST
from assetmap.domain.handouts import sheet
from assetmap.domain.handouts.conversation import FAR_MILES, MOST, MOST_OF_A_KIND, SOON_DAYS
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.facets import FACETS, Facet, Labels, choices_of
from assetmap.search_index import associations, distances, name_index
from assetmap.search_index.text_view import K1
from assetmap.services.handouts import conversation_needs, conversations, fits
from assetmap.services.search import (
    boosts,
    coverage,
    evidence,
    matching,
    name_matching,
    ranking,
    reach,
)
from assetmap.services.search.selection import NEAREST_MOST
from assetmap.web.offline.bundle_fields import key_of

# The facets that a listing of the pack tells by itself; of the others it is told who has what.
_KEYS = {
    "category": key_of("categories"),
    **{name: key_of(name) for name in ("kind", "audience", "access")},
}


def facet_rules(words: Vocabulary, listings: Iterable[Listing]) -> dict[str, dict[str, Any]]:
    """FACETS for a phone: what each offers, which listings have it, and what is not said. One that
    goes by the clock is left out: what is open now is not what was open when the phone was filled.

    Listings are told by their positions: `of` those that have a value, `other` those that have
    none and say something all the same. `kinds` are those that a filter is about.
    """
    every = tuple(listings)
    choices = choices_of(words, every)
    return {
        name: _facet(facet, choices[name], every)
        for name, facet in FACETS.items()
        if not facet.by_clock
    }


def _facet(facet: Facet, labels: Labels, listings: tuple[Listing, ...]) -> dict[str, Any]:
    if facet.values is None:
        return {"timetable": 1, "choices": labels}
    told: dict[str, Any] = {"unsaid": facet.unsaid} if facet.unsaid else {}
    if facet.name in _KEYS:
        return {"key": _KEYS[facet.name], **told}
    if facet.of_kinds:
        told["kinds"] = facet.of_kinds
    having: dict[str, list[int]] = {slug: [] for slug in labels}
    about = [each for each in enumerate(listings) if each[1].kind in (facet.of_kinds or Kind)]
    for position, listing in about:
        for slug in dict.fromkeys(facet.values(listing)):
            if slug in having:
                having[slug].append(position)
    if says_other := facet.says_other:
        told["other"] = [at for at, listing in about if says_other(listing)]
    return {"choices": labels, "of": having, **told}


def kind_rules() -> dict[str, str]:
    """The kinds that are a way to give, and what their cards say in a conversation."""
    return {str(kind): kind.rules.invite for kind in Kind if kind.rules.gives_time}


def doubt_words() -> dict[str, str]:
    """How it is told that a listing was not confirmed or never checked, and what to do first."""
    return {"words": DOUBT, "never": NEVER, "ring": RING_FIRST, "write": WRITE_FIRST}


def weights() -> dict[str, Any]:
    """What counts for how much when listings are found and put in order."""
    by_words = matching.BY_WORDS
    return {
        "k1": K1,
        "sentence": matching.SENTENCE,
        "pageful": matching.PAGEFUL,
        "words": by_words.words,
        "expansion": by_words.expansion,
        "category": by_words.category,
        "audience": by_words.audience,
        "association": by_words.association,
        "beside": by_words.beside,
        "in_sentence": {
            "words": matching.IN_SENTENCE.words,
            "category": matching.IN_SENTENCE.category,
        },
        "further": matching.FURTHER_CONCEPT,
        "further_most": matching.FURTHER_MOST,
        "associations": associations.rules(),
        "names": {**name_index.rules(), **name_matching.rules()},
        "overdue": ranking.OVERDUE,
        "wishes": {str(sort): worth for sort, worth in boosts.WORTH.items()},
        "wrong_age": boosts.WRONG_AGE,
        "of_age": boosts.OF_AGE,
        "near": ranking.NEAR,
        "checked": ranking.CHECKED,
        "outside": ranking.OUTSIDE,
        "fades_days": ranking.CHECK_FADES_DAYS,
        "reach_m": distances.AREA_REACH_M,
        "same_place_m": reach.SAME_PLACE_M,
        "evidence": {**coverage.rules(), **evidence.rules(), "nearest": NEAREST_MOST},
        "fall_miles": distances.FALL_MILES,
        "whole_area": distances.WHOLE_AREA,
    }


def conversation_rules(words: Vocabulary) -> dict[str, Any]:
    """How many options there are, what counts for how much among them, how many a sheet holds."""
    return {
        **fits.rules(words),
        "most": MOST,
        "most_of_a_kind": MOST_OF_A_KIND,
        "looked_at": conversations.LOOKED_AT,
        "far_miles": FAR_MILES,
        "soon_days": SOON_DAYS,
        "soon": conversations.SOON,
        "checked": conversations.CHECKED,
        "for_them": conversations.FOR_THEM,
        "fades_days": conversations.CHECK_FADES_DAYS,
        "step": conversations.STEP,
        "urgent_step": conversations.URGENT_STEP,
        "needs": conversation_needs.MOST,
        "on_a_sheet": sheet.MOST,
    }


def walking() -> dict[str, float]:
    """How fast people walk, how much longer streets are, and how many minutes are too many."""
    return {
        "metres_a_minute": place.WALK_M_A_MINUTE,
        "way_round": place.WAY_ROUND,
        "furthest": place.FURTHEST_WALK,
    }
