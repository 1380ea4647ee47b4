"""What a program that watches the site measures: how far behind it is, how much waits, how old."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assetmap.domain.listings.listing import Status
from assetmap.services.backup.last_backup import last_backup
from assetmap.services.checks.upkeep_state import read_state
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import given_up, waiting_emails


@dataclass(frozen=True)
class Measures:
    """The figures of one moment; an age is None where there was nothing yet."""

    index_versions_behind: int
    index_queue: int
    index_queue_age_s: int
    letters_waiting: int
    letters_given_up: int
    listings: Mapping[Status, int]
    backup_age_s: float | None
    upkeep_age_s: float | None
    disk_free: int  # bytes


def measures(context: Context) -> Measures:
    """The figures of now. Raises StoreError, or OSError."""
    config, arrays = context.config, context.directory_cache.current().every.arrays
    return Measures(
        index_versions_behind=context.indexer.versions_behind(),
        index_queue=len(context.store.queued()),
        index_queue_age_s=context.indexer.queue_age_s(),
        letters_waiting=waiting_emails(context),
        letters_given_up=given_up(context),
        listings={status: int(arrays.has_status(status).sum()) for status in Status},
        backup_age_s=_age_s(context, last_backup(config.shared)),
        upkeep_age_s=_age_s(context, read_state(config.shared).ran_at),
        disk_free=shutil.disk_usage(config.home).free,
    )


def _age_s(context: Context, at: datetime | None) -> float | None:
    return None if at is None else max(0.0, (context.clock.now() - at).total_seconds())
