import pytest

from assetmap.domain.people.identity import IdentityClaims, LinkedIdentity, identity_id
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.account.identities import (
    LINKED,
    UNLINKED,
    NotInvited,
    linked_identities,
    member_of,
    unlink,
)
from assetmap.services.account.people import BadPerson, has_taken_up, invite
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import IDENTITIES, PEOPLE
from tests.conftest import ContextMaker

ADMIN = Actor(Person("p-boss", "Boss", roles=(Role.ADMIN,)), "command line")
ISSUER = "https://login.example.org"
SAM = IdentityClaims(ISSUER, "s-1", "SAM@example.org", True)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def sam(context: Context) -> Person:
    """Sam, who is invited."""
    return invite(context, ADMIN, "sam@example.org", "Sam", [Role.VOLUNTEER]).person


def done(context: Context, person: Person) -> list[str]:
    """What the audit says of somebody."""
    found = context.store.audited(subject=f"person:{person.id}")
    return [each.entry.happening.what for each in found]


def test_first_time_links_by_address_and_then_goes_by_subject(context: Context) -> None:
    someone = sam(context)
    assert not has_taken_up(context, someone)
    assert member_of(context, SAM).person == someone
    now = context.clock.now()
    linked = LinkedIdentity(identity_id(ISSUER, "s-1"), someone.id, ISSUER, "s-1", now)
    assert linked_identities(context, someone.id) == [linked]
    assert member_of(context, IdentityClaims(ISSUER, "s-1")).person == someone
    assert done(context, someone) == ["invited", LINKED]
    assert has_taken_up(context, someone)
    with pytest.raises(BadPerson, match="has an account already"):
        sam(context)


@pytest.mark.parametrize(
    "claims",
    [
        IdentityClaims(ISSUER, "s-1", "sam@example.org", None),
        IdentityClaims(ISSUER, "s-1", "sam@example.org", False),
        IdentityClaims(ISSUER, "s-1", "kim@example.org", True),
        IdentityClaims(ISSUER, "s-1", "", True),
        IdentityClaims(ISSUER, "s-1", "ſam@example.org", True),  # a long s, which folds to ours
    ],
)
def test_nobody_else_gets_an_account(context: Context, claims: IdentityClaims) -> None:
    someone = sam(context)
    with pytest.raises(NotInvited) as found:
        member_of(context, claims)
    assert found.value.person_id == ""
    assert context.store.find(IDENTITIES) == []
    assert context.store.find(PEOPLE) == [someone]


def test_another_provider_is_linked_beside_the_first(context: Context) -> None:
    someone = sam(context)
    member_of(context, SAM)
    member_of(context, IdentityClaims("https://new.example.org", "x", "sam@example.org", True))
    assert len(linked_identities(context, someone.id)) == 2


def test_unlink_lets_another_account_in(context: Context) -> None:
    someone = sam(context)
    member_of(context, SAM)
    other = IdentityClaims(ISSUER, "s-2", "sam@example.org", True)
    with pytest.raises(NotInvited) as found:
        member_of(context, other)
    assert found.value.person_id == someone.id
    assert unlink(context, ADMIN, someone.id) == someone
    assert member_of(context, other).person == someone
    assert done(context, someone) == ["invited", LINKED, UNLINKED, LINKED]


def test_unlink_refuses(context: Context) -> None:
    someone = sam(context)
    with pytest.raises(BadPerson, match="Sam has no council account here"):
        unlink(context, ADMIN, someone.id)
    with pytest.raises(NotFound):
        unlink(context, ADMIN, "p-nobody")
    with pytest.raises(NotAllowed):
        unlink(context, Actor(someone), someone.id)
