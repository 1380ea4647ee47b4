"""When the day's work stops and asks: a clock that cannot be right, or far too much to archive.

A wrong clock or a wrong rule takes a borough's directory off in one night, and nobody sees it until
people ring. So it does nothing then, says why, tells whoever runs the site, and goes on once told.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from assetmap.domain.people.people import Action, may
from assetmap.mail.message import BadMessage
from assetmap.services.checks.upkeep_run import DayPlan, Step
from assetmap.services.checks.upkeep_state import UpkeepState, keep_state, read_state
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import queue_email
from assetmap.storage.tables import PEOPLE

SHARE_MOST = 0.05  # of the public listings
LISTINGS_MOST = 10  # a small directory may lose so many at once
SILENT_MOST = timedelta(days=60)  # between the last sign of life and now
LETTER = "upkeep_stopped"
_TOLERANCE = timedelta(hours=1)  # clocks of machines differ a little


def reasons_to_stop(context: Context, plan: DayPlan) -> tuple[str, ...]:
    """Why the day's work should not be done as planned, in plain sentences, if anything."""
    return (*_about_clock(context), *_about_archiving(context, plan))


def note_stopped(context: Context, reasons: tuple[str, ...]) -> None:
    """Remember that it stopped, for the admins' page, and write to them once."""
    before, now = read_state(context.config.shared), context.clock.now()
    since = before.stopped_at or now
    keep_state(context.config.shared, replace(before, stopped_at=since, why=reasons))
    with context.unit_of_work() as uow:
        for person in context.store.find(PEOPLE):
            if not person.email or not may(person, Action.MANAGE_PEOPLE):
                continue
            about = f"upkeep:{since.isoformat()}:{person.id}"
            link = f"{context.config.public_url}/work"
            try:
                queue_email(context, uow, LETTER, person.email, about, reasons=reasons, link=link)
            except BadMessage:  # an address that cannot be written to must not stop the others
                continue


def note_ran(context: Context) -> None:
    """Remember that it ran to its end, so that it no longer stands still."""
    keep_state(context.config.shared, UpkeepState(ran_at=context.clock.now()))


def _about_clock(context: Context) -> Iterator[str]:
    signs = (_newest_record(context), read_state(context.config.shared).ran_at)
    last = max(filter(None, signs), default=None)
    now = context.clock.now()
    if last is None:
        return
    if now < last - _TOLERANCE:
        yield (
            f"The clock says {_words(now)}, but the newest change or run is of {_words(last)}. "
            "Set the clock right."
        )
    if now - last > SILENT_MOST:
        yield (
            f"The clock says {_words(now)}, but the last run or change was on "
            f"{_words(last)}, more than {SILENT_MOST.days} days before."
        )


def _about_archiving(context: Context, plan: DayPlan) -> Iterator[str]:
    going = sum(step in (Step.ARCHIVE, Step.CLOSE) for step in plan.steps.values())
    public = len(context.directory_cache.current().snapshot)
    if going > LISTINGS_MOST and going > SHARE_MOST * public:
        yield (
            f"{going:,} of {public:,} public listings would be archived, "
            f"which is more than {SHARE_MOST:.0%}."
        )


def _newest_record(context: Context) -> datetime | None:
    every = context.directory_cache.current().every
    newest = every.arrays.newest_change(np.ones(len(every), bool))
    changed_at = None if newest is None else every.at(newest).changed_at
    times = [changed_at] if changed_at else []
    times += [each.entry.happening.at for each in context.store.audited(most=1)]
    return max(times, default=None)


def _words(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
