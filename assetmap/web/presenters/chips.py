"""The parts of a question in words, each with the address of the question without it."""

from collections.abc import Iterator
from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.thesaurus import Concept
from assetmap.domain.search.query import Search, all_choices
from assetmap.domain.search.results import Answer, Understood
from assetmap.domain.text import fold
from assetmap.search_index.schema import terms_of
from assetmap.services.search.parsing.refusals import REFUSALS
from assetmap.web.formatting import within_words
from assetmap.web.framework.query import address
from assetmap.web.presenters.condition_words import refused_words
from assetmap.web.presenters.pages import Chip

SHORT = ("short-forms",)  # what `ignore` calls them


def chips_of(answer: Answer, borough: Borough) -> tuple[Chip, ...]:
    """A chip for everything that was asked."""
    parts = (*_asked(answer), *_placed(answer), *_narrowed(answer, borough), *_chosen(answer))
    return tuple(Chip(label, address(without)) for label, without in parts)


def meant_of(answer: Answer) -> tuple[Chip, ...]:
    """A chip for everything that was read out of the words; its address takes that as typed."""
    return tuple(
        Chip(label, address(_ignoring(answer.search, names)))
        for label, names in concept_meanings(answer.understood)
    )


def concept_meanings(understood: Understood) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words for each thing that was understood, and what `ignore` calls it."""
    if understood.written_out:
        yield ", ".join(f"{short}: {full}" for short, full in understood.written_out), SHORT
    for preference in understood.preferences:
        yield _taken(preference.phrase, preference.label, preference.label), (preference.sort,)
    if understood.refusals:
        yield f"Not: {refused_words(understood.refusals)}", (REFUSALS,)
    yield from _heard(understood)
    if understood.place_in_words and understood.place:
        yield f"“{understood.place_in_words}” is a place", ("place",)


def _heard(understood: Understood) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The phrases that were heard, each with what listings call it, and their concepts' ids.

    The numbers for help answer what is urgent, and are not to be taken off.
    """
    heard: dict[str, list[Concept]] = {}
    for match in understood.matches:
        if not match.concept.urgent:
            heard.setdefault(match.phrase, []).append(match.concept)
    for phrase, concepts in heard.items():
        subjects = dict.fromkeys(each.words[0] for each in concepts if each.words)
        meaning = " or ".join(subjects) or phrase
        yield _taken(phrase, meaning, phrase), tuple(each.id for each in concepts)


def _taken(phrase: str, meaning: str, same: str) -> str:
    """What was typed and what it was taken for; where that is in the same words, only `same`."""
    is_same = set(terms_of(fold(phrase))) <= set(terms_of(fold(meaning)))
    return same if is_same else f"{phrase}: {meaning}"


def _ignoring(search: Search, names: tuple[str, ...]) -> Search:
    return replace(search, ignore=tuple(dict.fromkeys((*search.ignore, *names))), page=1)


def _asked(answer: Answer) -> Iterator[tuple[str, Search]]:
    search, understood = answer.search, answer.understood
    if understood.place_in_words and understood.place:
        # The words hold a place, which has a chip of its own: this one is for the rest.
        if understood.said:
            yield f"“{understood.said}”", replace(search, words=understood.place_in_words, page=1)
    elif search.words:
        yield f"“{search.words}”", replace(search.without("words"), exact=False, ignore=())


def _placed(answer: Answer) -> Iterator[tuple[str, Search]]:
    search, place = answer.search, answer.understood.place
    if search.near:
        unsorted = "best" if search.sort == "near" else search.sort
        without = replace(search, near="", within=None, sort=unsorted, page=1)
        yield f"Near {place.label if place else search.near}", without
    elif place is not None:
        yield f"Near {place.label}", replace(search, words=answer.understood.said, page=1)
    if search.within is not None:
        yield f"Within {within_words(search.within)}", search.without("within")


def _narrowed(answer: Answer, borough: Borough) -> Iterator[tuple[str, Search]]:
    search = answer.search
    if search.need:
        yield borough.words.need[search.need].label, search.without("need")
    if search.age is not None:
        yield f"Age {search.age}", search.without("age")
    if search.bbox is not None:
        yield "This part of the map", search.without("bbox")
    if answer.ward:
        yield f"In {answer.ward} ward", search.without("ward")
    if search.ignore:
        yield "Some words just as typed", search.without("ignore")
    if search.older:
        yield "Also not confirmed for long", search.without("older")


def _chosen(answer: Answer) -> Iterator[tuple[str, Search]]:
    for facet, values in answer.facets.items():
        labels = {value.value: value.label for value in values}
        for value in all_choices(answer.search.choices(facet)):
            yield labels.get(value, value), answer.search.without_choice(facet, value)


def place_notes(understood: Understood, borough: Borough) -> list[str]:
    """What to know of how the place was read: that it was guessed, or lies elsewhere."""
    place, notes = understood.place, []
    if place is not None and place.typed:
        notes.append(f"We took “{place.typed}” to mean {place.label}.")
    if understood.outside_borough and place is not None:
        notes.append(
            f"{place.label} is outside {borough.name}. We show what is nearest, and how far it is."
        )
    return notes
