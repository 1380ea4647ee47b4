"""The mail queue: e-mails are queued with whatever they tell of, sent, and retried; and where to.

A letter that waits is in the store, so no crash loses it. The process that hands it over puts off
its next try inside a transaction first, so that two processes never send the same one; a crash
between sending and noting it sends it a second time, under the same Message-ID.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.domain.people.people import Action, may, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.mail.emails import render_email
from assetmap.mail.message import BadMessage, Message
from assetmap.mail.transport import NotSent, Transport, open_transport
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import EMAILS
from assetmap.storage.unit_of_work import UnitOfWork


def address_of(listing: Listing, private: Contact) -> str:
    """The private address, else the public one; empty when they cannot be written to."""
    address = private.email.strip() or listing.public.email.strip()
    try:
        Message("trial", address, "trial", "trial")
    except BadMessage:  # no address at all, or one that somebody mistyped
        return ""
    return address


# After each try that failed; after the one behind the last wait the letter is given up.
WAITS = (
    *(timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2)),
    *(timedelta(hours=12), timedelta(hours=24)),
)
TO_MEMBERS = "time-bank-"  # how what a letter to a member of the time bank is about begins
KEPT = timedelta(days=30)  # how long a letter is kept once it was sent or given up
FAILURES_MOST = 3  # in a row: then the server is down, and the other letters need not try


@dataclass(frozen=True)
class Delivery:
    """What came of handing letters over: sent, still waiting, and given up, in numbers."""

    sent: int = 0
    later: int = 0
    given_up: int = 0


def queue_email(
    context: Context,
    uow: UnitOfWork,
    name: str,
    to: str,
    about: str,
    *,
    is_secret_until: datetime | None = None,
    **values: Any,
) -> QueuedEmail | None:
    """Write a letter (see mail/emails.py) and keep it until it can be handed over.

    One that is secret until a time is not sent after it, and is taken out once it is sent.

    Gives None, and writes nothing, while there is another letter with the same `about`, however it
    fared. Raises BadMessage when nobody can be written to at that address.
    """
    if context.store.count(EMAILS, about=about):
        return None
    id_, now = token_hex(16), context.clock.now()
    message = render_email(name, to, id_, borough=context.borough, **values)
    parts = (message.subject, message.text, message.html)
    letter = QueuedEmail(id_, to, *parts, about, now, now, is_secret_until=is_secret_until)
    uow.save(EMAILS, letter)
    return letter


def deliver(context: Context, *, newest: int | None = None) -> Delivery:
    """Hand over the letters whose turn has come; with `newest` only so many, the newest first.

    Stops when the mail server fails several times in a row, so that a dead one costs no patience.
    """
    post = open_transport(context.config)
    waiting = context.store.find(
        EMAILS, state=EmailState.WAITING, newest_first=newest is not None, most=newest
    )
    sent = given_up = failures = 0
    for id_ in [letter.id for letter in waiting if _has_turn(letter, context.clock.now())]:
        letter = _claim(context, id_)
        if letter is None:
            continue
        state = _hand_over(context, post, letter)
        sent += state is EmailState.SENT
        given_up += state is EmailState.GIVEN_UP
        failures = failures + 1 if state is EmailState.WAITING else 0
        if failures == FAILURES_MOST:
            break
    return Delivery(sent, waiting_emails(context), given_up)


def waiting_emails(context: Context) -> int:
    """How many letters wait to be handed over."""
    return context.store.count(EMAILS, state=EmailState.WAITING)


def given_up(context: Context) -> int:
    """How many letters could not be handed over and will not be tried again by themselves."""
    return context.store.count(EMAILS, state=EmailState.GIVEN_UP)


def failed_emails(context: Context, actor: Actor) -> list[QueuedEmail]:
    """Those letters, newest first, with the reason of each. Raises NotAllowed.

    Those to members of the time bank only for who runs it: that somebody is one is not for others.
    """
    require(actor.person, Action.REVIEW)
    found = context.store.find(EMAILS, state=EmailState.GIVEN_UP, newest_first=True)
    return [each for each in found if _may_see(actor, each)]


def _may_see(actor: Actor, letter: QueuedEmail) -> bool:
    is_of_members = letter.about.startswith(TO_MEMBERS)
    return not is_of_members or may(actor.person, Action.RUN_TIME_BANK)


def try_again(context: Context, actor: Actor, letter_id: str) -> None:
    """Have a letter that was given up wait for its turn again. Raises NotAllowed, NotFound."""
    require(actor.person, Action.REVIEW)
    now = context.clock.now()
    with context.unit_of_work() as uow:
        letter = context.store.get(EMAILS, letter_id)
        if letter.state is not EmailState.GIVEN_UP or not _may_see(actor, letter):
            return  # somebody else has pressed the button in the meantime
        again = replace(letter, state=EmailState.WAITING, tries=0, next_try=now, trouble="")
        uow.save(EMAILS, again)
        uow.audit(
            AuditEvent(
                now, actor.person.id, "tried a letter again", f"letter:{letter.id}", actor.origin
            )
        )


def erase_old_emails(context: Context, uow: UnitOfWork) -> int:
    """Take out the letters that were sent or given up long ago; gives how many."""
    drop_stale_secrets(context, uow)
    before = context.clock.now() - KEPT
    settled = context.store.find(EMAILS, state=(EmailState.SENT, EmailState.GIVEN_UP))
    old = [each.id for each in settled if (each.sent_at or each.next_try) < before]
    return sum(uow.delete(EMAILS, id=id_) for id_ in old)


def drop_stale_secrets(context: Context, uow: UnitOfWork) -> int:
    """Take out the letters with codes that work no more; gives how many."""
    waiting = context.store.find(EMAILS, state=EmailState.WAITING)
    stale = [each.id for each in waiting if _is_stale(each, context.clock.now())]
    return sum(uow.delete(EMAILS, id=id_) for id_ in stale)


def _is_stale(letter: QueuedEmail, now: datetime) -> bool:
    return letter.is_secret_until is not None and now >= letter.is_secret_until


def _has_turn(letter: QueuedEmail, now: datetime) -> bool:
    """Whether there is something to do: to send it, or to take it out."""
    return _is_due(letter, now) or _is_stale(letter, now)


def _is_due(letter: QueuedEmail, now: datetime) -> bool:
    """Whether its turn has come. A wait longer than any we set: the clock has jumped back."""
    return letter.next_try <= now or letter.next_try - now > WAITS[-1]


def _claim(context: Context, letter_id: str) -> QueuedEmail | None:
    """The letter, put off for everybody else; None when another process has it."""
    with context.unit_of_work() as uow:
        try:
            letter = context.store.get(EMAILS, letter_id)
        except NotFound:
            return None
        now = context.clock.now()
        if letter.state is not EmailState.WAITING or not _has_turn(letter, now):
            return None
        if _is_stale(letter, now):
            uow.delete(EMAILS, id=letter.id)
            return None
        wait = WAITS[min(letter.tries, len(WAITS) - 1)]
        claimed = replace(letter, tries=letter.tries + 1, next_try=now + wait)
        uow.save(EMAILS, claimed)
    return claimed


def _hand_over(context: Context, post: Transport, letter: QueuedEmail) -> EmailState:
    now = context.clock.now()
    message = Message(letter.id, letter.to, letter.subject, letter.text, letter.html)
    try:
        post.send(message, now)
    except NotSent as error:
        is_over = error.for_good or letter.tries > len(WAITS)
        state = EmailState.GIVEN_UP if is_over else EmailState.WAITING
        after = replace(letter, state=state, trouble=error.reason)
    else:
        after = replace(letter, state=EmailState.SENT, sent_at=now, trouble="")
    with context.unit_of_work() as uow:
        if letter.is_secret_until and after.state is not EmailState.WAITING:
            uow.delete(EMAILS, id=letter.id)  # it held a code
        else:
            uow.save(EMAILS, after)
    return after.state
