"""The refusals in a query's words: they become a chip, and leave matching and reasons."""

from collections.abc import Callable
from dataclasses import replace

from assetmap.domain.search.refusals import IsThing, extract_refusals
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words
from assetmap.services.search.parsing.parsed_query import ParsedQuery

REFUSALS = "refusals"  # in `ignore`: what is refused stays ordinary words


def read_refusals(
    query: ParsedQuery,
    is_thing: IsThing,
    book: PhraseBook,
    is_name: Callable[[str], bool],
    *,
    is_danger: Callable[[str], bool],
) -> ParsedQuery:
    """The query without what it refuses, which `said` still has.

    In words of danger nothing is refused, nor in words that are a listing's own name.
    """
    search = query.search
    if search.exact or REFUSALS in search.ignore or not query.words:
        return query
    refusals, rest = extract_refusals(query.words, is_thing, book.phrases(query.words))
    if not refusals or any(is_name(fold(each.phrase)) for each in refusals):
        return query
    if is_danger(search.words) or _is_complaint(query, rest):
        return query
    return replace(query, refusals=refusals, words=rest, terms=rest, said=query.words)


def _is_complaint(query: ParsedQuery, rest: str) -> bool:
    """Whether all that was said is that a place is without something: "no youth club in Aveley"."""
    return query.place is not None and not content_words(rest) and _starts_with_no(query.words)


def _starts_with_no(words: str) -> bool:
    return fold(words).split()[:1] == ["no"]
