"""The refusals in a query's words: they become chips, and leave matching and reasons."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, partial

from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.search.refusals import Refusal, extract_refusals
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words, stemmed
from assetmap.services.search.parsing.parsed_query import ParsedQuery

REFUSALS = "refusals"  # in `ignore`: what is refused stays ordinary words
# What people are without, and what "not" stands before, though listings speak of it too.
_LACKED = frozenset(
    stemmed(
        """
        internet wifi broadband wi fi heating electric electricity gas hot water food money cash
        income car transport bus lift driving licence home house flat roof job work friends
        friend family company energy sleep appetite signal phone mobile computer laptop tablet
        printer support help idea confidence kids children partner husband wife neighbours carer
        english garden outdoor space place parking washing machine cooker fridge bed furniture
        clothes coat shoes school qualifications experience paper documents passport address
        bank account insurance doctor dentist gp one body use longer more time way choice
        problem doubt fun joke matter end alone well far sure able allowed eligible feeling
        coping sleeping eating walking talking fit out speaking working moving seeing hearing
        managing getting going doing having being knowing safe happy good great bad easy right
        long much many very too old young single working mobility steady confident ready used
        open free cheap expensive local nearby here there today tomorrow yet enough late early
        often hope life point reason control memory balance
        """
    )
)

# Subjects that people need rather than do: "not lonely any more" refuses nothing.
_NEEDS = frozenset(("wellbeing", "essentials", "care"))


def read_refusals(query: ParsedQuery, book: PhraseBook, words: Vocabulary) -> ParsedQuery:
    """The query without what it refuses. In words of danger nothing is refused."""
    search = query.search
    if search.exact or REFUSALS in search.ignore or not query.words:
        return query
    known = book.find(query.words)
    if any(each.concept.urgent for each in known):
        return query
    refusals, rest = extract_refusals(
        query.words, partial(_is_thing, book, _labels(words)), _is_lacked
    )
    if not refusals or any(_is_idiom(each, known) for each in refusals):
        return query
    return replace(query, refusals=refusals, words=rest, terms=rest)


@cache
def _labels(words: Vocabulary) -> frozenset[str]:
    """The categories' names, and the words that are joined in them (`Walking and hiking`)."""
    labels = (fold(each.label) for each in words.every_category())
    return frozenset(part for label in labels for part in (label, *label.split(" and ")))


def _is_thing(book: PhraseBook, labels: frozenset[str], words: str) -> bool:
    """Whether listings can be that: a subject of the thesaurus, or a category's name."""
    if not content_words(words):
        return False
    for each in book.find(words):
        if each.phrase == fold(words):
            tops = {slug.split("/")[0] for slug in each.concept.categories}
            return bool(tops) and tops.isdisjoint(_NEEDS)
    return fold(words) in labels


def _is_lacked(words: str) -> bool:
    """Whether people say of a thing that they have none; its last word tells what it is."""
    return stemmed(fold(words))[-1] in _LACKED


def _is_idiom(refusal: Refusal, known: Sequence[PhraseMatch]) -> bool:
    """Whether a phrase of the thesaurus holds the whole refusal: "can't go out" refuses nothing."""
    return any(
        f" {fold(refusal.what)} " in f" {match.phrase} "
        and match.phrase != fold(refusal.what)
        and match.phrase.split()[0] in fold(refusal.phrase).split()[:2]
        for match in known
    )
