"""What a batch writes is noted with what stood there before it."""

import pytest

from assetmap.domain.listings.listing import Contact
from assetmap.domain.listings.source_row import ImportSource
from assetmap.services.context import Context
from assetmap.services.imports.undo_log import (
    LISTINGS,
    UndoLoggedUnitOfWork,
    document_mark,
    document_of,
    whole_document,
)
from assetmap.storage.listing_document import from_whole_document, to_whole_document
from assetmap.storage.store import DuplicateIdError
from assetmap.storage.tables import IMPORT_SOURCES, IMPORT_WRITES
from tests.conftest import ContextMaker
from tests.factories import a_listing

BEFORE = a_listing(private=Contact(name="Zelda", phone="01632 960901"))


def test_the_first_state_is_kept_and_the_last_mark(make_context: ContextMaker) -> None:
    context = make_context(BEFORE)
    first, last = a_listing(name="Purl Club"), a_listing(name="Choir")
    with context.unit_of_work() as uow, UndoLoggedUnitOfWork(context, uow, "b1") as logged:
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


def test_what_is_new_is_noted_with_nothing_before_it(make_context: ContextMaker) -> None:
    context = make_context()
    with context.unit_of_work() as uow, UndoLoggedUnitOfWork(context, uow, "b1") as logged:
        logged.number = 1
        logged.add_listing(BEFORE)
        logged.save_all(IMPORT_SOURCES, [ImportSource("cvs"), ImportSource("other")])
    found = context.store.find(IMPORT_WRITES, batch="b1")
    told = [(each.table, each.record, each.before, each.order) for each in found]
    assert told == [
        (LISTINGS, BEFORE.id, None, 1),
        ("import_sources", "cvs", None, 2),
        ("import_sources", "other", None, 3),
    ]
    assert found[0].wrote == document_mark(whole_document(context, BEFORE.id) or "")


@pytest.mark.parametrize("is_written_by_it", [True, False])
def test_what_is_foreseen_is_noted_as_what_is_looked_up(
    make_context: ContextMaker, is_written_by_it: bool
) -> None:
    context = make_context()
    before, after = ImportSource("cvs", ("a",)), ImportSource("cvs", ("b",))
    writer = "b1" if is_written_by_it else "b0"
    for batch, source in ((writer, before), ("b1", after)):
        with context.unit_of_work() as uow, UndoLoggedUnitOfWork(context, uow, batch) as logged:
            logged.foresee(IMPORT_SOURCES, ["cvs", "new"])
            logged.save(IMPORT_SOURCES, source)
            logged.save(IMPORT_SOURCES, ImportSource("new", source.headings))
    noted = {each.record: each.before for each in context.store.find(IMPORT_WRITES, batch="b1")}
    was = None if is_written_by_it else IMPORT_SOURCES.to_text(before)
    assert noted["cvs"] == was
    assert context.store.get(IMPORT_SOURCES, "cvs") == after


def test_batch_that_fails_notes_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    with pytest.raises(DuplicateIdError):
        _add_twice(context)
    assert context.store.find(IMPORT_WRITES) == []
    assert whole_document(context, BEFORE.id) is None


def _add_twice(context: Context) -> None:
    with context.unit_of_work() as uow, UndoLoggedUnitOfWork(context, uow, "b1") as logged:
        logged.add_listing(BEFORE)
        logged.add_listing(BEFORE)


def test_nothing_is_there_before(make_context: ContextMaker) -> None:
    context = make_context()
    assert whole_document(context, "nothing") is None
    assert document_of(context, IMPORT_SOURCES, "nothing") is None


def test_a_batch_takes_nothing_out(make_context: ContextMaker) -> None:
    context = make_context()
    with context.unit_of_work() as uow, UndoLoggedUnitOfWork(context, uow, "b1") as logged:
        with pytest.raises(NotImplementedError):
            logged.delete(IMPORT_SOURCES, id="cvs")
        with pytest.raises(NotImplementedError):
            logged.delete_listings(["x"])


def test_a_whole_listing_comes_back_whole() -> None:
    assert from_whole_document(to_whole_document(BEFORE)) == BEFORE
