"""What whoever shares out visits, or watches the site, asks every minute: can this copy serve?

Cheap, and without a lock: a long import must not make it wait. `assetmap doctor` looks closer.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import timedelta

from assetmap.domain.mail_queue import EmailState
from assetmap.services.admin.health import is_alive
from assetmap.services.context import Context
from assetmap.storage.store import StoreError
from assetmap.storage.tables import EMAILS

INDEX_LATE = timedelta(minutes=1)  # each process that serves looks every two seconds
INDEX_BEHIND = timedelta(minutes=30)  # longer than the longest import takes: search is wrong
LETTERS_LATE = timedelta(minutes=15)  # they are tried every five
ROOM_LEAST = 4 * 2**20  # bytes: less than one change of many listings takes


@dataclass(frozen=True)
class Readiness:
    """What keeps it from serving, and what is behind while it serves."""

    failing: tuple[str, ...] = ()
    index_changes: int = 0  # that are not in the index yet
    index_late_s: int = 0  # for how long the oldest of them has waited; 0 while in time
    letters_late_s: int = 0  # for how long the oldest should have been tried; 0 while in time


def readiness(context: Context) -> Readiness:
    """A look at the store, the index and the two queues."""
    if not is_alive(context):
        return Readiness(("the records or the index do not answer",))
    if not _can_be_written(context):
        return Readiness(("the records cannot be written",))
    try:
        changes, age_s = len(context.store.queued()), context.indexer.queue_age_s()
        if age_s > INDEX_BEHIND.total_seconds():
            why = f"changes have waited for the index for {age_s // 60} minutes"
            return Readiness((why,), changes, age_s)
        index_late_s = age_s if age_s >= INDEX_LATE.total_seconds() else 0
        return Readiness((), changes, index_late_s, _letters_late_s(context))
    except StoreError:
        return Readiness(("the records or the index do not answer",))


def _can_be_written(context: Context) -> bool:
    folders = context.config.own_folders
    if not (all(os.access(each, os.W_OK) for each in folders) and context.store.is_writable()):
        return False
    return all(shutil.disk_usage(each).free >= ROOM_LEAST for each in folders)


def _letters_late_s(context: Context) -> int:
    waiting = context.store.find(EMAILS, state=EmailState.WAITING)
    now = context.clock.now()
    late = max((now - letter.next_try for letter in waiting), default=timedelta())
    return int(late.total_seconds()) if late > LETTERS_LATE else 0
