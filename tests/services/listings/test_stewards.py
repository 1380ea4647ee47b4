"""Who checks a listing: a person on record, and what stood there before."""

import pytest

from assetmap.domain.listings.proposal import FieldChange
from assetmap.domain.people.people import COMMAND_LINE, Person, Role
from assetmap.services.admin.handover import disable
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.edits import Unreadable
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.listings.stewards import (
    has_steward,
    looked_after_by,
    steward_choices,
    steward_words,
    with_name,
)
from assetmap.services.privacy.erasure import erase
from assetmap.services.privacy.personal_export import export_person
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import a_whole_listing

BY = Actor(COMMAND_LINE, "command line")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("one", steward="p-volunteer"),
        a_whole_listing("two", steward="Hub volunteers"),
        a_whole_listing("three", steward=""),
    )


@pytest.fixture
def vera(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER, name="Vera Quill")


@pytest.mark.parametrize(
    ("steward", "words"),
    [
        ("p-volunteer", "Vera Quill"),
        ("Hub volunteers", "Earlier words: Hub volunteers"),
        ("", "Nobody for now"),
        ("p-unknown", "Nobody for now"),
    ],
)
def test_a_steward_in_words(context: Context, vera: Person, steward: str, words: str) -> None:
    assert vera.id == "p-volunteer"
    assert steward_words(context, steward) == words
    assert has_steward(context, steward) == (words != "Nobody for now")


def test_choices_are_those_who_may_check(context: Context, vera: Person) -> None:
    a_person(context, Role.MANAGER, name="Mani")
    a_person(context, Role.EDITOR, name="Away", active=False)
    a_person(context, Role.HUB_TEAM, name="Hugh", own=("one",))
    a_person(context, Role.ADMIN, id="p-a1", name="Sam", email="a1@example.org")
    a_person(context, Role.ADMIN, id="p-a2", name="Sam", email="a2@example.org")
    assert steward_choices(context, "Hub volunteers") == (
        ("", "Nobody for now"),
        ("Hub volunteers", "Earlier words: Hub volunteers"),
        ("p-hub-team", "Hugh"),
        ("p-a1", "Sam (a1@example.org)"),
        ("p-a2", "Sam (a2@example.org)"),
        (vera.id, "Vera Quill"),
    )
    assert ("p-volunteer", "Vera Quill") in steward_choices(context, vera.id)
    assert len(steward_choices(context, vera.id)) == 5


def test_a_change_of_steward_is_read_by_name(context: Context, vera: Person) -> None:
    change = FieldChange("steward", "Hub volunteers", vera.id)
    assert with_name(context, change) == FieldChange("steward", "Hub volunteers", "Vera Quill")
    other = FieldChange("cost", "p-volunteer", "£2")
    assert with_name(context, other) == other


def test_only_somebody_here_is_given_a_listing(context: Context, vera: Person) -> None:
    manager = a_person(context, Role.MANAGER)
    for steward in ("p-unknown", manager.id):
        with pytest.raises(Unreadable) as refusal:
            propose(context, Actor(vera), "two", {"steward": steward})
        assert [gap.field for gap in refusal.value.gaps] == ["steward"]
    asked = propose(context, Actor(vera), "two", {"steward": vera.id})
    approve(context, Actor(a_person(context, Role.EDITOR)), asked.id)
    assert [each.id for each in looked_after_by(context, vera.id)] == ["one", "two"]


def test_whoever_has_left_may_stay_on_record_until_another_is_chosen(
    context: Context, vera: Person
) -> None:
    disable(context, BY, vera.email)
    editor = Actor(a_person(context, Role.EDITOR))
    asked = propose(context, editor, "one", {"steward": vera.id, "cost": "£9"})
    assert [change.field for change in asked.changes] == ["cost"]
    assert ("p-volunteer", "Nobody for now") in steward_choices(context, vera.id)


def test_what_somebody_looks_after_is_theirs_to_know(context: Context, vera: Person) -> None:
    (staff,) = export_person(context, BY, vera.email)["staff"]
    assert staff["looks_after"] == ["one"]


def test_an_erased_person_is_named_by_no_listing(context: Context, vera: Person) -> None:
    erase(context, BY, vera.email)
    assert steward_words(context, "p-volunteer") == "Nobody for now"
    assert steward_choices(context, "p-volunteer")[:2] == (
        ("", "Nobody for now"),
        ("p-volunteer", "Nobody for now"),
    )
    change = FieldChange("steward", "", "p-volunteer")
    assert with_name(context, change).after == "Somebody who has left"
