"""The refusals in a query's words: they become a chip, and leave matching and reasons."""

from collections.abc import Callable, Collection
from dataclasses import replace

from assetmap.domain.search.refusal_conditions import asks_for_help
from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.search.refusals import Refusal, extract_refusals
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.refusable import ThingJudge

REFUSALS = "refusals"  # in `ignore`: what is refused stays ordinary words


def read_refusals(
    query: ParsedQuery,
    is_thing: ThingJudge,
    book: PhraseBook,
    is_name: Callable[[str, str], bool],
    *,
    is_danger: Callable[[str], bool],
) -> ParsedQuery:
    """The query without what it refuses, which `said` still has.

    `is_name` tells of folded words, and the word before them, whether they are a listing's own
    name: nothing is refused in that, nor in words of danger.
    """
    search = query.search
    if search.exact or REFUSALS in search.ignore or not query.words:
        return query
    found = (each for each in book.find(query.words) if not _is_of_doing(each.phrase, is_thing))
    told = {match.phrase: match.concept for match in found}

    def is_refused_in(phrases: Collection[str], thing: str, sort: Refusing) -> bool:
        return all(is_thing.is_refused_in(told[phrase], thing, sort) for phrase in phrases)

    refusals, rest = extract_refusals(
        query.words, is_thing, told, is_refused_in, is_thing.is_of_a_sort
    )
    if not refusals or any(_is_of_name(query, each, is_name) for each in refusals):
        return query
    chores = ((each.what, each.phrase) for each in refusals)
    if is_danger(search.words) or _is_complaint(query, rest) or asks_for_help(rest, chores):
        return query
    refusals = (*query.refusals, *refusals)
    return replace(query, refusals=refusals, words=rest, terms=rest, said=query.words)


def _is_of_doing(phrase: str, is_thing: ThingJudge) -> bool:
    """Whether a phrase says no to something done, and only by its stems what somebody is without:
    "no gardening", of `no garden`.
    """
    first, _, rest = phrase.partition(" ")
    return first == "no" and rest.endswith("ing") and is_thing.things.thing(rest) is not None


def _is_of_name(query: ParsedQuery, each: Refusal, is_name: Callable[[str, str], bool]) -> bool:
    phrase = fold(each.phrase)
    before = f" {fold(query.words)} ".partition(f" {phrase} ")[0].split()
    return is_name(phrase, before[-1] if before else "")


def _is_complaint(query: ParsedQuery, rest: str) -> bool:
    """Whether all that was said is that a place is without something: "no youth club in Aveley"."""
    return query.place is not None and not content_words(rest) and _starts_with_no(query.words)


def _starts_with_no(words: str) -> bool:
    return fold(words).split()[:1] == ["no"]
