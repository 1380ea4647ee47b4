"""Accounts: whose they are, and keeping them. What is in them is the sign-in library's matter."""

from dataclasses import dataclass, replace
from secrets import token_hex

from assetmap.domain.people.people import Account, Person
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.account.sign_ins import end_all
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Member:
    """A member of staff with their account."""

    person: Person
    account: Account


def new_session_key() -> str:
    """A mark that no account has had."""
    return token_hex(16)


def member(context: Context, person_id: str) -> Member | None:
    """The member of staff with this id, or None when there is none who may sign in."""
    try:
        person = context.store.get(PEOPLE, person_id)
        account = context.store.get(ACCOUNTS, person_id)
    except NotFound:
        return None
    return Member(person, account) if person.active and person.is_staff else None


def member_by_session_key(context: Context, mark: str) -> Member | None:
    """The member of staff whose account has this mark now."""
    found = context.store.find(ACCOUNTS, mark=mark, most=1)
    return member(context, found[0].id) if found and mark else None


def member_by_email(context: Context, email: str) -> Member | None:
    """The member of staff with this address, in any case of its letters."""
    found = context.store.find(PEOPLE, email=email.strip().casefold(), most=1)
    return member(context, found[0].id) if found and email.strip() else None


def new_password_set(context: Context, person_id: str, except_for: str = "") -> None:
    """After a new password: every sign-in but one ends, and the audit says so."""
    with context.unit_of_work() as uow:
        end_all(context, uow, person_id, except_for)
        note(context, uow, person_id, "set a new password")


def use_code(context: Context, person_id: str, counter: int) -> bool:
    """Note that a second-factor code was used; False when it, or a later one, was before."""
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, person_id)
        if counter <= account.second_factor_counter:
            return False
        uow.save(ACCOUNTS, replace(account, second_factor_counter=counter))
    return True


def note(context: Context, uow: UnitOfWork, person_id: str, what: str, why: str = "") -> None:
    """A line in the audit about what somebody did with their own account."""
    subject = f"person:{person_id}"
    uow.audit(AuditEvent(context.clock.now(), person_id, what, subject, "screen", why))
