"""The index follows the store by its queue, whoever writes and however often."""

import shutil
import threading

from assetmap.domain.listings.listing import Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.search.query import Search
from assetmap.search_index.schema import Document
from assetmap.services import indexing
from assetmap.services.context import Desk
from assetmap.services.index_documents import document_of
from assetmap.services.indexing import Comparison
from assetmap.services.search.finding import answer
from tests.conftest import DeskMaker
from tests.factories import TILBURY, a_listing

AGREES = Comparison((), (), (), 0)


def put(desk: Desk, *listings: Listing) -> None:
    with desk.store.transaction() as uow:
        for listing in listings:
            uow.save_listing(listing)


def test_each_queued_listing_is_taken_once(make_desk: DeskMaker) -> None:
    desk = make_desk()
    put(desk, a_listing("a"), a_listing("b"))
    put(desk, a_listing("a", name="Purl Club"))
    assert desk.indexer.compare() == Comparison(("a", "b"), (), (), 3)
    assert desk.indexer.process_queue() == 2
    assert (desk.indexer.compare(), desk.indexer.process_queue()) == (AGREES, 0)


def test_queue_removes_what_is_no_longer_public(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"), a_listing("c"))
    put(desk, a_listing("a", status=Status.ARCHIVED), a_listing("b", status=Status.DRAFT))
    assert desk.indexer.process_queue() == 2
    assert list(desk.index.fingerprints()) == ["c"]
    assert desk.indexer.compare() == AGREES


def test_queue_of_most_of_the_directory_is_a_rebuild(
    make_desk: DeskMaker,
) -> None:
    desk = make_desk(a_listing("old", status=Status.ARCHIVED))
    desk.index.apply([Document("left-over", "Left over")])
    put(desk, *(a_listing(f"n{number}") for number in range(indexing._WHOLE + 1)))
    calls: list[None] = []
    assert desk.indexer.process_queue(lambda: calls.append(None)) == indexing._WHOLE + 1
    assert len(calls) == indexing._WHOLE + 1
    assert desk.indexer.compare() == AGREES


def test_queue_that_had_to_wait_does_not_put_back_what_is_older(make_desk: DeskMaker) -> None:
    """One process reads the queue; another takes a newer change in first; then the one writes."""
    slow, quick = make_desk(), make_desk()
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


def test_rebuild_mends_whatever_is_wrong(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b"), a_listing("c"))
    desk.index.apply([Document("ghost", "Ghost"), Document("b", "Not so")], removed=["a"])
    put(desk, a_listing("d"))
    assert desk.indexer.compare() == Comparison(("a", "d"), ("ghost",), ("b",), 1)
    assert desk.indexer.rebuild() == 4
    assert desk.indexer.compare() == AGREES


def test_index_that_was_deleted_is_made_again_at_opening(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"), a_listing("b", status=Status.DRAFT))
    desk.close()
    shutil.rmtree(desk.config.index)
    again = make_desk()
    assert again.indexer.compare() == AGREES
    assert answer(again, Search(words="knit")).total == 1


def test_index_deleted_while_serving_goes_on_answering(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("a"))
    assert answer(desk, Search(words="knit")).total == 1
    shutil.rmtree(desk.config.index)
    assert answer(desk, Search(words="knit")).total == 1
    other = make_desk()  # as the next command does
    put(other, a_listing("b"))
    other.indexer.process_queue()
    assert answer(desk, Search(words="knit")).total == 2


def test_documents_hold_public_words_only(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("draft", status=Status.DRAFT, name="Secret draft"))
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
    put(desk, secret)
    assert list(desk.indexer.documents()) == [
        Document(
            id="knit-club",
            name="Knit Club",
            also_known_as="Woolly Wednesday",
            labels="Crafts and textiles . Make, play and enjoy . Older people . Group or activity",
            summary="Knitting and talk.",
            text="Bring your wool. Beginners are shown how. . Ask for Sam. . Patience . Step-free",
        )
    ]


def test_document_of_a_venue_has_its_place(make_desk: DeskMaker) -> None:
    desk = make_desk()
    where = Where(Precision.VENUE, "Hall", "1 Road", "Tilbury", "RM18 7TB", TILBURY, "Grays")
    document = document_of(public_view(a_listing(where=where)), desk.borough.words)
    assert document.place == "Hall . 1 Road . Tilbury . RM18 7TB . Grays"
    hidden = Where(Precision.APPROXIMATE, "Hall", "1 Road", "Tilbury", "RM18 7TB", TILBURY, "Grays")
    document = document_of(public_view(a_listing(where=hidden)), desk.borough.words)
    assert [part for part in document.place.split(" . ") if part] == ["Tilbury", "Grays"]
