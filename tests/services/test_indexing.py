"""The index follows the store by its queue, whoever writes and however often."""

import shutil
import threading

import pytest

from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.search.query import Search
from assetmap.search_index.schema import Document
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.services import indexing
from assetmap.services.context import Context
from assetmap.services.index_documents import document_of
from assetmap.services.indexing import Comparison
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing

AGREES = Comparison((), (), (), 0)


def put(context: Context, *listings: Listing) -> None:
    with context.store.transaction() as uow:
        for listing in listings:
            uow.save_listing(listing)


def test_each_queued_listing_is_taken_once(make_context: ContextMaker) -> None:
    context = make_context()
    put(context, a_listing("a"), a_listing("b"))
    put(context, a_listing("a", name="Purl Club"))
    assert context.indexer.compare() == Comparison(("a", "b"), (), (), 3)
    assert context.indexer.process_queue() == 2
    assert (context.indexer.compare(), context.indexer.process_queue()) == (AGREES, 0)


def test_queue_removes_what_is_no_longer_public(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"), a_listing("c"))
    put(context, a_listing("a", status=Status.ARCHIVED), a_listing("b", status=Status.DRAFT))
    assert context.indexer.process_queue() == 2
    assert list(context.index.fingerprints()) == ["c"]
    assert context.indexer.compare() == AGREES


def test_queue_of_most_of_the_directory_is_a_rebuild(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("old", status=Status.ARCHIVED))
    context.index.apply([Document("left-over", "Left over")])
    put(context, *(a_listing(f"n{number}") for number in range(indexing._WHOLE + 1)))
    calls: list[None] = []
    assert context.indexer.process_queue(lambda: calls.append(None)) == indexing._WHOLE + 1
    assert len(calls) == indexing._WHOLE + 1
    assert context.indexer.compare() == AGREES


def test_queue_that_had_to_wait_does_not_put_back_what_is_older(make_context: ContextMaker) -> None:
    """One process reads the queue; another takes a newer change in first; then the one writes."""
    slow, quick = make_context(), make_context()
    put(slow, a_listing(name="Older"))
    holding, let_go = threading.Event(), threading.Event()

    def hold():  # type: ignore[no-untyped-def]
        holding.set()
        let_go.wait(10)
        yield from quick.indexer.documents()

    holder = threading.Thread(target=quick.index.rebuild, args=(hold(),))
    waiter = threading.Thread(target=slow.indexer.process_queue)
    holder.start()
    assert holding.wait(10)
    waiter.start()
    waiter.join(0.3)  # long enough to read too early, if it does
    put(quick, a_listing(name="Newer"))
    quick.store.ack(quick.store.queued()[-1].number)  # its own change is in what it rebuilds
    let_go.set()
    holder.join(10)
    waiter.join(10)
    assert slow.indexer.compare() == AGREES


def test_rebuild_mends_whatever_is_wrong(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b"), a_listing("c"))
    context.index.apply([Document("ghost", "Ghost"), Document("b", "Not so")], removed=["a"])
    put(context, a_listing("d"))
    assert context.indexer.compare() == Comparison(("a", "d"), ("ghost",), ("b",), 1)
    assert context.indexer.rebuild() == 4
    assert context.indexer.compare() == AGREES


def test_index_that_was_deleted_is_made_again_at_opening(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"), a_listing("b", status=Status.DRAFT))
    context.close()
    shutil.rmtree(context.config.index)
    again = make_context()
    assert again.indexer.compare() == AGREES
    assert answer(again, Search(words="knit")).total == 1


def test_index_deleted_while_serving_goes_on_answering(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"))
    assert answer(context, Search(words="knit")).total == 1
    shutil.rmtree(context.config.index)
    assert answer(context, Search(words="knit")).total == 1
    other = make_context()  # as the next command does
    put(other, a_listing("b"))
    other.indexer.process_queue()
    assert answer(context, Search(words="knit")).total == 2


def test_documents_hold_public_words_only(make_context: ContextMaker) -> None:
    context = make_context(a_listing("draft", status=Status.DRAFT, name="Secret draft"))
    secret = a_listing(
        where=Where(
            Precision.WITHHELD, "Secret House", "1 Secret Road", "Tilbury", "RM18 7TB", TILBURY
        ),
        private=Contact("01632 960666", "secret@example.org", "", "Secret Person"),
        steward="Secret Steward",
        public=Contact(phone="01632 960001"),
        first_visit="Ask for Sam.",
        also_known_as=("Woolly Wednesday",),
        skills="Patience",
    )
    put(context, secret)
    assert list(context.indexer.documents()) == [
        Document(
            id="knit-club",
            name="Knit Club",
            also_known_as="Woolly Wednesday",
            labels="Crafts and textiles . Make, play and enjoy . Older people . Group or activity",
            summary="Knitting and talk.",
            text="Bring your wool. Beginners are shown how. . Ask for Sam. . Patience . Step-free",
        )
    ]


def test_document_of_a_venue_has_its_place(make_context: ContextMaker) -> None:
    context = make_context()
    where = Where(Precision.VENUE, "Hall", "1 Road", "Tilbury", "RM18 7TB", TILBURY, "Grays")
    document = document_of(public_view(a_listing(where=where)), context.borough.words)
    assert document.place == "Hall . 1 Road . Tilbury . RM18 7TB . Grays"
    hidden = Where(Precision.APPROXIMATE, "Hall", "1 Road", "Tilbury", "RM18 7TB", TILBURY, "Grays")
    document = document_of(public_view(a_listing(where=hidden)), context.borough.words)
    assert document.place == "Tilbury . Grays"


def test_index_says_how_many_versions_it_is_behind(make_context: ContextMaker) -> None:
    context = make_context(a_listing("a"))
    assert (context.indexer.versions_behind(), context.indexer.queue_age_s()) == (0, 0)
    put(context, a_listing("b"), a_listing("c"))  # one commit
    assert context.indexer.versions_behind() == 1
    put(context, a_listing("b", name="Changed"))
    put(context, a_listing("d"))
    assert context.indexer.versions_behind() == 3
    context.indexer.process_queue()
    assert context.indexer.versions_behind() == 0


def test_trouble_that_stays_is_logged_once(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    context = make_context(a_listing("a"))
    put(context, a_listing("b"))
    why = "denied"

    def refuse(*_: object, **__: object) -> None:
        raise IndexUnwritable(why)

    with monkeypatch.context() as patch:
        patch.setattr(context.index, "apply", refuse)
        assert [context.indexer.catch_up() for _ in range(3)] == [False] * 3
        why = "full"
        assert context.indexer.catch_up() is False
    assert context.indexer.catch_up() is True
    said = "the index is behind the records and is tried again: "
    assert caplog.messages == [f"{said}denied", f"{said}full"]
