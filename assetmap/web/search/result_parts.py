"""The parts of the list on the find page: what fits, other days and costs, other areas."""

from collections.abc import Sequence
from dataclasses import replace

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.results import Answer, Part
from assetmap.services.search.parts import CONDITIONS
from assetmap.web.formatting import and_words
from assetmap.web.framework.query import address
from assetmap.web.presenters.pages import GIVE, GIVE_SAYS, Card, ResultPart

_OF_TIME = (PreferenceKind.DAY, PreferenceKind.TIME)
_DOES_NOT_SAY = "These do not say whether they have everything you asked for. Ring them to check."


def result_parts(answer: Answer, cards: Sequence[Card]) -> tuple[ResultPart, ...]:
    """The cards of one page in the parts of the list, those without any left out.

    Sorted by distance or by name the list has no parts. A list that has only what fits has no
    headings either.
    """
    if answer.search.sort != "best":
        return _by_filters(answer, cards)
    by_part: dict[Part, list[Card]] = {}
    for hit, card in zip(answer.hits, cards, strict=True):
        by_part.setdefault(hit.part, []).append(card)
    is_parted = len(by_part) > 1 or Part.FITS not in by_part
    return tuple(
        replace(_headed(answer, part), cards=tuple(by_part[part]))
        if is_parted
        else ResultPart("", "", tuple(by_part[part]))
        for part in Part
        if part in by_part
    )


def give_part(card: Card) -> ResultPart:
    """The one way to give that stands after the list of who asked for something else."""
    return ResultPart(GIVE, GIVE_SAYS, (card,))


def _by_filters(answer: Answer, cards: Sequence[Card]) -> tuple[ResultPart, ...]:
    """What surely matches the filters, and what does not say."""
    first = (answer.search.page - 1) * answer.search.per_page
    split = max(0, answer.total_known - first)
    sure = ResultPart("", "", tuple(cards[:split]))
    unsure = ResultPart(_may_suit(bool(sure.cards)), _DOES_NOT_SAY, tuple(cards[split:]))
    return tuple(part for part in (sure, unsure) if part.cards)


def _headed(answer: Answer, part: Part) -> ResultPart:
    """The heading of a part, and what is said under it."""
    conditions = [each for each in answer.understood.preferences if each.sort in CONDITIONS]
    if part is Part.AREAS:
        return ResultPart("Cover other areas – ring to ask", "", ())
    if part is Part.OTHER:
        if not conditions:
            return ResultPart(_may_suit(answer.total_known > 0), _DOES_NOT_SAY, ())
        return ResultPart(_others(conditions), "", ())
    if not conditions:
        return ResultPart("", "", ())
    labels = and_words(tuple(each.label for each in conditions))
    return ResultPart(labels, "", (), *_only(answer, conditions))


def _others(conditions: Sequence[Preference]) -> str:
    kinds = {each.sort for each in conditions}
    if kinds <= set(_OF_TIME):
        return "Other days" if PreferenceKind.DAY in kinds else "Other times"
    if kinds == {PreferenceKind.COST}:
        return "Other costs"
    return "These fit some of it"


def _only(answer: Answer, conditions: Sequence[Preference]) -> tuple[str, str]:
    """The words and the address of the question with its conditions as filters."""
    filters = {str(each.sort): (each.values,) for each in conditions}
    search = replace(answer.search, page=1, **filters)  # type: ignore[arg-type]
    labels = and_words(tuple(each.label for each in conditions))
    return f"Show only: {labels}", address(search)


def _may_suit(beside_others: bool) -> str:
    return "These may suit you too" if beside_others else "These may suit you"
