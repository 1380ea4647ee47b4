from concurrent.futures import ThreadPoolExecutor

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.account import accounts, sign_ins
from assetmap.services.account.accounts import Member
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS
from tests.conftest import ContextMaker
from tests.people import a_person


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_member_is_found_by_id_mark_and_address(context: Context) -> None:
    someone, _ = a_person(context, Role.EDITOR), a_person(context, Role.VOLUNTEER)
    found = Member(someone, context.store.get(ACCOUNTS, someone.id))
    assert accounts.member(context, someone.id) == found
    assert accounts.member_by_session_key(context, found.account.mark) == found
    assert accounts.member_by_email(context, f" {someone.email.upper()} ") == found


def test_nobody_is_found_by_nothing(context: Context) -> None:
    a_person(context, Role.EDITOR)
    a_person(context, Role.VOLUNTEER, active=False)
    assert accounts.member_by_session_key(context, "") is None
    assert accounts.member_by_email(context, " ") is None
    assert accounts.member(context, "p-volunteer") is None


def test_code_is_used_once_whoever_comes_first(context: Context) -> None:
    someone = a_person(context, Role.EDITOR)
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: accounts.use_code(context, someone.id, 7), range(8)))
    assert sorted(answers) == [False] * 7 + [True]
    assert not accounts.use_code(context, someone.id, 6)
    assert accounts.use_code(context, someone.id, 8)


def test_new_password_ends_sign_ins_but_one(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    ids = [sign_ins.start(context, someone.id, "").id for _ in range(3)]
    accounts.new_password_set(context, someone.id, ids[1])
    assert [each.id for each in sign_ins.current_sign_in(context, someone)] == [ids[1]]
    accounts.new_password_set(context, someone.id)
    assert sign_ins.current_sign_in(context, someone) == ()
