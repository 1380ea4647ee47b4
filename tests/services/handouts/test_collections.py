"""Collections: shared by staff, changed in name by whoever keeps them, and audited."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.handouts.collection import MOST, NAME_LONGEST
from assetmap.domain.listings.listing import Checked, Status
from assetmap.domain.people.people import NotAllowed
from assetmap.services.context import Desk
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
from tests.conftest import DeskMaker
from tests.factories import a_listing
from tests.services.colleagues import BROKER, COORDINATOR, HUB_TEAM, LEAVER, MANAGER, VOLUNTEER, by

OVERDUE = Checked(date(2025, 7, 25), "Thurrock CVS")


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk(
        a_listing("a"),
        a_listing("b", checked=OVERDUE),
        a_listing("c"),
        a_listing("draft", status=Status.DRAFT),
    )


def filled(desk: Desk, *ids: str) -> str:
    made = start_collection(desk, by(VOLUNTEER), "Tilbury")
    for each in ids:
        add_listing(desk, by(VOLUNTEER), made.id, each)
    return made.id


def test_collection_counts_what_is_overdue(desk: Desk) -> None:
    kept = read_collection(desk, by(COORDINATOR), filled(desk, "a", "b", "c", "a"))
    assert [each.id for each in kept.listings] == ["a", "b", "c"]
    assert (kept.overdue, kept.gone, kept.collection.by) == (1, (), VOLUNTEER.id)


def test_listings_that_went_are_told_apart_and_merged_ones_followed(desk: Desk) -> None:
    made = filled(desk, "a", "b", "c")
    with desk.store.transaction() as uow:
        uow.save_listing(replace(a_listing("a"), status=Status.ARCHIVED))
        uow.save_listing(replace(a_listing("b"), status=Status.ARCHIVED, merged_into="c"))
    kept = read_collection(desk, by(VOLUNTEER), made)
    assert ([each.id for each in kept.listings], kept.gone, kept.overdue) == (["c"], ("a",), 0)
    remove_listing(desk, by(VOLUNTEER), made, "c")
    assert read_collection(desk, by(VOLUNTEER), made).collection.listing_ids == ("a",)


def test_every_collection_stands_by_name(desk: Desk) -> None:
    for name in ("b", "A", "c"):
        start_collection(desk, by(VOLUNTEER), name)
    assert [x.collection.name for x in every_collection(desk, by(MANAGER))] == ["A", "b", "c"]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        (" \n", "Give the collection a name."),
        ("x" * (NAME_LONGEST + 1), "Make the name 80 characters or fewer. It has 81."),
        (" TILBURY ", "There is a collection of that name already. Choose another."),
    ],
)
def test_names_that_will_not_do_are_refused(desk: Desk, name: str, why: str) -> None:
    filled(desk)
    other = start_collection(desk, by(VOLUNTEER), "Grays")
    with pytest.raises(ValueError, match="name") as start:
        start_collection(desk, by(VOLUNTEER), name)
    with pytest.raises(ValueError, match="name") as rename:
        rename_collection(desk, by(VOLUNTEER), other.id, name)
    assert (str(start.value), str(rename.value)) == (why, why)


def test_rename_may_change_the_case_alone(desk: Desk) -> None:
    made = filled(desk)
    rename_collection(desk, by(VOLUNTEER), made, "TILBURY")
    assert read_collection(desk, by(VOLUNTEER), made).collection.name == "TILBURY"


def test_only_its_keeper_renames_or_deletes_it(desk: Desk) -> None:
    made = filled(desk)
    with pytest.raises(NotAllowed):
        rename_collection(desk, by(COORDINATOR), made, "Mine")
    with pytest.raises(NotAllowed):
        delete_collection(desk, by(COORDINATOR), made)
    delete_collection(desk, by(VOLUNTEER), made)
    with pytest.raises(NotFound):
        read_collection(desk, by(VOLUNTEER), made)


def test_any_who_write_notes_fill_it_and_no_others(desk: Desk) -> None:
    made = filled(desk)
    add_listing(desk, by(COORDINATOR), made, "a")
    for person in (MANAGER, BROKER, HUB_TEAM, LEAVER):
        with pytest.raises(NotAllowed):
            add_listing(desk, by(person), made, "b")
        with pytest.raises(NotAllowed):
            remove_listing(desk, by(person), made, "a")
        with pytest.raises(NotAllowed):
            start_collection(desk, by(person), "Theirs")
    for person in (BROKER, HUB_TEAM, LEAVER):
        with pytest.raises(NotAllowed):
            every_collection(desk, by(person))
        with pytest.raises(NotAllowed):
            read_collection(desk, by(person), made)
    assert read_collection(desk, by(MANAGER), made).collection.listing_ids == ("a",)


def test_what_is_not_public_or_too_much_is_refused(desk: Desk) -> None:
    made = filled(desk)
    with pytest.raises(ValueError, match="Only what is listed for everybody"):
        add_listing(desk, by(VOLUNTEER), made, "draft")
    with pytest.raises(NotFound):
        add_listing(desk, by(VOLUNTEER), made, "nothing")
    with desk.store.transaction() as uow:
        for n in range(MOST + 1):
            uow.save_listing(a_listing(f"x{n}"))
    for n in range(MOST):
        add_listing(desk, by(VOLUNTEER), made, f"x{n}")
    with pytest.raises(ValueError, match="holds 60 listings at most"):
        add_listing(desk, by(VOLUNTEER), made, f"x{MOST}")


def test_colleagues_who_fill_it_at_the_same_moment_lose_nothing(desk: Desk) -> None:
    made = filled(desk)
    ids = [f"x{n}" for n in range(8)]
    with desk.store.transaction() as uow:
        for each in ids:
            uow.save_listing(a_listing(each))
    together = threading.Barrier(len(ids))

    def fill(listing_id: str) -> None:
        together.wait()
        add_listing(desk, by(VOLUNTEER), made, listing_id)

    with ThreadPoolExecutor(len(ids)) as pool:
        list(pool.map(fill, ids))
    assert sorted(desk.store.get(COLLECTIONS, made).listing_ids) == ids


def test_all_of_it_is_in_the_audit(desk: Desk) -> None:
    made = filled(desk, "a", "a")
    rename_collection(desk, by(VOLUNTEER), made, "New")
    remove_listing(desk, by(COORDINATOR), made, "a")
    remove_listing(desk, by(COORDINATOR), made, "a")
    delete_collection(desk, by(VOLUNTEER), made)
    told = [x.entry.happening for x in desk.store.audited(subject=f"collection:{made}")]
    assert [(each.by, each.what) for each in told] == [
        ("vera", "made a collection"),
        ("vera", "added to a collection"),
        ("vera", "renamed a collection"),
        ("cora", "took out of a collection"),
        ("vera", "deleted a collection"),
    ]
