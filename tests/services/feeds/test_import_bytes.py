"""What a feed gives comes in as a batch: drafts, and nothing counts as gone."""

import json

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import PROGRAM
from assetmap.exchange.incoming import BadFile
from assetmap.services.feeds.import_bytes import CameIn, import_bytes
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import IMPORT_BATCHES
from tests.conftest import ContextMaker
from tests.services.feeds.feed_server import service

BY = Actor(PROGRAM, "upkeep")


def test_services_come_in_as_drafts_of_their_source(make_context: ContextMaker) -> None:
    context = make_context()
    data = json.dumps([service("a"), service("b"), service("c", name=None)]).encode()
    found = import_bytes(context, BY, "Bristol", "services.json", data)
    ids = context.store.source_ids("Bristol")
    assert found == CameIn(found.batch, 2, 0, 0, ("",), frozenset(ids.values()))
    assert sorted(ids) == ["a", "b"]
    listings = [context.store.get_listing(id_).listing for id_ in ids.values()]
    assert {each.status for each in listings} == {Status.DRAFT}
    assert {each.where.place for each in listings} == {"Grays"}
    (batch,) = context.store.find(IMPORT_BATCHES)
    assert (batch.id, batch.origin, batch.source) == (found.batch, "feed", "Bristol")
    again = import_bytes(context, BY, "Bristol", "services.json", data)
    assert (again.new, again.unchanged, again.is_empty) == (0, 2, False)


def test_what_is_no_list_is_refused(make_context: ContextMaker) -> None:
    with pytest.raises(BadFile):
        import_bytes(make_context(), BY, "Bristol", "page", b"<!doctype html><p>Sorry")
