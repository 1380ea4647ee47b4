from dataclasses import replace

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Desk
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.web.framework.user_datastore import StaffDatastore, StaffRole
from tests.conftest import DeskMaker
from tests.people import a_person


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk()


def test_user_is_the_person_with_their_account(desk: Desk) -> None:
    someone = a_person(desk, Role.EDITOR, Role.VOLUNTEER)
    account = desk.store.get(ACCOUNTS, someone.id)
    user = StaffDatastore(desk).find_user(email=someone.email.upper())
    assert user is not None
    assert (user.id, user.email, user.fs_uniquifier) == (someone.id, someone.email, account.mark)
    assert user.roles == [StaffRole(Role.VOLUNTEER), StaffRole(Role.EDITOR)] or user.roles == [
        StaffRole(Role.EDITOR),
        StaffRole(Role.VOLUNTEER),
    ]
    assert user.account == account


def test_put_writes_the_account_and_never_the_person(desk: Desk) -> None:
    someone = a_person(desk, Role.VOLUNTEER)
    store = StaffDatastore(desk)
    user = store.find_user(id=someone.id)
    assert user is not None
    user.password, user.active, user.email = "hash", False, "evil@example.net"
    user.roles.append(StaffRole(Role.ADMIN))
    store.put(user)
    assert desk.store.find(PEOPLE) == [someone]
    assert desk.store.get(ACCOUNTS, someone.id).password == "hash"


def test_put_keeps_a_code_that_was_used_meanwhile(desk: Desk) -> None:
    someone = a_person(desk, Role.EDITOR)
    store = StaffDatastore(desk)
    user = store.find_user(id=someone.id)
    assert user is not None
    with desk.store.transaction() as uow:
        used = replace(desk.store.get(ACCOUNTS, someone.id), second_factor_counter=7)
        uow.save(ACCOUNTS, used)
    user.password = "hash"
    store.put(user)
    assert desk.store.get(ACCOUNTS, someone.id) == replace(used, password="hash")


@pytest.mark.parametrize(
    ("role", "has_one", "is_asked"),
    [
        *((Role.EDITOR, False, True), (Role.EDITOR, True, True)),
        *((Role.VOLUNTEER, False, False), (Role.VOLUNTEER, True, True)),
    ],
)
def test_code_is_asked_of_who_must_or_chose_to(
    desk: Desk, role: Role, has_one: bool, is_asked: bool
) -> None:
    someone = a_person(desk, role)
    user = StaffDatastore(desk).find_user(id=someone.id)
    assert user is not None
    methods = [("authenticator", "an app")] if has_one else []
    assert user.check_tf_required(methods, tf_fresh=True) == (is_asked, methods)


def test_people_are_not_deleted_by_way_of_the_library(desk: Desk) -> None:
    someone = a_person(desk, Role.VOLUNTEER)
    store = StaffDatastore(desk)
    user = store.find_user(id=someone.id)
    assert user is not None
    with pytest.raises(NotImplementedError):
        store.delete_user(user)
    assert desk.store.find(PEOPLE) == [someone]
