"""A hub's team adds what goes on at their own hub, and roles there; nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from assetmap.domain.checks.check import Method
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import RESIDENT, Person, Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.drafts import first_check, save_draft, start_draft, submit
from assetmap.services.listings.hub_drafts import OF_A_HUB, adds_for_hub_alone, hubs_of
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, VOLUNTEER, WHOLE_RECORD, a_whole_listing, by

HUGH = Person("hugh", "Hugh", roles=(Role.HUB_TEAM,), own=("hub",))
ANYWHERE = {k: v for k, v in WHOLE_RECORD.items() if k not in ("precision", "postcode")}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    here = a_whole_listing().where
    house: dict[str, Any] = {"kind": Kind.HUB, "name": "Riverside Hub"}
    return make_context(
        a_whole_listing("hub", **house, where=replace(here, venue="Riverside Hub")),
        a_whole_listing("other", kind=Kind.HUB, name="Other Hub"),
    )


def hub(context: Context) -> Listing:
    return load_for_update(context, "hub").listing


def test_kinds_are_what_goes_on_there_and_roles() -> None:
    assert OF_A_HUB == (Kind.GROUP, Kind.SERVICE, Kind.VOLUNTEERING_ROLE)


def test_only_who_has_no_other_role_is_held_to_the_hub() -> None:
    both = replace(HUGH, roles=(Role.HUB_TEAM, Role.VOLUNTEER))
    people = (HUGH, both, VOLUNTEER, EDITOR, RESIDENT, replace(HUGH, own=()))
    assert [adds_for_hub_alone(each) for each in people] == [True, *[False] * 5]


def test_what_they_begin_is_at_their_hub_unless_they_say_another_place(context: Context) -> None:
    draft = start_draft(context, by(HUGH), {"name": "Open day", "kind": "group"})
    assert draft.where == hub(context).where
    away = start_draft(context, by(HUGH), {"name": "Outing", "place": "Grays"})
    assert (away.where.place, away.where.venue) == ("Grays", "")
    assert start_draft(context, by(VOLUNTEER), {"name": "Fair"}).where.venue == ""


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in OF_A_HUB])
def test_other_kinds_are_not_theirs_to_add(context: Context, kind: Kind) -> None:
    with pytest.raises(NotPossible, match="Choose a group"):
        start_draft(context, by(HUGH), {"name": "Something", "kind": str(kind)})
    assert start_draft(context, by(VOLUNTEER), {"name": "Something", "kind": str(kind)})


@pytest.mark.parametrize("kind", OF_A_HUB)
def test_events_and_roles_of_their_hub_are_sent(context: Context, kind: Kind) -> None:
    draft = start_draft(context, by(HUGH), {**ANYWHERE, "kind": str(kind)})
    first_check(context, by(HUGH), draft.id, Method.MET)
    assert submit(context, by(HUGH), draft.id).status is Status.IN_REVIEW


def test_what_is_elsewhere_or_became_another_kind_is_not_sent(context: Context) -> None:
    draft = start_draft(context, by(HUGH), ANYWHERE)
    save_draft(context, by(HUGH), draft.id, {"venue": "Other Hub"})
    with pytest.raises(NotPossible, match="Give your hub as the venue"):
        submit(context, by(HUGH), draft.id)
    save_draft(context, by(HUGH), draft.id, {"venue": "Riverside Hub", "kind": "hub"})
    with pytest.raises(NotPossible, match="Choose a group"):
        submit(context, by(HUGH), draft.id)


def test_hub_itself_that_is_a_draft_again_is_theirs_to_send(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing("hub", kind=Kind.HUB, status=Status.DRAFT))
    assert submit(context, by(HUGH), "hub").status is Status.IN_REVIEW


def test_series_at_the_hub_of_something_elsewhere_is_theirs(context: Context) -> None:
    draft = start_draft(context, by(HUGH), ANYWHERE)
    there = {"venue": "Other Hub", "when": ("Wed 14:00-16:00 at Riverside Hub",)}
    save_draft(context, by(HUGH), draft.id, there)
    first_check(context, by(HUGH), draft.id, Method.MET)
    assert submit(context, by(HUGH), draft.id).status is Status.IN_REVIEW


def test_hubs_are_the_public_ones_of_a_hub_team(context: Context) -> None:
    assert [each.id for each in hubs_of(context, HUGH)] == ["hub"]
    assert hubs_of(context, replace(HUGH, active=False)) == []
    assert hubs_of(context, replace(VOLUNTEER, own=("hub",))) == []
    assert hubs_of(context, replace(HUGH, own=("gone",))) == []
