"""The sample is removed whole, and the borough's own listings stay."""

from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.listing import SAMPLE_SOURCE
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.search.query import Search
from assetmap.services.admin.sample import (
    SampleRemoved,
    allow_sample,
    load_sample,
    remove_sample,
    sample_size,
)
from assetmap.services.checks.checks import record_check
from assetmap.services.context import Context
from assetmap.services.handouts.collections import add_listing, start_collection
from assetmap.services.listing_repository import exists
from assetmap.services.listings.duplicates import remember_not_same
from assetmap.services.listings.proposals import propose
from assetmap.services.search.finding import answer
from assetmap.storage.tables import (
    CHECKS,
    COLLECTIONS,
    NOT_SAME,
    PEOPLE,
    PROPOSALS,
    REVISIONS,
    SOURCE_ROWS,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import ADMIN, COORDINATOR, EDITOR, VOLUNTEER, by

LUNCH = "riverside-memory-lunch-club"
HUB = Person("hub", "Hub", roles=(Role.HUB_TEAM,), own=(LUNCH, "knit-club"))


@pytest.fixture
def context(make_context: ContextMaker, own_sample_home: Path) -> Context:
    context = make_context(a_listing(), home=own_sample_home)
    with context.unit_of_work() as uow:
        uow.save(PEOPLE, HUB)
    return context


def work_on(context: Context) -> str:
    """People do something with the sample and with a listing of their own."""
    for listing_id in (LUNCH, "knit-club"):
        record_check(context, by(VOLUNTEER), listing_id, Method.PHONED, Outcome.ALL_CORRECT)
        propose(context, by(VOLUNTEER), listing_id, {"cost": "£9"})
    remember_not_same(context, by(EDITOR), LUNCH, "knit-club")
    made = start_collection(context, by(COORDINATOR), "Out and about").id
    for listing_id in (LUNCH, "knit-club"):
        add_listing(context, by(COORDINATOR), made, listing_id)
    return made


def test_removing_takes_all_of_it_and_nothing_else(context: Context) -> None:
    made = work_on(context)
    own = context.store.get_listing("knit-club").listing
    count = sample_size(context)
    assert count > 300
    assert answer(context, Search(words="memory lunch")).total > 0
    assert remove_sample(context, by(ADMIN)) == count
    assert [record.listing for record in context.store.all()] == [own]
    assert answer(context, Search()).total == 1
    assert answer(context, Search(words="memory lunch")).total == 0
    assert not exists(context, LUNCH)
    for table in (CHECKS, PROPOSALS, REVISIONS):
        assert context.store.count(table, listing_id=LUNCH) == 0
        assert context.store.count(table, listing_id="knit-club") == 1 + (table is REVISIONS)
    assert context.store.find(NOT_SAME) == []
    assert context.store.find(SOURCE_ROWS) == []
    assert context.store.get(COLLECTIONS, made).listing_ids == ("knit-club",)
    assert context.store.get(PEOPLE, "hub") == replace(HUB, own=("knit-club",))
    assert context.store.private_contacts() == {}
    assert context.indexer.compare().agrees
    [entry] = [each.entry.happening for each in context.store.audited(what="removed the sample")]
    assert (entry.by, entry.why) == (ADMIN.id, f"{count} listings")


def test_another_process_forgets_them_too(context: Context, make_context: ContextMaker) -> None:
    other = make_context(home=context.config.home)
    assert other.directory_cache.current().listings.keys() > {LUNCH}
    remove_sample(context, by(ADMIN))
    assert other.directory_cache.current().listings.keys() == {"knit-club"}
    assert not other.directory_cache.current().snapshot.has_samples


def test_it_does_not_come_back_by_itself(context: Context) -> None:
    remove_sample(context, by(ADMIN))
    with pytest.raises(SampleRemoved, match="removed on 2026-03-16"):
        load_sample(context)
    assert remove_sample(context, by(ADMIN)) == 0
    allow_sample(context)
    assert load_sample(context).new > 300
    assert SAMPLE_SOURCE in context.store.sources()


@pytest.mark.parametrize("person", [EDITOR, VOLUNTEER, COORDINATOR])
def test_only_admins_may(context: Context, person: Person) -> None:
    with pytest.raises(NotAllowed):
        remove_sample(context, by(person))
    assert sample_size(context) > 300
