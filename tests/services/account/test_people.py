import pytest

from assetmap.domain.people.people import COMMAND_LINE, Action, NotAllowed, Person, Role, may
from assetmap.domain.privacy.audit import first_break
from assetmap.services.account import membership, people, sign_ins
from assetmap.services.account.accounts import member, member_by_email
from assetmap.services.account.people import BadPerson
from assetmap.services.admin.handover import disable
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from tests.conftest import ContextMaker
from tests.people import a_password, a_person

BY = Actor(COMMAND_LINE, "command line")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def audited(context: Context, person: Person) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    """Who did what to somebody, and the values before and after."""
    return [
        (
            each.entry.happening.by,
            each.entry.happening.what,
            {value.field: (value.before, value.after) for value in each.values},
        )
        for each in context.store.audited(subject=f"person:{person.id}")
    ]


def test_invite_keeps_a_person_without_password(context: Context) -> None:
    made = people.invite(context, BY, " Jo@Example.org ", "Jo  Bloggs", [Role.EDITOR], ["TILBURY"])
    assert made.person == Person(
        made.person.id, "Jo Bloggs", "Jo@Example.org", (Role.EDITOR,), ("Tilbury",)
    )
    assert context.store.find(PEOPLE) == [made.person]
    assert not people.has_password(context, made.person)
    assert audited(context, made.person) == [
        (
            "command-line",
            "invited",
            {
                "name": ("", "Jo Bloggs"),
                "email": ("", "Jo@Example.org"),
                "roles": ("", "editor"),
                "patch": ("", "Tilbury"),
            },
        )
    ]


def test_invite_again_makes_the_older_link_worthless(context: Context) -> None:
    old = people.invite(context, BY, "jo@example.org", "Jo", [Role.EDITOR])
    new = people.invite(context, BY, "JO@example.org", "Jo", [Role.VOLUNTEER])
    assert people.invited(context, old.link.rpartition("/")[2]) is None
    found = people.invited(context, new.link.rpartition("/")[2])
    assert found is not None
    assert found.person == new.person
    assert len(people.everyone(context)) == 1


def test_invite_refuses_an_address_that_is_taken(context: Context) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    with pytest.raises(BadPerson, match="has an account already"):
        people.invite(context, BY, someone.email.upper(), "Jo", [Role.EDITOR])
    assert people.everyone(context) == [someone]


@pytest.mark.parametrize("token", ["", "x", "a.b.c"])
def test_invited_knows_no_made_up_token(context: Context, token: str) -> None:
    a_person(context)
    assert people.invited(context, token) is None


def test_only_admins_manage_people(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    for role in Role:
        by = Actor(Person("p-by", roles=(role,)))
        if may(by.person, Action.MANAGE_PEOPLE):
            continue
        with pytest.raises(NotAllowed):
            people.invite(context, by, "x@example.org", "X", [Role.EDITOR])
        with pytest.raises(NotAllowed):
            membership.change_roles(context, by, someone.email, add=[Role.ADMIN])
        for change in (disable, membership.enable):
            with pytest.raises(NotAllowed):
                change(context, by, someone.email)
    assert people.everyone(context) == [someone]


@pytest.mark.parametrize("role", [Role.RESIDENT, Role.ORGANISER, Role.PROGRAM])
def test_nobody_is_given_a_role_without_account(context: Context, role: Role) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    with pytest.raises(BadPerson):
        membership.change_roles(context, BY, someone.email, add=[role])
    with pytest.raises(BadPerson):
        people.invite(context, BY, "x@example.org", "X", [role])


def test_disable_ends_every_sign_in_and_hides_the_account(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    started = sign_ins.start(context, someone.id, "Chrome on Windows")
    assert sign_ins.goes_on(context, someone, started.id)
    disable(context, BY, someone.email)
    off = people.person_of(context, someone.email)
    assert not sign_ins.goes_on(context, someone, started.id)
    assert member(context, someone.id) is None
    assert member_by_email(context, someone.email) is None
    assert not any(may(off, action) for action in Action)
    membership.enable(context, BY, someone.email)
    assert not sign_ins.goes_on(context, someone, started.id)
    assert [what for _, what, _ in audited(context, someone)] == [
        "signed in",
        "disabled",
        "enabled",
    ]


def test_change_that_changes_nothing_is_not_noted(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    membership.change_roles(context, BY, someone.email, add=[Role.VOLUNTEER])
    membership.enable(context, BY, someone.email)
    assert audited(context, someone) == []


def test_audit_of_people_is_a_whole_chain_and_its_values_are_salted(context: Context) -> None:
    made = people.invite(context, BY, "jo@example.org", "Jo", [Role.EDITOR]).person
    membership.change_roles(context, BY, made.email, [Role.ADMIN])
    entries = list(context.store.audited())
    assert first_break(each.entry for each in entries) is None
    salts = [value.salt for each in entries for value in each.values]
    assert len(salts) == len(set(salts)) == 4
    assert all(len(salt) == 32 for salt in salts)
    assert made.email not in str([each.entry for each in entries])


def test_account_of_nobody_is_none(context: Context) -> None:
    assert member(context, "p-nobody") is None
    assert member_by_email(context, "") is None
    with context.store.transaction() as uow:
        uow.delete(ACCOUNTS, id="p-nobody")
