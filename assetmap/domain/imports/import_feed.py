"""An address that is read regularly, as if somebody gave us a file of it each time."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

GONE_AFTER = timedelta(days=7)  # between two full walks that did not have it
WALK_LONGEST = timedelta(hours=1)  # then whatever walked it is no more


class Every(StrEnum):
    """How often a feed is walked."""

    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def pause(self) -> timedelta:
        """The time from one walk to the next."""
        return timedelta(days=1 if self is Every.DAILY else 7)

    @property
    def label(self) -> str:
        """As people say it."""
        return "every day" if self is Every.DAILY else "every week"


@dataclass(frozen=True, slots=True)
class ImportFeed:
    """A feed of a source. `id` is the source: it has one feed.

    `allows_private` lets it lead to this machine and private networks: only the command line gives
    that. `tried_at` is the last walk, `walked_at` the last that got to the end, `result` what came
    of the last one. `missing` holds, of each listing that the last full walks did not have, the
    first day of that. `walking_since` tells that somebody walks it now. `digest` is of what it gave
    last, when all of that came in.
    """

    id: str
    address: str
    every: Every
    added_by: str
    added_at: datetime
    allows_private: bool = False
    tried_at: datetime | None = None
    walked_at: datetime | None = None
    result: str = ""
    has_failed: bool = False
    missing: dict[str, date] = field(default_factory=dict)
    walking_since: datetime | None = None
    digest: str = ""

    def is_due(self, now: datetime) -> bool:
        """Whether it is to be walked today."""
        return self.tried_at is None or now.date() - self.tried_at.date() >= self.every.pause

    def is_walked_now(self, now: datetime) -> bool:
        """Whether somebody is at it."""
        since = self.walking_since
        return since is not None and timedelta(0) <= now - since < WALK_LONGEST

    def has_same(self, data: bytes) -> bool:
        """Whether it gives just what it gave before."""
        return bool(self.digest) and self.digest == _digest(data)

    def giving(self, data: bytes) -> "ImportFeed":
        """The feed with what it gave; nothing where not all of that came in."""
        return replace(self, digest=_digest(data) if data else "")

    def after_full_walk(self, missing: Collection[str], result: str, now: datetime) -> "ImportFeed":
        """The feed after a walk to the end that did not have the listings `missing`."""
        since = {id_: self.missing.get(id_, now.date()) for id_ in missing}
        return replace(
            self,
            tried_at=now,
            walked_at=now,
            result=result,
            has_failed=False,
            missing=since,
            walking_since=None,
        )

    def after_failure(self, why: str, now: datetime) -> "ImportFeed":
        """The feed after a walk that came to nothing; what was known stays so."""
        return replace(self, tried_at=now, result=why, has_failed=True, walking_since=None)

    def gone(self, today: date) -> frozenset[str]:
        """The listings that two full walks, a week apart, did not have."""
        return frozenset(id_ for id_, since in self.missing.items() if today - since >= GONE_AFTER)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
