"""Before processes part, what they share is there: it outlasts the context that asked for it."""

from assetmap.services.current_thesaurus import _book_of
from assetmap.services.preparing import prepare
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_what_was_prepared_is_there_for_the_next_context(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"))
    prepare(context)
    thesaurus = context.borough.thesaurus
    known = _book_of.cache_info().misses
    other = make_context()
    assert other.phrases() is context.phrases()
    assert other.borough.thesaurus == thesaurus
    assert _book_of.cache_info().misses == known
    assert other.directory_cache.current().snapshot.ids == ["a"]
