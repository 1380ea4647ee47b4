from dataclasses import replace

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.web.framework.user_datastore import StaffDatastore, StaffRole
from tests.conftest import ContextMaker
from tests.people import a_person


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_user_is_the_person_with_their_account(context: Context) -> None:
    someone = a_person(context, Role.EDITOR, Role.VOLUNTEER)
    account = context.store.get(ACCOUNTS, someone.id)
    user = StaffDatastore(context).find_user(email=someone.email.upper())
    assert user is not None
    assert (user.id, user.email, user.fs_uniquifier) == (someone.id, someone.email, account.mark)
    assert user.roles == [StaffRole(Role.VOLUNTEER), StaffRole(Role.EDITOR)] or user.roles == [
        StaffRole(Role.EDITOR),
        StaffRole(Role.VOLUNTEER),
    ]
    assert user.account == account


def test_put_writes_the_account_and_never_the_person(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    store = StaffDatastore(context)
    user = store.find_user(id=someone.id)
    assert user is not None
    user.password, user.active, user.email = "hash", False, "evil@example.net"
    user.roles.append(StaffRole(Role.ADMIN))
    store.put(user)
    assert context.store.find(PEOPLE) == [someone]
    assert context.store.get(ACCOUNTS, someone.id).password == "hash"


def test_put_keeps_a_code_that_was_used_meanwhile(context: Context) -> None:
    someone = a_person(context, Role.EDITOR)
    store = StaffDatastore(context)
    user = store.find_user(id=someone.id)
    assert user is not None
    with context.store.transaction() as uow:
        used = replace(context.store.get(ACCOUNTS, someone.id), second_factor_counter=7)
        uow.save(ACCOUNTS, used)
    user.password = "hash"
    store.put(user)
    assert context.store.get(ACCOUNTS, someone.id) == replace(used, password="hash")


@pytest.mark.parametrize(
    ("role", "has_one", "is_asked"),
    [
        *((Role.EDITOR, False, True), (Role.EDITOR, True, True)),
        *((Role.VOLUNTEER, False, False), (Role.VOLUNTEER, True, True)),
    ],
)
def test_code_is_asked_of_who_must_or_chose_to(
    context: Context, role: Role, has_one: bool, is_asked: bool
) -> None:
    someone = a_person(context, role)
    user = StaffDatastore(context).find_user(id=someone.id)
    assert user is not None
    methods = [("authenticator", "an app")] if has_one else []
    assert user.check_tf_required(methods, tf_fresh=True) == (is_asked, methods)


def test_people_are_not_deleted_by_way_of_the_library(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    store = StaffDatastore(context)
    user = store.find_user(id=someone.id)
    assert user is not None
    with pytest.raises(NotImplementedError):
        store.delete_user(user)
    assert context.store.find(PEOPLE) == [someone]
