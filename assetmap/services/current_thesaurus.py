"""The everyday words as they are now: the shipped ones with what editors have changed since."""

import threading
from collections.abc import Iterable
from functools import lru_cache
from weakref import WeakValueDictionary

from assetmap.domain.borough.thesaurus import ConceptChange, Thesaurus
from assetmap.search_index.phrases import PhraseBook
from assetmap.storage.store import Store
from assetmap.storage.tables import CONCEPT_CHANGES


class CurrentThesaurus:
    """The thesaurus and its phrase book; every process sees an editor's change at once.

    Changes are only ever added, so their count tells whether there are new ones: one short query
    a question, of some ten microseconds.
    """

    def __init__(self, store: Store, shipped: Thesaurus) -> None:
        self._store, self._shipped = store, shipped
        self._lock = threading.Lock()
        self._count = -1
        self._thesaurus, self._book = shipped, _book_of(Thesaurus())

    def thesaurus(self) -> Thesaurus:
        """Every concept that counts, the shipped ones first."""
        self._follow()
        return self._thesaurus

    def phrase_book(self) -> PhraseBook:
        """The same, ready to be heard in what somebody typed."""
        self._follow()
        return self._book

    def _follow(self) -> None:
        if self._store.count(CONCEPT_CHANGES) == self._count:
            return
        with self._lock:
            changes = self._store.find(CONCEPT_CHANGES)
            if len(changes) == self._count:
                return  # another thread was here while this one waited
            self._thesaurus = changed(self._shipped, changes)
            self._book = _book_of(self._thesaurus)
            self._count = len(changes)


class TrialThesaurus:
    """A thesaurus that only one question hears: what a change would do before it is made."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus, self._book = thesaurus, _book_of(thesaurus)

    def thesaurus(self) -> Thesaurus:
        """The thesaurus that is tried."""
        return self._thesaurus

    def phrase_book(self) -> PhraseBook:
        """The same, ready to be heard."""
        return self._book


# Those that somebody works with: most authorities of an installation hear the same words.
_books: WeakValueDictionary[Thesaurus, PhraseBook] = WeakValueDictionary()


# Some 150 ms of work, and a change is often tried more than once before it is made.
@lru_cache(maxsize=4)
def _book_of(thesaurus: Thesaurus) -> PhraseBook:
    book = _books.get(thesaurus)
    if book is None:
        book = _books[thesaurus] = PhraseBook(thesaurus)
    return book


def changed(shipped: Thesaurus, changes: Iterable[ConceptChange]) -> Thesaurus:
    """The shipped thesaurus with the newest change of each concept in its place.

    Concepts that editors made come last, in the order in which they were made.
    """
    newest: dict[str, ConceptChange] = {}
    for change in changes:
        before = newest.get(change.concept_id)
        if before is None or change.number > before.number:
            newest[change.concept_id] = change
    concepts = {concept.id: concept for concept in shipped.concepts}
    for concept_id, change in newest.items():
        concepts[concept_id] = change.concept
    return Thesaurus(
        tuple(
            concept
            for concept in concepts.values()
            if concept.id not in newest or not newest[concept.id].is_removed
        ),
        shipped.cues,
    )
