"""A new secret key in place of one that is lost: what hung on the old one ends, and is counted.

Keyed are: second factors and their recovery codes (encrypted), codes by email and the contacts of
who asked not to be listed (hashed), webhooks' secrets (encrypted), sessions, organisers' links,
invitations and links to a new password (signed). Passwords, sheets' codes and everything else
stay as they are.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from assetmap.config import Config
from assetmap.domain.key_check import key_check
from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.domain.people.people import Account
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.mail.message import BadMessage
from assetmap.services.account.accounts import new_session_key
from assetmap.services.account.second_factor import take_away, tell_of_reset
from assetmap.services.account.sign_ins import end_all
from assetmap.services.backup.keys import check_of, key_there, refuse_fitting
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.webhooks.subscriptions import lose_secrets
from assetmap.storage.secret_key import make_key, set_aside
from assetmap.storage.tables import ACCOUNTS, DO_NOT_LIST, EMAILS, KEY_CHECKS, LINKS, PEOPLE
from assetmap.storage.unit_of_work import UnitOfWork

REPLACED = "replaced the secret key"  # what the audit says was done
SUBJECT = "secret-key"
# Links that were signed, as they stand in letters.
_TO_ORGANISERS = "/organiser/"
_TO_STAFF = ("/account/invitation/", "/account/reset/")


@dataclass(frozen=True)
class Ended:
    """What ended with the old key, in numbers."""

    sign_ins: int = 0  # and remembered browsers
    second_factors: int = 0
    invitations: int = 0  # of people who have no password yet
    links: int = 0  # to organisers, not used yet
    letters: int = 0  # taken out of the queue
    known_by_name_alone: int = 0  # of those who asked not to be listed
    not_known: int = 0  # of these: without a name
    webhooks: int = 0  # turned off


def replace_key(config: Config, context: Context, actor: Actor) -> Ended:
    """Begin with a new key: that of the settings, or one made in the data directory.

    `config` is as the settings say it; the context was opened without the key. A key in the
    directory that does not fit is renamed. Raises KeyRefused when the key is there and fits.
    """
    refuse_fitting(key_there(config), check_of(context.store))
    if not config.secret_key:
        set_aside(config.shared)
    key = config.secret_key or make_key(config.shared)
    with context.unit_of_work() as uow:
        ended = _end(context, uow, actor)
        now = context.clock.now()
        uow.save(KEY_CHECKS, key_check(key, now))
        uow.audit(AuditEvent(now, actor.person.id, REPLACED, SUBJECT, actor.origin))
    return ended


def _end(context: Context, uow: UnitOfWork, actor: Actor) -> Ended:
    accounts = context.store.find(ACCOUNTS)
    entries = [each for each in context.store.find(DO_NOT_LIST) if each.marks]
    letters = [each for each in context.store.find(EMAILS) if _is_dead(each)]
    for letter in letters:
        uow.delete(EMAILS, id=letter.id)
    return Ended(
        sign_ins=sum(end_all(context, uow, each.id) for each in accounts),
        second_factors=sum(_end_factor(context, uow, actor, each) for each in accounts),
        invitations=sum(not each.password for each in accounts),
        links=uow.delete(LINKS, used=0),
        letters=sum(each.state is EmailState.WAITING for each in letters),
        known_by_name_alone=len(entries),
        not_known=sum(not each.name for each in entries),
        webhooks=lose_secrets(context, uow),
    )


def _end_factor(context: Context, uow: UnitOfWork, actor: Actor, account: Account) -> bool:
    """Take away an account's second factor, and tell its owner; False when it has none."""
    if not (account.second_factor_secret or account.second_factor or account.recovery_codes):
        changed = replace(account, mark=new_session_key(), email_code="", email_code_until=None)
        uow.save(ACCOUNTS, changed)
        return False
    take_away(context, uow, actor, account)
    person = context.store.get(PEOPLE, account.id)
    if person.active:
        with suppress(BadMessage):
            tell_of_reset(context, uow, person, actor.person)
    return True


def _is_dead(letter: QueuedEmail) -> bool:
    """Whether a letter leads nowhere now; of organisers' also the sent ones, which would keep the
    day's work from writing to them again.
    """
    if _TO_ORGANISERS in letter.text:
        return True
    is_of_staff = any(link in letter.text for link in _TO_STAFF) or letter.is_secret_until
    return letter.state is EmailState.WAITING and bool(is_of_staff)
