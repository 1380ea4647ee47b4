"""What a batch writes is noted with what stood there before it."""

import pytest

from assetmap.domain.listings.listing import Contact
from assetmap.domain.listings.source_row import ImportSource
from assetmap.services.imports.undo_log import (
    LISTINGS,
    UndoLoggedUnitOfWork,
    document_mark,
    document_of,
    whole_document,
)
from assetmap.storage.listing_document import from_whole_document, to_whole_document
from assetmap.storage.tables import IMPORT_SOURCES, IMPORT_WRITES
from tests.conftest import ContextMaker
from tests.factories import a_listing

BEFORE = a_listing(private=Contact(name="Zelda", phone="01632 960901"))


def test_the_first_state_is_kept_and_the_last_mark(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    first, last = a_listing(name="Purl Club"), a_listing(name="Choir")
    with context.unit_of_work() as uow:
        logged = UndoLoggedUnitOfWork(context, uow, "b1")
        for number, listing in ((3, first), (4, last)):
            logged.number = number
            logged.save_listing(listing)
        logged.number = 5
        logged.save(IMPORT_SOURCES, ImportSource("cvs"))
        assert logged.has_queued
        assert not logged.must_rebuild
    of_listing, of_source = context.store.find(IMPORT_WRITES, batch="b1")
    assert (of_listing.table, of_listing.record, of_listing.number) == (LISTINGS, BEFORE.id, 3)
    assert of_listing.before is not None
    assert from_whole_document(of_listing.before) == BEFORE
    now = whole_document(context, BEFORE.id)
    assert now is not None
    assert of_listing.wrote == document_mark(now)
    assert (of_source.table, of_source.before, of_source.number) == ("import_sources", None, 5)
    kept = document_of(context, IMPORT_SOURCES, "cvs")
    assert kept is not None
    assert document_mark(kept) == of_source.wrote


def test_nothing_is_there_before(make_context: ContextMaker) -> None:
    context = make_context()
    assert whole_document(context, "nothing") is None
    assert document_of(context, IMPORT_SOURCES, "nothing") is None


def test_a_batch_takes_nothing_out(make_context: ContextMaker) -> None:
    context = make_context()
    with context.unit_of_work() as uow:
        logged = UndoLoggedUnitOfWork(context, uow, "b1")
        with pytest.raises(NotImplementedError):
            logged.delete(IMPORT_SOURCES, id="cvs")
        with pytest.raises(NotImplementedError):
            logged.delete_listings(["x"])


def test_a_whole_listing_comes_back_whole() -> None:
    assert from_whole_document(to_whole_document(BEFORE)) == BEFORE
