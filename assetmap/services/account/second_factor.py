"""The second factor of an account: kept, lost and set up anew, and its recovery codes."""

from dataclasses import replace
from secrets import token_hex
from typing import Any

from assetmap.domain.people.people import COMMAND_LINE, Account, Action, Person, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.account.accounts import new_session_key, note
from assetmap.services.account.people import BadPerson
from assetmap.services.account.remembered_browsers import forget_all
from assetmap.services.account.sign_ins import end_all
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.mail.mail_queue import queue_email
from assetmap.storage.tables import ACCOUNTS, PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork

RESET = "reset second factor"  # what the audit says was done
USED_A_CODE = "used a recovery code"

# What the sign-in library may change of an account.
_CREDENTIALS = ("mark", "password", "second_factor", "second_factor_secret", "recovery_codes")


def keep_credentials(context: Context, before: Account, after: Account) -> Account:
    """Keep what was changed of an account since it was read; the audit says what. Gives it."""
    changed: dict[str, Any] = {
        name: getattr(after, name)
        for name in _CREDENTIALS
        if getattr(after, name) != getattr(before, name)
    }
    if not changed:
        return after
    with context.unit_of_work() as uow:
        now = replace(context.store.get(ACCOUNTS, after.id), **changed)
        what = _changed(before, after)
        if before.second_factor_secret != after.second_factor_secret:
            forget_all(context, uow, after.id)
            now = _with_other_factor(now)
        if "recovery_codes" in changed and len(after.recovery_codes) >= len(before.recovery_codes):
            now = replace(now, must_keep_codes=bool(now.recovery_codes))
        uow.save(ACCOUNTS, now)
        if what:
            note(context, uow, after.id, what, after.second_factor)
    return now


def written_down(context: Context, person_id: str) -> bool:
    """Their owner says that the newest recovery codes are kept; False when there are none."""
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, person_id)
        if not account.recovery_codes:
            return False
        uow.save(ACCOUNTS, replace(account, must_keep_codes=False))
    return True


def use_recovery_code(context: Context, person_id: str, kept: str) -> bool:
    """Take out a recovery code, by what is kept of it; False when it was used before."""
    with context.unit_of_work() as uow:
        account = context.store.get(ACCOUNTS, person_id)
        if kept not in account.recovery_codes:
            return False
        left = tuple(each for each in account.recovery_codes if each != kept)
        uow.save(ACCOUNTS, replace(account, recovery_codes=left))
        note(context, uow, person_id, USED_A_CODE)
    return True


def has_second_factor(context: Context, person_id: str) -> bool:
    """Whether somebody has one that could be lost. Raises NotFound."""
    return bool(context.store.get(ACCOUNTS, person_id).second_factor)


def reset_second_factor(context: Context, actor: Actor, person_id: str) -> Person:
    """Take away a second factor that somebody lost, and tell them by email.

    Every sign-in, remembered browser and recovery code of theirs ends, and so does whatever was
    half-way. They set up another when they next sign in. Raises NotAllowed, NotFound, and BadPerson
    when there is none, or when it is one's own: for that there are recovery codes.
    """
    require(actor.person, Action.MANAGE_PEOPLE)
    if actor.person.id == person_id:
        raise BadPerson("You cannot reset your own. Use a recovery code, or ask another admin.")
    with context.unit_of_work() as uow:
        person = context.store.get(PEOPLE, person_id)
        before = context.store.get(ACCOUNTS, person_id)
        if not before.second_factor:
            raise BadPerson(f"{person.name} has no second step of signing in to reset")
        take_away(context, uow, actor, before)
        tell_of_reset(context, uow, person, actor.person)
    return person


def take_away(context: Context, uow: UnitOfWork, actor: Actor, account: Account) -> None:
    """Take away an account's second factor, whatever hangs on it, and every sign-in."""
    uow.save(ACCOUNTS, _without_factor(account))
    end_all(context, uow, account.id)
    now, subject = context.clock.now(), f"person:{account.id}"
    uow.audit(AuditEvent(now, actor.person.id, RESET, subject, actor.origin))


def tell_of_reset(context: Context, uow: UnitOfWork, person: Person, by: Person) -> None:
    """Write to somebody that their second factor was taken away. Raises BadMessage."""
    queue_email(
        context,
        uow,
        "second_factor_reset",
        person.email,
        f"second-factor:{token_hex(8)}",
        reset_by=context.borough.body if by.id == COMMAND_LINE.id else by.name,
        at=context.clock.now(),
    )


def _without_factor(account: Account) -> Account:
    bare = Account(account.id, new_session_key(), account.password)
    # Codes of the old app must not work for a new one, whatever its clock.
    counter = account.second_factor_counter
    return replace(bare, second_factor_counter=counter, first_sign_in=account.first_sign_in)


def _with_other_factor(account: Account) -> Account:
    """An account whose factor was changed: recovery codes come with one, and go with it."""
    if not account.second_factor_secret:
        return replace(account, recovery_codes=(), must_keep_codes=False)
    must_make = account.must_keep_codes or not account.recovery_codes
    return replace(account, must_keep_codes=must_make)


def _changed(before: Account, after: Account) -> str:
    if before.second_factor_secret != after.second_factor_secret:
        if not after.second_factor_secret:
            return "removed second factor"
        return "changed second factor" if before.second_factor_secret else "set up second factor"
    if len(before.recovery_codes) > len(after.recovery_codes):
        return USED_A_CODE
    return "made recovery codes" if before.recovery_codes != after.recovery_codes else ""
