"""A factor that was lost, and what is kept of an account while it is changed."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import COMMAND_LINE, Account, NotAllowed, Person, Role
from assetmap.services.account import remembered_browsers, sign_ins
from assetmap.services.account.people import BadPerson
from assetmap.services.account.second_factor import (
    has_second_factor,
    keep_credentials,
    reset_second_factor,
    use_recovery_code,
    written_down,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import ACCOUNTS, EMAILS, SIGN_INS
from tests.conftest import ContextMaker
from tests.people import a_person

ADMIN = Actor(Person("p-boss", "Boss", roles=(Role.ADMIN,)), "screen")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def account(context: Context, person: Person) -> Account:
    return context.store.get(ACCOUNTS, person.id)


def kept(context: Context, person: Person, **changes: object) -> Account:
    """Keep an account with something changed."""
    with context.unit_of_work() as uow:
        changed = replace(account(context, person), **changes)  # type: ignore[arg-type]
        uow.save(ACCOUNTS, changed)
    return changed


def test_reset_leaves_the_password_and_nothing_else(context: Context) -> None:
    someone = a_person(context, Role.EDITOR)
    sign_ins.start(context, someone.id, "Firefox")
    token = remembered_browsers.remember(context, someone.id, "Firefox")
    before = kept(
        context,
        someone,
        recovery_codes=("one",),
        must_keep_codes=True,
        second_factor_counter=7,
        email_code="x",
        email_code_until=context.clock.now(),
    )
    assert reset_second_factor(context, ADMIN, someone.id) == someone
    after = account(context, someone)
    assert after == Account(
        someone.id, after.mark, before.password, "", "", 7, first_sign_in=date(2026, 3, 16)
    )
    assert after.mark != before.mark
    assert [bool(each.ended) for each in context.store.find(SIGN_INS)] == [True]
    assert not remembered_browsers.is_remembered(context, someone.id, (token,))
    (letter,) = context.store.find(EMAILS)
    assert (letter.to, "Boss has reset the codes" in letter.text) == (someone.email, True)
    *_, event = context.store.audited()
    assert (event.entry.happening.by, event.values) == ("p-boss", ())
    assert not has_second_factor(context, someone.id)


def test_reset_is_refused(context: Context) -> None:
    someone, bare = a_person(context, Role.EDITOR), a_person(context, Role.VOLUNTEER)
    boss = a_person(context, Role.ADMIN)
    before = [*context.store.find(ACCOUNTS)]
    with pytest.raises(NotAllowed):
        reset_second_factor(context, Actor(someone), bare.id)
    with pytest.raises(BadPerson, match="has no second step"):
        reset_second_factor(context, ADMIN, bare.id)
    with pytest.raises(BadPerson, match="You cannot reset your own"):
        reset_second_factor(context, Actor(boss), boss.id)
    with pytest.raises(NotFound):
        reset_second_factor(context, ADMIN, "p-nobody")
    assert context.store.find(ACCOUNTS) == before
    assert context.store.find(EMAILS) == []
    # Whoever runs the server resets that of the last admin.
    reset_second_factor(context, Actor(COMMAND_LINE, "command line"), boss.id)
    assert not has_second_factor(context, boss.id)


def test_only_what_was_changed_is_kept(context: Context) -> None:
    someone = a_person(context, Role.EDITOR)
    read = account(context, someone)
    meanwhile = kept(context, someone, second_factor_counter=9, first_sign_in=date(2026, 3, 1))
    after = keep_credentials(context, read, replace(read, password="NEW", mark="m2"))
    assert after == account(context, someone)
    assert after == replace(meanwhile, password="NEW", mark="m2")


def test_recovery_codes_come_and_go_with_the_factor(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER)
    bare = account(context, someone)
    first = keep_credentials(
        context, bare, replace(bare, second_factor="email", second_factor_secret="s")
    )
    assert first.must_keep_codes
    assert not written_down(context, someone.id)  # there are none yet
    made = keep_credentials(context, first, replace(first, recovery_codes=("a", "b")))
    assert made.must_keep_codes
    assert written_down(context, someone.id)
    safe = account(context, someone)
    assert not safe.must_keep_codes
    other = keep_credentials(
        context, safe, replace(safe, second_factor="authenticator", second_factor_secret="t")
    )
    assert (other.recovery_codes, other.must_keep_codes) == (("a", "b"), False)
    none = keep_credentials(
        context, other, replace(other, second_factor="", second_factor_secret="")
    )
    assert (none.recovery_codes, none.must_keep_codes) == ((), False)
    said = [each.entry.happening for each in context.store.audited(by=someone.id)]
    assert [(each.what, each.why) for each in said] == [
        ("set up second factor", "email"),
        ("made recovery codes", "email"),
        ("changed second factor", "authenticator"),
        ("removed second factor", ""),
    ]


def test_recovery_code_is_taken_out_once(context: Context) -> None:
    someone = a_person(context, Role.EDITOR)
    kept(context, someone, recovery_codes=("a", "b"))
    assert use_recovery_code(context, someone.id, "a")
    assert not use_recovery_code(context, someone.id, "a")
    assert not use_recovery_code(context, someone.id, "")
    assert account(context, someone).recovery_codes == ("b",)
