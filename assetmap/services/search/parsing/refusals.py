"""The refusals in a query's words: they become chips, and leave matching and reasons."""

from dataclasses import replace

from assetmap.domain.search.refusals import extract_refusals
from assetmap.domain.text import fold
from assetmap.search_index.phrases import PhraseBook
from assetmap.search_index.schema import content_words, stemmed
from assetmap.search_index.text_view import TextView
from assetmap.services.search.parsing.parsed_query import ParsedQuery

REFUSALS = "refusals"  # in `ignore`: what is refused stays ordinary words
# What people are without, and what "not" stands before, though listings speak of it too.
_LACKED = frozenset(
    stemmed(
        """internet wifi broadband wi fi heating electric electricity gas hot water food money cash
        income car transport bus lift driving licence home house flat roof job work friends friend
        family company energy sleep appetite signal phone mobile computer laptop tablet printer support
        help idea confidence kids children partner husband wife neighbours carer english garden
        outdoor space place parking washing machine cooker fridge bed furniture clothes coat shoes
        school qualifications experience paper documents passport address bank account insurance
        doctor dentist gp one body use longer more time way choice problem doubt fun joke matter end
        alone well far sure able allowed eligible feeling coping sleeping eating walking talking
        speaking working moving seeing hearing managing getting going doing having being knowing
        safe happy good great bad easy right long much many very too old young single working
        mobility steady confident ready used open free cheap expensive local nearby here there today
        tomorrow yet enough late early often hope life point reason control memory balance
        """
    )
)
_STANDS_FOR_IT = 0.55  # of a word's strength: it is in the name, the labels or the summary


def read_refusals(query: ParsedQuery, book: PhraseBook, text: TextView) -> ParsedQuery:
    """The query without what it refuses. In words of danger nothing is refused."""
    search = query.search
    if search.exact or REFUSALS in search.ignore or not query.words:
        return query
    known = book.find(query.words)

    def is_thing(words: str) -> bool:
        folded = fold(words)
        if not content_words(words):
            return False
        if any(
            fold(each.phrase) == folded and each.concept.categories for each in book.find(words)
        ):
            return True
        terms = stemmed(folded)
        return len(terms) == 1 and bool((text.postings(terms[0]).strengths >= _STANDS_FOR_IT).any())

    def is_lacked(words: str) -> bool:
        return not _LACKED.isdisjoint(stemmed(fold(words)))

    if any(each.concept.urgent for each in known):
        return query
    refusals, rest = extract_refusals(query.words, is_thing, is_lacked)
    # A phrase such as "can't go out" is heard as a whole: it is nothing that is refused.
    kept = tuple(
        each
        for each in refusals
        if not any(
            f" {fold(each.what)} " in f" {m.phrase} "
            and m.phrase in fold(each.phrase)
            and m.phrase != fold(each.what)
            for m in known
        )
    )
    if not refusals or len(kept) < len(refusals):
        return query
    return replace(query, refusals=refusals, words=rest, terms=rest)
