"""The words of a tantivy index that spelling can be mended by, asked for as they are needed."""

from collections.abc import Mapping, Sequence
from typing import Any

import tantivy

from assetmap.search_index.schema import WORDS
from assetmap.search_index.tantivy_documents import ORDINAL, SCHEMA
from assetmap.search_index.tantivy_folder import call_tantivy, is_text


class TantivyWords:
    """Those of the documents that a searcher has, of removed ones none. A `Words`.

    Nor does it tell of the words of documents with the ordinals `without`.
    """

    def __init__(self, searcher: tantivy.Searcher, without: Sequence[int] = ()) -> None:
        self._searcher = searcher
        # That removed documents do not count is a filter too, if it be of nothing else.
        self._those_there = tantivy.Query.all_query()
        if without:
            others = tantivy.Query.term_set_query(SCHEMA, ORDINAL, without)
            self._those_there = self._those_there.and_must_not_match(others)
        self._by_letter: dict[str, Mapping[str, int]] = {}

    def count(self, word: str) -> int:
        """How many documents have the word: 0 when it is none of these."""
        if (read := self._by_letter.get(word[:1])) is not None:
            return read.get(word, 0)
        if not is_text(word):
            return 0
        having_it = tantivy.Query.term_query(SCHEMA, WORDS, word, "basic")
        query = having_it.and_must_match(self._those_there)
        found: Any = call_tantivy(lambda: self._searcher.search(query, 1, count=True))
        return int(found.count)  # which its type stubs do not tell of

    def beginning_with(self, letter: str) -> list[str]:
        """The words that begin with a letter, in order."""
        read = self._by_letter.get(letter)
        if read is None:
            found = (
                call_tantivy(
                    lambda: self._searcher.terms_with_prefix(WORDS, letter, self._those_there)
                )
                if is_text(letter)
                else []
            )
            read = self._by_letter[letter] = dict(sorted(found))
        return list(read)
