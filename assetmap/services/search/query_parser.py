"""Parses a query: text -> short forms -> refused places -> place -> spelling -> refusals -> phrases
-> near me -> danger -> giving -> preferences -> language -> signposts -> ParsedQuery.

Each step (a module of `parsing/`) takes the query as read so far and gives it read further.
Nothing else is passed between them, so each can be read, and tested, alone.
"""

from collections.abc import Callable
from functools import partial

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch
from assetmap.places.gazetteer import Gazetteer
from assetmap.search_index.name_index import NameIndex
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.parsing.danger import hear_danger, tells_of_danger
from assetmap.services.search.parsing.giving import hear_giving
from assetmap.services.search.parsing.languages import read_language
from assetmap.services.search.parsing.near_me import read_near_me
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.phrases import match_phrases
from assetmap.services.search.parsing.place import read_corrected_place, read_place
from assetmap.services.search.parsing.preferences import read_preferences
from assetmap.services.search.parsing.refusals import read_refusals
from assetmap.services.search.parsing.refused_places import read_refused_places
from assetmap.services.search.parsing.short_forms import write_out_short_forms
from assetmap.services.search.parsing.signposts import read_signposts
from assetmap.services.search.parsing.spelling import correct_spelling
from assetmap.services.search.parsing.text import check_terms, read_text
from assetmap.services.search.refusable import ThingJudge, thing_book


def parse_query(
    context: Context,
    search: Search,
    cached: CacheState,
    book: PhraseBook,
    place: PlaceMatch | None = None,
) -> ParsedQuery:
    """What a question's words and place mean, by the directory and the everyday words of now.

    Where the `place` is known already, none is looked for.
    """
    gazetteer, borough, snapshot = context.gazetteer, context.borough, cached.snapshot
    spelling = cached.text.spelling(book.words)
    is_danger = partial(tells_of_danger, danger=borough.danger, book=book)
    query = read_text(search, book.concepts)
    query = write_out_short_forms(query, borough.short_forms)
    query = read_refused_places(query, gazetteer, is_danger=is_danger)
    query = read_place(query, gazetteer, borough, place)
    query = correct_spelling(query, spelling, _right_words(gazetteer, borough))
    query = read_corrected_place(query, gazetteer, borough)
    judge = ThingJudge(thing_book(borough.refusals, borough.words), book, cached)
    query = read_refusals(query, judge, book, snapshot.is_of_name, is_danger=is_danger)
    query = match_phrases(query, book)
    query = read_near_me(query)
    query = hear_danger(query, borough.danger, book, context.embeddings)
    query = hear_giving(query, borough.giving, book)
    query = read_preferences(query, context.clock.today())
    query = read_language(query, snapshot.choices["language"])
    return check_terms(_with_signposts(query, borough, snapshot.names))


def _right_words(gazetteer: Gazetteer, borough: Borough) -> Callable[[str], bool]:
    """Tells of a folded word whether it is right in this borough though no listing uses it."""
    right = borough.short_forms.right
    return lambda word: word in right or gazetteer.is_place_word(word)


def _with_signposts(query: ParsedQuery, borough: Borough, names: NameIndex) -> ParsedQuery:
    """The query with its signposts, if the words are no listing's own name."""
    found = read_signposts(query, borough.signposts, is_a_name=False)
    if not found.signposts:  # so most questions do not have their words looked up among all names
        return found
    return query if names.score(query.search.words).whole.any() else found
