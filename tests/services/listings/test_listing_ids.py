"""Ids are readable, free, and the same wherever the same files are taken in."""

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.services.listings.listing_ids import IdAllocator, own_key
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_new_id_is_the_name_and_a_mark_of_the_source(make_context: ContextMaker) -> None:
    store = make_context().store
    listing = a_listing("given", source="cvs", source_id="7")
    given = IdAllocator(store).new_id(listing, keep=False)
    assert given == IdAllocator(store).new_id(listing, keep=False) == "knit-club-ueaer"
    other = IdAllocator(store).new_id(a_listing(source="cvs", source_id="8"), keep=False)
    assert other != given
    assert other.startswith("knit-club-")


def test_new_id_is_never_one_that_is_taken(make_context: ContextMaker) -> None:
    listing = a_listing(source="cvs", source_id="7")
    namer = IdAllocator(make_context().store)
    first, second = namer.new_id(listing, keep=False), namer.new_id(listing, keep=False)
    assert second.startswith(first)
    assert len(second) == len(first) + 1
    context = make_context(a_listing(first))
    assert IdAllocator(context.store).new_id(listing, keep=False) == second


def test_own_id_is_kept_when_it_is_free(make_context: ContextMaker) -> None:
    context = make_context(a_listing("taken"))
    namer = IdAllocator(context.store)
    assert namer.new_id(a_listing("mine"), keep=True) == "mine"
    assert namer.new_id(a_listing("mine"), keep=True) != "mine"
    assert namer.new_id(a_listing("taken"), keep=True) != "taken"


@pytest.mark.parametrize("name", ["বাংলা ক্লাব", "!!!", "чай"])
def test_name_without_letters_for_an_address_still_has_an_id(
    make_context: ContextMaker, name: str
) -> None:
    given = IdAllocator(make_context().store).new_id(a_listing(name=name), keep=False)
    assert given.isascii()
    assert len(given) == 10


def test_own_key_is_the_name_and_the_place() -> None:
    def key(**where: str) -> str:
        return own_key(a_listing(where=Where(Precision.VENUE, **where)))

    assert key(postcode="RM18 7TB") == key(postcode="rm18 7tb", place="Tilbury")
    places = [{"postcode": "RM18 7TB"}, {"postcode": "RM17 6SL"}, {"place": "Tilbury"}, {}]
    places.append({"postcode": "RM18 7TB", "address": "1 Road"})
    assert len({key(**place) for place in places}) == 5
