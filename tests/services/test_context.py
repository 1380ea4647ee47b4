"""A unit of work: kept whole or not at all, and found by whoever searches once it is kept."""

import threading
from collections.abc import Iterable

import pytest

from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.people.people import Person
from assetmap.domain.search.query import Search
from assetmap.search_index.schema import Document
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services.context import Context
from assetmap.services.indexing import Comparison
from assetmap.services.open_data.whole_directory import geopackage
from assetmap.services.search.finding import answer
from assetmap.storage.store import Unavailable
from assetmap.storage.tables import PEOPLE
from tests.conftest import ContextMaker
from tests.factories import a_listing

AGREES = Comparison((), (), (), 0)


def put(context: Context, *listings: Listing) -> None:
    with context.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def found(context: Context, words: str) -> list[str]:
    return sorted(
        hit.listing.shown.id for hit in answer(context, Search(words=words, exact=True)).hits
    )


def break_index(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        raise IndexUnwritable("the disk is full")

    monkeypatch.setattr(context.index, "apply", refuse)


def test_commit_is_indexed(make_context: ContextMaker) -> None:
    context = make_context()
    private = Contact("01632 960666", "secret@example.org")
    put(context, a_listing("choir", name="Xylophone Choir", private=private), a_listing("knit"))
    assert (found(context, "xylophone"), found(context, "secret")) == (["choir"], [])
    assert context.indexer.compare() == AGREES
    put(context, a_listing("choir", name="Theremin Choir"))
    assert (found(context, "xylophone"), found(context, "theremin")) == ([], ["choir"])


def test_one_unit_is_one_commit_of_the_index(make_context: ContextMaker) -> None:
    context = make_context()
    before = context.index.version()
    put(context, *(a_listing(f"n{number}") for number in range(500)))
    assert context.index.version() == before + 1
    assert context.indexer.compare() == AGREES


def test_block_that_returns_is_kept_and_indexed(make_context: ContextMaker) -> None:
    context = make_context()

    def kept() -> str:
        with context.unit_of_work() as uow:
            uow.save_listing(a_listing("choir", description="We play the xylophone."))
            return "kept"

    assert (kept(), found(context, "xylophone")) == ("kept", ["choir"])


def test_block_that_raises_keeps_and_indexes_nothing(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"))
    before = (context.store.version(), context.index.version())

    def raising() -> None:
        with context.unit_of_work(always_index=True) as uow:
            uow.save_listing(a_listing("choir", description="We play the xylophone."))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        raising()
    assert (context.store.version(), context.index.version()) == before
    assert [record.listing.id for record in context.store.all()] == ["knit"]
    assert (list(context.store.queued()), context.indexer.compare()) == ([], AGREES)


def test_old_words_go_from_all_that_was_made_of_the_records(make_context: ContextMaker) -> None:
    context = make_context(a_listing("choir", description="We play the xylophone."))
    pack = context.config.offline / "0123.json"
    made = (geopackage(context), pack, pack.with_name("0123.json.br"))
    pack.parent.mkdir()
    for path in made[1:]:
        path.write_text("xylophone")
    with context.unit_of_work() as uow:
        uow.must_rebuild = True
        uow.delete_listings(["choir"])
    assert [path.exists() for path in made] == [False] * 3
    assert context.indexer.compare() == AGREES


def test_unit_within_a_unit_is_refused_and_nothing_is_kept(make_context: ContextMaker) -> None:
    context = make_context()

    def nested() -> None:
        with context.unit_of_work() as uow:
            uow.save_listing(a_listing())
            put(context, a_listing("other"))

    with pytest.raises(Unavailable, match="within a transaction"):
        nested()
    assert (list(context.store.all()), context.indexer.compare()) == ([], AGREES)


def test_change_is_kept_and_queued_when_the_index_cannot_be_written(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    context = make_context()
    with monkeypatch.context() as broken:
        break_index(context, broken)
        put(context, a_listing("choir", description="We play the xylophone."))
    assert "the disk is full" in caplog.text
    assert context.store.get_listing("choir").listing.id == "choir"
    assert (found(context, "xylophone"), context.indexer.compare().queued) == ([], 1)
    put(context, a_listing("knit"))  # the next unit takes both
    assert (found(context, "xylophone"), context.indexer.compare()) == (["choir"], AGREES)


def test_change_left_in_the_queue_is_taken_at_the_next_start(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    break_index(context, monkeypatch)
    put(context, a_listing("choir", description="We play the xylophone."))
    context.close()
    again = make_context()
    assert (found(again, "xylophone"), again.indexer.compare()) == (["choir"], AGREES)


def test_unit_that_queues_nothing_neither_waits_for_the_index_nor_fails_with_it(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = make_context()
    with monkeypatch.context() as broken:
        break_index(context, broken)
        put(context, a_listing("choir", description="We play the xylophone."))
        with context.unit_of_work() as uow:
            uow.save(PEOPLE, Person("sam"))
        put(context, a_listing("draft", status=Status.DRAFT))
        put(context, a_listing("draft", status=Status.IN_REVIEW))
        with context.unit_of_work(always_index=True):
            pass
    assert context.store.count(PEOPLE, id="sam") == 1
    assert [queued.listing_id for queued in context.store.queued()] == ["choir"]
    with context.unit_of_work(always_index=True):
        pass
    assert context.indexer.compare() == AGREES


def test_unit_that_is_indexed_later_is_left_for_the_next_that_indexes(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    before = context.index.version()
    for number in range(3):
        with context.unit_of_work(index_later=True) as uow:
            uow.save_listing(a_listing(f"n{number}", description="We play the xylophone."))
    assert context.index.version() == before
    assert [queued.listing_id for queued in context.store.queued()] == ["n0", "n1", "n2"]
    put(context, a_listing("choir", description="We play the xylophone."))
    assert context.index.version() == before + 1
    assert found(context, "xylophone") == ["choir", "n0", "n1", "n2"]
    assert context.indexer.compare() == AGREES


def test_two_threads_lose_nothing(make_context: ContextMaker) -> None:
    context, start = make_context(), threading.Barrier(2)

    def work(name: str) -> None:
        start.wait(10)
        for number in range(10):
            put(context, a_listing(f"{name}-{number}", name=f"{name} {number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("xylophone", "theremin")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert context.indexer.compare() == AGREES
    assert found(context, "theremin") == sorted(f"theremin-{number}" for number in range(10))


def test_trial_desk_shares_the_units_and_the_index(make_context: ContextMaker) -> None:
    context = make_context()
    trial = context.trying(context.borough.thesaurus)
    put(trial, a_listing("choir", description="We play the xylophone."))
    assert trial.indexer is context.indexer
    assert (found(context, "xylophone"), context.indexer.compare()) == (["choir"], AGREES)
