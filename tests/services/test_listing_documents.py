"""Listings are read from their documents when somebody asks, and few of them are kept."""

import pytest

from assetmap.domain.listings.listing import Contact
from assetmap.services import listing_documents
from assetmap.services.listing_documents import ListingDocuments, packed, unpacked
from assetmap.storage.listing_document import to_document
from tests.factories import a_listing

LISTINGS = [a_listing("a"), a_listing("b", name="Café €"), a_listing("c", summary="x" * 5_000)]


def documents() -> ListingDocuments:
    return ListingDocuments.of((each.id, to_document(each).encode()) for each in LISTINGS)


def test_listings_are_read_as_they_were() -> None:
    found = documents()
    assert [found.at(number) for number in range(3)] == LISTINGS
    assert found.at(1) is found.at(1)
    assert found.document_at(1) == to_document(LISTINGS[1]).encode()
    opened = ListingDocuments.of_arrays(found.arrays())
    assert list(opened.ids) == ["a", "b", "c"]
    assert [opened.at(number) for number in range(3)] == LISTINGS


def test_only_some_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_documents, "KEPT_MOST", 2)
    found = documents()
    first = found.at(0)
    assert (found.at(1), found.at(2)) == (LISTINGS[1], LISTINGS[2])
    assert found.at(0) == first
    assert found.at(0) is not first


def test_private_contact_is_in_no_document() -> None:
    private = a_listing("p", private=Contact(email="MARK@example.org"))
    found = ListingDocuments.of([("p", to_document(private).encode())])
    assert all(b"MARK" not in array.tobytes() for array in found.arrays().values())


@pytest.mark.parametrize("texts", [[], ["a"], ["a", "b€", "c"]])
def test_texts_are_unpacked_as_they_were(texts: list[str]) -> None:
    assert unpacked(packed(texts)) == texts
