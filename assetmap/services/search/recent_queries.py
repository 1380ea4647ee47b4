"""The queries that were parsed last, so that words asked again are not read again.

A page of answers asks for its list and for its map, then for further pages and other filters. They
are in the memory of one process alone, and forgotten at the next change of anything that reading
them looks at.
"""

import threading
from collections.abc import Callable
from datetime import date
from weakref import WeakKeyDictionary, ref

from assetmap.domain.borough.borough import Borough
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.context import Context
from assetmap.services.directory_cache import CacheState, DirectoryCache
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.query_parser import parse_query

MOST = 256  # queries of one directory: some hundred kilobytes


class _Recent:
    """Queries by what was asked, all parsed with the same directory, words and day."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cached: Callable[[], CacheState | None] = lambda: None
        self._with: tuple[PhraseBook, Borough, date] | None = None
        self._queries: dict[Search, ParsedQuery] = {}

    def of(
        self, cached: CacheState, book: PhraseBook, borough: Borough, today: date
    ) -> dict[Search, ParsedQuery]:
        """Those parsed with these; what was parsed with others is forgotten."""
        with self._lock:
            now = self._with
            is_same = (
                self._cached() is cached
                and now is not None
                and now[0] is book
                and now[1] is borough
                and now[2] == today
            )
            if not is_same:
                # Not the directory itself: an old one is large, and is to be let go.
                self._cached, self._with, self._queries = ref(cached), (book, borough, today), {}
            return self._queries


_recent: WeakKeyDictionary[DirectoryCache, _Recent] = WeakKeyDictionary()


def recent_query(
    context: Context,
    search: Search,
    cached: CacheState,
    book: PhraseBook,
    place: PlaceMatch | None = None,
) -> ParsedQuery:
    """What `parse_query` gives, which is kept of the last questions.

    Nothing is kept where the place is known already, as few ask so; nor with a model of meaning:
    what a sentence is near to may change while the model is loaded.
    """
    if place is not None or context.embeddings is not None:
        return parse_query(context, search, cached, book, place)
    recent = _recent.setdefault(context.directory_cache, _Recent())
    queries = recent.of(cached, book, context.borough, context.clock.today())
    query = queries.get(search)
    if query is None:
        query = parse_query(context, search, cached, book)
        if len(queries) >= MOST:
            queries.clear()
        queries[search] = query
    return query
