"""Sign-ins: one for each browser that somebody uses, which they can see and end."""

from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

from assetmap.domain.people.people import Person, Role, SignIn
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.account.remembered_browsers import forget_all
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import ACCOUNTS, SIGN_INS
from assetmap.storage.unit_of_work import UnitOfWork

IDLE = timedelta(hours=12)
IDLE_AT_A_HUB = timedelta(minutes=30)  # a tablet on a counter, which others can reach
SEEN_EVERY = timedelta(minutes=5)  # so that reading pages hardly ever writes


def start(context: Context, person_id: str, device: str, by: str = "") -> SignIn:
    """A new sign-in, noted in the audit. `device` is a few words such as `Chrome on Windows`.

    `by` says in a word or two what was shown beside the password.
    """
    now = context.clock.now()
    sign_in = SignIn(token_hex(16), person_id, now, now, device)
    with context.unit_of_work() as uow:
        uow.save(SIGN_INS, sign_in)
        _note_first(context, uow, person_id)
        uow.audit(AuditEvent(now, person_id, "signed in", f"person:{person_id}", "screen", by))
    return sign_in


def _note_first(context: Context, uow: UnitOfWork, person_id: str) -> None:
    """From the first on run the days in which somebody can put off the second factor."""
    account = context.store.get(ACCOUNTS, person_id)
    if account.first_sign_in is None:
        uow.save(ACCOUNTS, replace(account, first_sign_in=context.clock.today()))


def goes_on(context: Context, person: Person, sign_in_id: str) -> bool:
    """Whether a person's sign-in still holds; that it was used is noted now and then."""
    try:
        sign_in = context.store.get(SIGN_INS, sign_in_id)
    except NotFound:
        return False
    now = context.clock.now()
    if sign_in.person_id != person.id or _is_over(context, person, sign_in):
        return False
    if now - sign_in.seen >= SEEN_EVERY:
        with context.unit_of_work() as uow:
            # Read again: it may have been ended meanwhile, and must stay so.
            uow.save(SIGN_INS, replace(context.store.get(SIGN_INS, sign_in_id), seen=now))
    return True


def current_sign_in(context: Context, person: Person) -> tuple[SignIn, ...]:
    """The sign-ins of a person that still hold, newest first."""
    every = context.store.find(SIGN_INS, newest_first=True, person_id=person.id)
    return tuple(each for each in every if not _is_over(context, person, each))


def end(
    context: Context, person_id: str, sign_in_id: str, *, what: str = "ended a sign-in"
) -> None:
    """End one of a person's sign-ins. Raises NotFound when it is not theirs."""
    with context.unit_of_work() as uow:
        sign_in = context.store.get(SIGN_INS, sign_in_id)
        if sign_in.person_id != person_id:
            raise NotFound("there is no such sign-in")
        if not sign_in.ended:
            now = context.clock.now()
            uow.save(SIGN_INS, replace(sign_in, ended=now))
            uow.audit(AuditEvent(now, person_id, what, f"person:{person_id}", "screen"))


def end_others(context: Context, person_id: str, except_for: str) -> int:
    """End all of a person's sign-ins but one; gives how many."""
    with context.unit_of_work() as uow:
        ended = end_all(context, uow, person_id, except_for)
        if ended:
            what = "ended all other sign-ins"
            happening = AuditEvent(
                context.clock.now(), person_id, what, f"person:{person_id}", "screen"
            )
            uow.audit(happening)
    return ended


def end_all(context: Context, uow: UnitOfWork, person_id: str, except_for: str = "") -> int:
    """End every sign-in of a person, but perhaps one, and forget their browsers; gives how many."""
    every = context.store.find(SIGN_INS, person_id=person_id)
    going = [each for each in every if not each.ended and each.id != except_for]
    for each in going:
        uow.save(SIGN_INS, replace(each, ended=context.clock.now()))
    return len(going) + forget_all(context, uow, person_id)


def _is_over(context: Context, person: Person, sign_in: SignIn) -> bool:
    longest = timedelta(days=context.borough.upkeep.session_days)
    idle = IDLE_AT_A_HUB if Role.HUB_TEAM in person.roles else IDLE
    return sign_in.is_over(context.clock.now(), longest, idle)


def last_seen(context: Context, person_id: str) -> datetime | None:
    """When somebody last used the directory signed in; None when they never did."""
    every = context.store.find(SIGN_INS, person_id=person_id)
    return max((each.seen for each in every), default=None)
