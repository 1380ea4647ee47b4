"""Collections: shared by staff, changed in name by whoever keeps them, and audited."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.handouts.collection import MOST, NAME_LONGEST
from assetmap.domain.listings.listing import Checked, Status
from assetmap.domain.people.people import NotAllowed
from assetmap.services.context import Context
from assetmap.services.handouts.collections import (
    add_listing,
    delete_collection,
    every_collection,
    read_collection,
    remove_listing,
    rename_collection,
    start_collection,
)
from assetmap.storage.store import NotFound
from assetmap.storage.tables import COLLECTIONS
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import BROKER, COORDINATOR, HUB_TEAM, LEAVER, MANAGER, VOLUNTEER, by

OVERDUE = Checked(date(2025, 7, 25), "Thurrock CVS")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("a"),
        a_listing("b", checked=OVERDUE),
        a_listing("c"),
        a_listing("draft", status=Status.DRAFT),
    )


def filled(context: Context, *ids: str) -> str:
    made = start_collection(context, by(VOLUNTEER), "Tilbury")
    for each in ids:
        add_listing(context, by(VOLUNTEER), made.id, each)
    return made.id


def test_collection_counts_what_is_overdue(context: Context) -> None:
    kept = read_collection(context, by(COORDINATOR), filled(context, "a", "b", "c", "a"))
    assert [each.id for each in kept.listings] == ["a", "b", "c"]
    assert (kept.overdue, kept.gone, kept.collection.by) == (1, (), VOLUNTEER.id)


def test_listings_that_went_are_told_apart_and_merged_ones_followed(context: Context) -> None:
    made = filled(context, "a", "b", "c")
    with context.store.transaction() as uow:
        uow.save_listing(replace(a_listing("a"), status=Status.ARCHIVED))
        uow.save_listing(replace(a_listing("b"), status=Status.ARCHIVED, merged_into="c"))
    kept = read_collection(context, by(VOLUNTEER), made)
    assert ([each.id for each in kept.listings], kept.gone, kept.overdue) == (["c"], ("a",), 0)
    remove_listing(context, by(VOLUNTEER), made, "c")
    assert read_collection(context, by(VOLUNTEER), made).collection.listing_ids == ("a",)


def test_every_collection_stands_by_name(context: Context) -> None:
    for name in ("b", "A", "c"):
        start_collection(context, by(VOLUNTEER), name)
    assert [x.collection.name for x in every_collection(context, by(MANAGER))] == ["A", "b", "c"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" \n", "Give the collection a name."),
        ("x" * (NAME_LONGEST + 1), "Make the name 80 characters or fewer. It has 81."),
        (" TILBURY ", "There is a collection of that name already. Choose another."),
    ],
)
def test_names_that_will_not_do_are_refused(context: Context, name: str, why: str) -> None:
    filled(context)
    other = start_collection(context, by(VOLUNTEER), "Grays")
    with pytest.raises(ValueError, match="name") as start:
        start_collection(context, by(VOLUNTEER), name)
    with pytest.raises(ValueError, match="name") as rename:
        rename_collection(context, by(VOLUNTEER), other.id, name)
    assert (str(start.value), str(rename.value)) == (why, why)


def test_rename_may_change_the_case_alone(context: Context) -> None:
    made = filled(context)
    rename_collection(context, by(VOLUNTEER), made, "TILBURY")
    assert read_collection(context, by(VOLUNTEER), made).collection.name == "TILBURY"


def test_only_its_keeper_renames_or_deletes_it(context: Context) -> None:
    made = filled(context)
    with pytest.raises(NotAllowed):
        rename_collection(context, by(COORDINATOR), made, "Mine")
    with pytest.raises(NotAllowed):
        delete_collection(context, by(COORDINATOR), made)
    delete_collection(context, by(VOLUNTEER), made)
    with pytest.raises(NotFound):
        read_collection(context, by(VOLUNTEER), made)


def test_any_who_write_notes_fill_it_and_no_others(context: Context) -> None:
    made = filled(context)
    add_listing(context, by(COORDINATOR), made, "a")
    for person in (MANAGER, BROKER, HUB_TEAM, LEAVER):
        with pytest.raises(NotAllowed):
            add_listing(context, by(person), made, "b")
        with pytest.raises(NotAllowed):
            remove_listing(context, by(person), made, "a")
        with pytest.raises(NotAllowed):
            start_collection(context, by(person), "Theirs")
    for person in (BROKER, HUB_TEAM, LEAVER):
        with pytest.raises(NotAllowed):
            every_collection(context, by(person))
        with pytest.raises(NotAllowed):
            read_collection(context, by(person), made)
    assert read_collection(context, by(MANAGER), made).collection.listing_ids == ("a",)


def test_what_is_not_public_or_too_much_is_refused(context: Context) -> None:
    made = filled(context)
    with pytest.raises(ValueError, match="Only what is listed for everybody"):
        add_listing(context, by(VOLUNTEER), made, "draft")
    with pytest.raises(NotFound):
        add_listing(context, by(VOLUNTEER), made, "nothing")
    with context.store.transaction() as uow:
        for n in range(MOST + 1):
            uow.save_listing(a_listing(f"x{n}"))
    for n in range(MOST):
        add_listing(context, by(VOLUNTEER), made, f"x{n}")
    with pytest.raises(ValueError, match="holds 60 listings at most"):
        add_listing(context, by(VOLUNTEER), made, f"x{MOST}")


def test_colleagues_who_fill_it_at_the_same_moment_lose_nothing(context: Context) -> None:
    made = filled(context)
    ids = [f"x{n}" for n in range(8)]
    with context.store.transaction() as uow:
        for each in ids:
            uow.save_listing(a_listing(each))
    together = threading.Barrier(len(ids))

    def fill(listing_id: str) -> None:
        together.wait()
        add_listing(context, by(VOLUNTEER), made, listing_id)

    with ThreadPoolExecutor(len(ids)) as pool:
        list(pool.map(fill, ids))
    assert sorted(context.store.get(COLLECTIONS, made).listing_ids) == ids


def test_all_of_it_is_in_the_audit(context: Context) -> None:
    made = filled(context, "a", "a")
    rename_collection(context, by(VOLUNTEER), made, "New")
    remove_listing(context, by(COORDINATOR), made, "a")
    remove_listing(context, by(COORDINATOR), made, "a")
    delete_collection(context, by(VOLUNTEER), made)
    told = [x.entry.happening for x in context.store.audited(subject=f"collection:{made}")]
    assert [(each.by, each.what) for each in told] == [
        ("vera", "made a collection"),
        ("vera", "added to a collection"),
        ("vera", "renamed a collection"),
        ("cora", "took out of a collection"),
        ("vera", "deleted a collection"),
    ]
