"""The parts of a question in words, each with the address of the question without it."""

from collections.abc import Iterator
from dataclasses import replace

from assetmap.domain.answer import Answer
from assetmap.domain.borough import Borough
from assetmap.domain.search import Search, all_choices
from assetmap.web.addresses import address
from assetmap.web.pages import Chip
from assetmap.web.search.cards import within_words


def chips_of(answer: Answer, borough: Borough) -> tuple[Chip, ...]:
    """A chip for everything that was asked."""
    parts = (*_asked(answer), *_placed(answer), *_narrowed(answer, borough), *_chosen(answer))
    return tuple(Chip(label, address(without)) for label, without in parts)


def _asked(answer: Answer) -> Iterator[tuple[str, Search]]:
    search, understood = answer.search, answer.understood
    if understood.place_in_words and understood.place:
        # The words hold a place, which has a chip of its own: this one is for the rest.
        if understood.terms:
            yield f"“{understood.terms}”", replace(search, words=understood.place_in_words, page=1)
    elif search.words:
        yield f"“{search.words}”", replace(search.without("words"), exact=False)


def _placed(answer: Answer) -> Iterator[tuple[str, Search]]:
    search, place = answer.search, answer.understood.place
    if search.near:
        unsorted = "best" if search.sort == "near" else search.sort
        without = replace(search, near="", within=None, sort=unsorted, page=1)
        yield f"Near {place.label if place else search.near}", without
    elif place is not None:
        yield f"Near {place.label}", replace(search, words=answer.understood.terms, page=1)
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
    if search.older:
        yield "Also not confirmed for long", search.without("older")


def _chosen(answer: Answer) -> Iterator[tuple[str, Search]]:
    for facet, values in answer.facets.items():
        labels = {value.value: value.label for value in values}
        for value in all_choices(answer.search.choices(facet)):
            yield labels.get(value, value), answer.search.without_choice(facet, value)
