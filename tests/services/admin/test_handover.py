"""Disabling somebody, and handing what was theirs to a colleague in one step."""

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import COMMAND_LINE, NotAllowed, Person, Role
from assetmap.domain.privacy.audit import first_break
from assetmap.services.account import membership, people
from assetmap.services.account.people import BadPerson, person_of
from assetmap.services.admin.handover import belongings_of, disable, possible_successors
from assetmap.services.context import Context
from assetmap.services.handouts.collections import start_collection
from assetmap.services.listing_repository import Actor, revisions_of
from assetmap.services.listings.drafts import save_draft, start_draft, submit
from assetmap.services.listings.proposals import propose, waiting
from assetmap.services.listings.stewards import looked_after_by, steward_words
from assetmap.services.listings.transitions import authors
from assetmap.services.privacy.audit import prove
from assetmap.storage.tables import COLLECTIONS, PEOPLE
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import a_draft_in_review, a_whole_listing

BY = Actor(COMMAND_LINE, "command line")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Vera looks after two listings, began one draft, sent another, and keeps a collection."""
    context = make_context(
        a_whole_listing("one", steward="p-volunteer"),
        a_whole_listing("two", steward="p-volunteer", status=Status.PAUSED),
        a_whole_listing("other", steward="Hub volunteers"),
    )
    vera = a_person(context, Role.VOLUNTEER, name="Vera", patch=("Tilbury",))
    a_person(context, Role.COORDINATOR, name="Cora", patch=("Grays",))
    a_person(context, Role.MANAGER, name="Mani")
    start_draft(context, Actor(vera), {"name": "Walkers"})
    a_draft_in_review(context, vera, name="Sent Club")
    start_collection(context, Actor(vera), "Warm rooms")
    propose(context, Actor(vera), "one", {"cost": "£7"})
    return context


def vera_of(context: Context) -> Person:
    return context.store.get(PEOPLE, "p-volunteer")


def test_everything_goes_to_a_colleague_in_one_step(context: Context) -> None:
    theirs = disable(context, BY, "p-volunteer@example.org", "p-coordinator@example.org")
    assert theirs.words == "2 listings, 1 draft, 1 collection, the calls of Tilbury"
    cora = context.store.get(PEOPLE, "p-coordinator")
    assert [each.id for each in looked_after_by(context, cora.id)] == ["one", "two"]
    assert context.store.get_listing("two").listing.status is Status.PAUSED
    (draft,) = theirs.drafts
    assert cora.id in authors(context, draft.id)
    assert [each.by for each in context.store.find(COLLECTIONS)] == [cora.id]
    assert cora.patch == ("Grays", "Tilbury")
    assert (vera_of(context).active, vera_of(context).patch) == (False, ())
    assert belongings_of(context, vera_of(context)).listings == ()
    # What they did stays theirs.
    assert {each.by for each in waiting(context)} == {"p-volunteer"}
    assert save_draft(context, Actor(cora), draft.id, {"cost": "£1"}).name == "Walkers"


def test_what_was_sent_for_review_stays_with_its_author(context: Context) -> None:
    theirs = disable(context, BY, "p-volunteer@example.org", "p-coordinator@example.org")
    assert [each.name for each in theirs.drafts] == ["Walkers"]


def test_audit_says_it_once_with_counts_and_ids(context: Context) -> None:
    theirs = disable(context, BY, "p-volunteer@example.org", "p-coordinator@example.org")
    said = [
        (each.entry.happening.what, {x.field: (x.before, x.after) for x in each.values})
        for each in context.store.audited(subject="person:p-volunteer")
    ]
    assert said[-1] == (
        "disabled",
        {
            "patch": ("Tilbury", ""),
            "handed_to": ("", "p-coordinator"),
            "listings": ("", "2: one, two"),
            "drafts": ("", f"1: {theirs.drafts[0].id}"),
            "collections": ("", f"1: {theirs.collections[0].id}"),
        },
    )
    assert first_break(each.entry for each in context.store.audited()) is None
    assert prove(context).broken is None
    assert [each.what for each in revisions_of(context, "one")][-1] == "handed over"
    assert "Vera" not in str([each.entry for each in context.store.audited()])


def test_without_a_colleague_nobody_has_it_for_now(context: Context) -> None:
    theirs = disable(context, BY, "p-volunteer@example.org")
    assert not theirs.is_empty
    listing = context.store.get_listing("one").listing
    assert steward_words(context, listing.steward) == "Nobody for now"
    assert len(revisions_of(context, "one")) == 0
    # And later to somebody, though they are disabled already.
    disable(context, BY, "p-volunteer@example.org", "p-coordinator@example.org")
    listing = context.store.get_listing("one").listing
    assert steward_words(context, listing.steward) == "Cora"


def test_somebody_who_comes_back_has_what_nobody_took(context: Context) -> None:
    disable(context, BY, "p-volunteer@example.org")
    membership.enable(context, BY, "p-volunteer@example.org")
    assert vera_of(context).patch == ("Tilbury",)
    assert steward_words(context, "p-volunteer") == "Vera"


@pytest.mark.parametrize(
    ("successor", "message"),
    [
        ("p-volunteer@example.org", "choose somebody else to hand it over to"),
        ("p-manager@example.org", "Mani may not look after all of it: choose somebody else"),
        ("nobody@example.org", "nobody here has the address nobody@example.org"),
    ],
)
def test_who_may_not_take_it_is_refused_and_nothing_is_kept(
    context: Context, successor: str, message: str
) -> None:
    before = context.store.version()
    with pytest.raises(BadPerson, match=message) as refusal:
        disable(context, BY, "p-volunteer@example.org", successor)
    assert refusal.value.parameter == "to"
    assert context.store.version() == before
    assert vera_of(context).active


def test_successors_are_those_who_may_do_it_all(context: Context) -> None:
    a_person(context, Role.HUB_TEAM, name="Hugh", own=("one",))
    a_person(context, Role.EDITOR, name="Edie")
    a_person(context, Role.EDITOR, id="p-gone", name="Gone", active=False)
    assert [each.name for each in possible_successors(context, vera_of(context))] == [
        "Cora",
        "Edie",
    ]


def test_a_hub_goes_to_a_colleague_of_the_hub_team(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM, name="Hugh", own=("one",))
    a_person(context, Role.HUB_TEAM, id="p-ida", name="Ida", own=("two",))
    disable(context, BY, hugh.email, "p-ida@example.org")
    assert context.store.get(PEOPLE, "p-ida").own == ("two", "one")
    assert context.store.get(PEOPLE, hugh.id).own == ()


def test_only_admins_disable(context: Context) -> None:
    editor = a_person(context, Role.EDITOR)
    with pytest.raises(NotAllowed):
        disable(context, Actor(editor), "p-volunteer@example.org", "p-coordinator@example.org")


def test_the_last_admin_stays(context: Context) -> None:
    admin = a_person(context, Role.ADMIN, name="Ada")
    by = Actor(admin)
    for refused in (
        lambda: disable(context, by, admin.email),
        lambda: membership.change_roles(context, by, admin.email, [Role.EDITOR], [Role.ADMIN]),
    ):
        with pytest.raises(BadPerson, match="Ada is the only admin"):
            refused()
    invited = people.invite(context, by, "new@example.org", "New", [Role.ADMIN])
    with pytest.raises(BadPerson, match="Ada is the only admin"):  # who cannot sign in yet
        disable(context, by, admin.email)
    assert person_of(context, admin.email) == admin
    assert invited.person.roles == (Role.ADMIN,)
    a_person(context, Role.ADMIN, id="p-second")
    disable(context, by, admin.email)
    assert not person_of(context, admin.email).active


def test_a_draft_that_was_handed_over_can_be_sent(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM, own=("one",))
    ida = a_person(context, Role.HUB_TEAM, id="p-ida", own=("two",))
    draft = start_draft(context, Actor(hugh), {"name": "Open day"})
    with pytest.raises(NotAllowed):
        submit(context, Actor(ida), draft.id)
    disable(context, BY, hugh.email, ida.email)
    assert save_draft(context, Actor(ida), draft.id, {"cost": "Free"}).id == draft.id
