"""Browsers in which somebody signs in without a code for a while; they can see and end each."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from secrets import token_hex, token_urlsafe

from assetmap.domain.people.people import RememberedBrowser
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import REMEMBERED_BROWSERS
from assetmap.storage.unit_of_work import UnitOfWork

REMEMBERED = "remembered a browser"  # what the audit says was done
FORGOTTEN = "forgot a browser"


def remember(context: Context, person_id: str, device: str) -> str:
    """Remember a browser, for as long as the borough's rules say; gives what it has to hold.

    `device` is a few words such as `Chrome on Windows`. Only a hash of what it holds is kept.
    """
    now, token = context.clock.now(), token_urlsafe(32)
    until = now + timedelta(days=context.borough.second_factor.remember_days)
    browser = RememberedBrowser(token_hex(16), person_id, _hash(token), now, now, until, device)
    with context.unit_of_work() as uow:
        uow.save(REMEMBERED_BROWSERS, browser)
        uow.audit(AuditEvent(now, person_id, REMEMBERED, f"person:{person_id}", "screen"))
    return token


def still_held(context: Context, tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Those of a browser's tokens by which somebody is still remembered."""
    return tuple(token for token in tokens if _found(context, token))


def is_remembered(context: Context, person_id: str, tokens: tuple[str, ...]) -> bool:
    """Whether a browser that holds these tokens is one of a person's; that it was used is noted."""
    held = (_found(context, token) for token in tokens)
    browser = next((each for each in held if each and each.person_id == person_id), None)
    if browser is None:
        return False
    with context.unit_of_work() as uow:
        # Read again: it may have been ended meanwhile, and must stay so.
        latest = context.store.get(REMEMBERED_BROWSERS, browser.id)
        uow.save(REMEMBERED_BROWSERS, replace(latest, seen=context.clock.now()))
    return not latest.ended


def still_remembered(context: Context, person_id: str) -> tuple[RememberedBrowser, ...]:
    """The browsers in which a person is not asked for a code, newest first."""
    every = context.store.find(REMEMBERED_BROWSERS, newest_first=True, person_id=person_id)
    return tuple(each for each in every if _holds(context, each))


def end(context: Context, person_id: str, browser_id: str) -> None:
    """Forget one of a person's browsers. Raises NotFound when it is not theirs."""
    with context.unit_of_work() as uow:
        browser = context.store.get(REMEMBERED_BROWSERS, browser_id)
        if browser.person_id != person_id:
            raise NotFound("there is no such browser")
        if not browser.ended:
            now = context.clock.now()
            uow.save(REMEMBERED_BROWSERS, replace(browser, ended=now))
            uow.audit(AuditEvent(now, person_id, FORGOTTEN, f"person:{person_id}", "screen"))


def forget_all(context: Context, uow: UnitOfWork, person_id: str) -> int:
    """Forget every browser of a person; gives how many. Whoever asks for it notes why."""
    every = context.store.find(REMEMBERED_BROWSERS, person_id=person_id)
    going = [each for each in every if not each.ended]
    for each in going:
        uow.save(REMEMBERED_BROWSERS, replace(each, ended=context.clock.now()))
    return len(going)


def _found(context: Context, token: str) -> RememberedBrowser | None:
    held = context.store.find(REMEMBERED_BROWSERS, token=_hash(token), most=1)
    return held[0] if held and _holds(context, held[0]) else None


def _holds(context: Context, browser: RememberedBrowser) -> bool:
    """A shorter time in the borough's rules counts at once, also for who was remembered before."""
    longest = timedelta(days=context.borough.second_factor.remember_days)
    now = context.clock.now()
    return not browser.is_over(now) and now < browser.since + longest


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()  # of 256 random bits: needs no salt
