"""What neighbours list near the border, as a part of the find page."""

from dataclasses import replace
from datetime import datetime
from typing import TypedDict
from urllib.parse import quote

from assetmap.domain.place import METRES_A_MILE
from assetmap.domain.search.results import Answer, Hit, NeighbourAnswer
from assetmap.services.neighbours import NEAR_BORDER_M
from assetmap.web.formatting import within_words
from assetmap.web.presenters.cards import card_of
from assetmap.web.presenters.condition_words import WORDS
from assetmap.web.presenters.pages import Card, ResultPart

HEADING = "Just over the border"
_SAYS = "From directories next to ours, within {miles} of {place}. Each opens on its own website."


class OverBorder(TypedDict):
    """The part of the page, and before which part of the list it stands; after all where None."""

    over_border: ResultPart | None
    over_border_before: int | None


def over_border(answer: Answer, parts: tuple[ResultPart, ...], now: datetime) -> OverBorder:
    """What neighbours list, the nearest first; before what covers other areas, which nobody at the
    place can have.
    """
    cards, place = _cards(answer, now), answer.understood.place
    if not cards or place is None:
        return {"over_border": None, "over_border_before": None}
    before = (at for at, part in enumerate(parts) if part.heading == WORDS["areas"])
    miles = min(answer.search.within or NEAR_BORDER_M, NEAR_BORDER_M / METRES_A_MILE)
    says = _SAYS.format(miles=within_words(miles), place=place.label)
    return {
        "over_border": ResultPart(HEADING, says, cards),
        "over_border_before": next(before, None),
    }


def _cards(answer: Answer, now: datetime) -> tuple[Card, ...]:
    given = answer.neighbours or ()
    pairs = [(hit, each) for each in given for hit in each.hits]
    pairs.sort(key=lambda pair: pair[0].distance_m or 0.0)
    return tuple(_card(*pair, now) for pair in pairs)


def _card(hit: Hit, neighbour: NeighbourAnswer, now: datetime) -> Card:
    """A card in the neighbour's words, which leads to its own site."""
    card = card_of(hit, neighbour.borough, now)
    url = f"{neighbour.url}/listing/{quote(card.id, safe='')}"
    return replace(card, url=url, outside="", kept_by=neighbour.name)
