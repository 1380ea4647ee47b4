"""Roles, patch and hub of somebody: given and taken, noted, and what that lets them do."""

from datetime import date

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.listing import Checked, Kind, Status
from assetmap.domain.people.people import COMMAND_LINE, Action, NotAllowed, Person, Role
from assetmap.services.account import membership, sign_ins
from assetmap.services.account.people import BadPerson, invite
from assetmap.services.checks.checks import record_check, reveal_contact
from assetmap.services.checks.work_queue import due_listings
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.archiving import archive, merge
from assetmap.services.listings.drafts import start_draft
from assetmap.services.listings.edits import change_live
from assetmap.services.listings.proposals import propose, propose_archive
from assetmap.storage.tables import PEOPLE
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import SECRET, a_whole_listing

BY = Actor(COMMAND_LINE, "command line")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("hub", name="Riverside Hub", kind=Kind.HUB),
        a_whole_listing("elsewhere", name="Elsewhere Hub", kind=Kind.HUB),
    )


def last_said(context: Context, person: Person) -> tuple[str, dict[str, tuple[str, str]]]:
    newest = list(context.store.audited(subject=f"person:{person.id}"))[-1]
    return newest.entry.happening.what, {x.field: (x.before, x.after) for x in newest.values}


def test_a_hub_is_given_and_taken(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM)
    given = membership.change_hub(context, BY, hugh.email, add=["hub"])
    assert (given.own, context.store.get(PEOPLE, hugh.id).own) == (("hub",), ("hub",))
    assert last_said(context, hugh) == ("changed the hub", {"hub": ("", "hub")})
    taken = membership.change_hub(context, BY, hugh.email, ["elsewhere"], ["hub"])
    assert taken.own == ("elsewhere",)


def test_a_hub_is_a_listing_that_there_is(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM)
    with pytest.raises(BadPerson, match="there is no listing 'nowhere'") as refusal:
        membership.change_hub(context, BY, hugh.email, add=["nowhere"])
    assert refusal.value.parameter == "hub"
    with pytest.raises(BadPerson, match="there is no listing"):
        invite(context, BY, "x@example.org", "X", [Role.HUB_TEAM], own=["nowhere"])


def test_a_hub_team_does_what_the_table_says_for_its_hub_and_for_no_other(
    context: Context,
) -> None:
    """As docs/roles.md has it: confirm, propose, change live, create, ask to archive, see."""
    hugh = a_person(context, Role.HUB_TEAM)
    with pytest.raises(NotAllowed):
        start_draft(context, Actor(hugh), {"name": "Open day"})
    me = Actor(membership.change_hub(context, BY, hugh.email, add=["hub"]))
    record_check(context, me, "hub", Method.MET, Outcome.ALL_CORRECT)
    assert change_live(context, me, "hub", {"notice": "Shut on Friday"}).notice == "Shut on Friday"
    propose(context, me, "hub", {"when": ("Mon 9:00-12:00",)})
    propose_archive(context, me, "hub", "closed")
    assert reveal_contact(context, me, "hub") == SECRET
    assert start_draft(context, me, {"name": "Open day"}).status is Status.DRAFT
    for refused in (
        lambda: record_check(context, me, "elsewhere", Method.MET, Outcome.ALL_CORRECT),
        lambda: change_live(context, me, "elsewhere", {"notice": "Shut"}),
        lambda: propose(context, me, "elsewhere", {"cost": "£9"}),
        lambda: propose_archive(context, me, "elsewhere", "closed"),
        lambda: reveal_contact(context, me, "elsewhere"),
        lambda: archive(context, me, "hub", "closed"),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_hub_that_is_merged_stays_with_its_team(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM, own=("hub",))
    merge(context, Actor(a_person(context, Role.EDITOR)), "hub", "elsewhere")
    assert context.store.get(PEOPLE, hugh.id).own == ("elsewhere",)


def test_a_patch_is_changed_later(make_context: ContextMaker) -> None:
    late = Checked(date(2025, 3, 3), "Thurrock CVS", "visited")
    context = make_context(a_whole_listing(checked=late))
    vera = a_person(context, Role.VOLUNTEER, patch=("Grays",))
    assert due_listings(context, vera) == []
    changed = membership.change_patch(context, BY, vera.email, ["TILBURY"], ["grays"])
    assert changed.patch == ("Tilbury",)
    assert [each.listing.id for each in due_listings(context, changed)] == ["knit-club"]
    assert last_said(context, vera) == ("changed the patch", {"patch": ("Grays", "Tilbury")})
    with pytest.raises(BadPerson, match="'Atlantis' is not a place of the borough"):
        membership.change_patch(context, BY, vera.email, ["Atlantis"])


def test_a_place_that_the_borough_lost_can_be_taken(context: Context) -> None:
    vera = a_person(context, Role.VOLUNTEER, patch=("Old Town", "Grays"))
    assert membership.change_patch(context, BY, vera.email, (), ["Old Town"]).patch == ("Grays",)


def test_who_may_do_less_is_signed_out(context: Context) -> None:
    vera = a_person(context, Role.VOLUNTEER, Role.MANAGER)
    first = sign_ins.start(context, vera.id, "Chrome on Windows")
    more = membership.change_roles(context, BY, vera.email, add=[Role.COORDINATOR])
    assert sign_ins.goes_on(context, more, first.id)
    less = membership.change_roles(context, BY, vera.email, remove=[Role.MANAGER])
    assert not sign_ins.goes_on(context, less, first.id)


def test_sign_ins_are_ended_by_an_admin(context: Context) -> None:
    vera = a_person(context, Role.VOLUNTEER)
    sign_ins.start(context, vera.id, "Chrome on Windows")
    assert sign_ins.last_seen(context, vera.id) == context.clock.now()
    assert membership.end_sign_ins(context, BY, vera.email) == 1
    assert membership.end_sign_ins(context, BY, vera.email) == 0
    assert last_said(context, vera) == ("ended all sign-ins", {})
    assert sign_ins.last_seen(context, "p-nobody") is None


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MANAGER, Role.VOLUNTEER])
def test_only_admins_change_people(context: Context, role: Role) -> None:
    someone, by = a_person(context, Role.HUB_TEAM), Actor(a_person(context, role, id="p-by"))
    for refused in (
        lambda: membership.change_hub(context, by, someone.email, ["hub"]),
        lambda: membership.change_patch(context, by, someone.email, ["Grays"]),
        lambda: membership.end_sign_ins(context, by, someone.email),
    ):
        with pytest.raises(NotAllowed) as refusal:
            refused()
        assert refusal.value.action is Action.MANAGE_PEOPLE
