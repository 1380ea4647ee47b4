from concurrent.futures import ThreadPoolExecutor

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.account import accounts, sign_ins
from assetmap.services.account.accounts import Member
from assetmap.services.context import Desk
from assetmap.storage.tables import ACCOUNTS
from tests.conftest import DeskMaker
from tests.people import a_person


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk()


def test_member_is_found_by_id_mark_and_address(desk: Desk) -> None:
    someone, _ = a_person(desk, Role.EDITOR), a_person(desk, Role.VOLUNTEER)
    found = Member(someone, desk.store.get(ACCOUNTS, someone.id))
    assert accounts.member(desk, someone.id) == found
    assert accounts.member_by_mark(desk, found.account.mark) == found
    assert accounts.member_by_email(desk, f" {someone.email.upper()} ") == found


def test_nobody_is_found_by_nothing(desk: Desk) -> None:
    a_person(desk, Role.EDITOR)
    a_person(desk, Role.VOLUNTEER, active=False)
    assert accounts.member_by_mark(desk, "") is None
    assert accounts.member_by_email(desk, " ") is None
    assert accounts.member(desk, "p-volunteer") is None


def test_code_is_used_once_whoever_comes_first(desk: Desk) -> None:
    someone = a_person(desk, Role.EDITOR)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: accounts.use_code(desk, someone.id, 7), range(8)))
    assert sorted(answers) == [False] * 7 + [True]
    assert not accounts.use_code(desk, someone.id, 6)
    assert accounts.use_code(desk, someone.id, 8)


def test_new_password_ends_sign_ins_but_one(desk: Desk) -> None:
    someone = a_person(desk, Role.VOLUNTEER)
    ids = [sign_ins.start(desk, someone.id, "").id for _ in range(3)]
    accounts.new_password_set(desk, someone.id, ids[1])
    assert [each.id for each in sign_ins.current(desk, someone)] == [ids[1]]
    accounts.new_password_set(desk, someone.id)
    assert sign_ins.current(desk, someone) == ()
