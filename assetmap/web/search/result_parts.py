"""The parts of the list on the find page: what fits, other days and costs, other areas."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.query import all_choices
from assetmap.domain.search.results import Answer, Hit, Part
from assetmap.domain.times.schedule import DAYS
from assetmap.domain.times.schedule_words import DAY_NAMES
from assetmap.web.framework.query import address
from assetmap.web.presenters.condition_words import (
    WORDS,
    asked_words,
    conditions_of,
    fits_heading,
    nothing_words,
    other_heading,
    refused_words,
)
from assetmap.web.presenters.pages import (
    ALSO_NEED,
    ALSO_NEED_SAYS,
    GIVE,
    GIVE_SAYS,
    Card,
    ResultPart,
)


def result_parts(answer: Answer, cards: Sequence[Card]) -> tuple[ResultPart, ...]:
    """The cards of one page in the parts of the list, those without any left out.

    Sorted by distance or by name the list has no parts. A list that has only what fits has no
    headings either, and what was asked for by its name stands above them all. A part that began on
    an earlier page says so.
    """
    if answer.search.sort != "best":
        return _by_filters(answer, cards)
    if set(_counts(answer)) <= {None, Part.FITS}:
        return (ResultPart("", "", tuple(cards)),) if cards else ()
    begins = dict(_begins(answer))
    first = (answer.search.page - 1) * answer.search.per_page
    pairs = zip(answer.hits, cards, strict=True)
    parts = []
    for part, group in groupby(pairs, key=lambda pair: _part_of(pair[0])):
        headed = replace(_headed(answer, part), cards=tuple(card for _, card in group))
        parts.append(_continued(headed) if begins[part] < first else headed)
    return tuple(parts)


def _part_of(hit: Hit) -> Part | None:
    """The part of a hit; None of one that stands above them all."""
    return None if hit.is_asked_for and hit.part is Part.FITS else hit.part


def _counts(answer: Answer) -> dict[Part | None, int]:
    """How many listings each part has, in their order, those without any left out."""
    fitting = answer.in_parts.get(Part.FITS, 0) - answer.named
    counts: dict[Part | None, int] = {None: answer.named, Part.FITS: fitting}
    counts.update((part, answer.in_parts.get(part, 0)) for part in (Part.OTHER, Part.AREAS))
    return {part: count for part, count in counts.items() if count}


def _begins(answer: Answer) -> Iterator[tuple[Part | None, int]]:
    """Behind how many listings each part begins."""
    before = 0
    for part, count in _counts(answer).items():
        yield part, before
        before += count


def _continued(part: ResultPart) -> ResultPart:
    heading = WORDS["continued"].format(heading=part.heading) if part.heading else ""
    return replace(part, heading=heading, before="")


def give_part(card: Card) -> ResultPart:
    """The one way to give that stands after the list of who asked for something else."""
    return ResultPart(GIVE, GIVE_SAYS, (card,))


def needing_part(cards: tuple[Card, ...]) -> ResultPart:
    """What needs what somebody wants to give, after the list and apart from it."""
    return ResultPart(ALSO_NEED, ALSO_NEED_SAYS, cards)


def _by_filters(answer: Answer, cards: Sequence[Card]) -> tuple[ResultPart, ...]:
    """What surely matches the filters, and what does not say."""
    first = (answer.search.page - 1) * answer.search.per_page
    split = max(0, answer.total_known - first)
    sure = ResultPart("", "", tuple(cards[:split]))
    unsure = ResultPart(_may_suit(bool(sure.cards)), WORDS["does not say"], tuple(cards[split:]))
    return tuple(part for part in (sure, unsure) if part.cards)


def _headed(answer: Answer, part: Part | None) -> ResultPart:
    """The heading of a part, and what is said over and under it."""
    conditions = conditions_of(answer.understood.preferences)
    if part is Part.AREAS:
        return ResultPart(WORDS["areas"], "", ())
    if part is Part.OTHER:
        return _others(answer, conditions)
    if part is None or not conditions:
        return ResultPart("", "", ())
    return ResultPart(fits_heading(conditions), "", (), *_only(answer, conditions))


def _others(answer: Answer, conditions: Sequence[Preference]) -> ResultPart:
    """What fits some of it: on other days, at other costs, turned down, or it does not say."""
    fitting, refusals = _counts(answer).get(Part.FITS, 0), answer.understood.refusals
    if not conditions and refusals:
        says = WORDS["turned down"].format(refused=refused_words(refusals))
        return ResultPart(WORDS["may not"], says, ())
    if not conditions:
        return ResultPart(_may_suit(bool(fitting or answer.named)), WORDS["does not say"], ())
    aside = WORDS["aside"].format(asked=asked_words(conditions)) if answer.has_aside else ""
    before = "" if fitting else nothing_words(conditions, has_aside=answer.has_aside)
    return ResultPart(other_heading(conditions), aside, (), before=before)


def _only(answer: Answer, conditions: Sequence[Preference]) -> tuple[str, str]:
    """The words and the address of the question with those conditions that filters can keep to as
    filters; no words where there are none. A filter knows a weekday, and no date or hour.
    """
    kept = [replace(each, label=_filtered(each)) for each in conditions if each.values]
    if not kept:
        return "", ""
    filters: dict[str, tuple[tuple[str, ...], ...]] = {}
    for each in kept:
        earlier = filters.get(each.sort, ())
        is_any = each.sort is not PreferenceKind.ACCESS  # of days any will do, of access all
        joined = (tuple(dict.fromkeys((*all_choices(earlier), *each.values))),)
        filters[str(each.sort)] = joined if is_any else (*earlier, each.values)
    search = replace(answer.search, page=1, **filters)  # type: ignore[arg-type]
    asked = asked_words(kept).removeprefix("on ")
    return WORDS["only"].format(asked=asked), address(search)


def _filtered(preference: Preference) -> str:
    """What the filter keeps to, which is all of a weekday where a date was meant."""
    if preference.sort is not PreferenceKind.DAY or not preference.dates:
        return preference.label
    return " or ".join(DAY_NAMES[DAYS.index(slug)] for slug in preference.values)


def _may_suit(beside_others: bool) -> str:
    return WORDS["may too" if beside_others else "may"]
