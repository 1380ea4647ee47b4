"""A unit of work: kept whole or not at all, and found by whoever searches once it is kept."""

import threading
from collections.abc import Iterable

import pytest

from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.people.people import Person
from assetmap.domain.search.query import Search
from assetmap.search_index.schema import Document
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services.context import Desk
from assetmap.services.indexing import Comparison
from assetmap.services.search.finding import answer
from assetmap.storage.store import Unavailable
from assetmap.storage.tables import PEOPLE
from tests.conftest import DeskMaker
from tests.factories import a_listing

AGREES = Comparison((), (), (), 0)


def put(desk: Desk, *listings: Listing) -> None:
    with desk.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def found(desk: Desk, words: str) -> list[str]:
    return sorted(
        hit.listing.shown.id for hit in answer(desk, Search(words=words, exact=True)).hits
    )


def break_index(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        raise IndexUnwritable("the disk is full")

    monkeypatch.setattr(desk.index, "apply", refuse)


def test_commit_is_indexed(make_desk: DeskMaker) -> None:
    desk = make_desk()
    private = Contact("01632 960666", "secret@example.org")
    put(desk, a_listing("choir", name="Xylophone Choir", private=private), a_listing("knit"))
    assert (found(desk, "xylophone"), found(desk, "secret")) == (["choir"], [])
    assert desk.indexer.compare() == AGREES
    put(desk, a_listing("choir", name="Theremin Choir"))
    assert (found(desk, "xylophone"), found(desk, "theremin")) == ([], ["choir"])


def test_one_unit_is_one_commit_of_the_index(make_desk: DeskMaker) -> None:
    desk = make_desk()
    before = desk.index.version()
    put(desk, *(a_listing(f"n{number}") for number in range(500)))
    assert desk.index.version() == before + 1
    assert desk.indexer.compare() == AGREES


def test_block_that_returns_is_kept_and_indexed(make_desk: DeskMaker) -> None:
    desk = make_desk()

    def kept() -> str:
        with desk.unit_of_work() as uow:
            uow.save_listing(a_listing("choir", name="Xylophone Choir"))
            return "kept"

    assert (kept(), found(desk, "xylophone")) == ("kept", ["choir"])


def test_block_that_raises_keeps_and_indexes_nothing(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("knit"))
    before = (desk.store.version(), desk.index.version())

    def raising() -> None:
        with desk.unit_of_work(always_index=True) as uow:
            uow.save_listing(a_listing("choir", name="Xylophone Choir"))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        raising()
    assert (desk.store.version(), desk.index.version()) == before
    assert [record.listing.id for record in desk.store.all()] == ["knit"]
    assert (list(desk.store.queued()), desk.indexer.compare()) == ([], AGREES)


def test_unit_within_a_unit_is_refused_and_nothing_is_kept(make_desk: DeskMaker) -> None:
    desk = make_desk()

    def nested() -> None:
        with desk.unit_of_work() as uow:
            uow.save_listing(a_listing())
            put(desk, a_listing("other"))

    with pytest.raises(Unavailable, match="within a transaction"):
        nested()
    assert (list(desk.store.all()), desk.indexer.compare()) == ([], AGREES)


def test_change_is_kept_and_queued_when_the_index_cannot_be_written(
    make_desk: DeskMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    with monkeypatch.context() as broken:
        break_index(desk, broken)
        with pytest.raises(IndexUnwritable, match="the disk is full"):
            put(desk, a_listing("choir", name="Xylophone Choir"))
    assert desk.store.get_listing("choir").listing.name == "Xylophone Choir"
    assert (found(desk, "xylophone"), desk.indexer.compare().queued) == ([], 1)
    put(desk, a_listing("knit"))  # the next unit takes both
    assert (found(desk, "xylophone"), desk.indexer.compare()) == (["choir"], AGREES)


def test_change_left_in_the_queue_is_taken_at_the_next_start(
    make_desk: DeskMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    break_index(desk, monkeypatch)
    with pytest.raises(IndexUnwritable):
        put(desk, a_listing("choir", name="Xylophone Choir"))
    desk.close()
    again = make_desk()
    assert (found(again, "xylophone"), again.indexer.compare()) == (["choir"], AGREES)


def test_unit_that_queues_nothing_neither_waits_for_the_index_nor_fails_with_it(
    make_desk: DeskMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk()
    with monkeypatch.context() as broken:
        break_index(desk, broken)
        with pytest.raises(IndexUnwritable):
            put(desk, a_listing("choir", name="Xylophone Choir"))
        with desk.unit_of_work() as uow:
            uow.save(PEOPLE, Person("sam"))
        put(desk, a_listing("draft", status=Status.DRAFT))
        put(desk, a_listing("draft", status=Status.IN_REVIEW))
        with pytest.raises(IndexUnwritable), desk.unit_of_work(always_index=True):
            pass
    assert desk.store.count(PEOPLE, id="sam") == 1
    assert [queued.listing_id for queued in desk.store.queued()] == ["choir"]
    with desk.unit_of_work(always_index=True):
        pass
    assert desk.indexer.compare() == AGREES


def test_two_threads_lose_nothing(make_desk: DeskMaker) -> None:
    desk, start = make_desk(), threading.Barrier(2)

    def work(name: str) -> None:
        start.wait(10)
        for number in range(10):
            put(desk, a_listing(f"{name}-{number}", name=f"{name} {number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in ("xylophone", "theremin")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert desk.indexer.compare() == AGREES
    assert found(desk, "theremin") == sorted(f"theremin-{number}" for number in range(10))


def test_trial_desk_shares_the_units_and_the_index(make_desk: DeskMaker) -> None:
    desk = make_desk()
    trial = desk.trying(desk.borough.thesaurus)
    put(trial, a_listing("choir", name="Xylophone Choir"))
    assert trial.indexer is desk.indexer
    assert (found(desk, "xylophone"), desk.indexer.compare()) == (["choir"], AGREES)
