"""Counts what was asked and how it was answered, behind the answers, so that nobody waits for it.

Kept is how often a wording was asked in a month at a coarse place: never who, when or from where.
Until it was asked SHOWN_FROM times in its quarter the wording is a keyed hash. The same browser
counts once a day for the same words; for that a keyed hash of its address and the words is kept
for a day, apart from the records, among the counters of the limits.
"""

import hmac
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_hex

from assetmap.domain.privacy.pii_filter import without_personal
from assetmap.domain.reports.search_counts import (
    SHOWN_FROM,
    SearchChannel,
    SearchCount,
    SearchKey,
    month_of,
    quarter_of,
)
from assetmap.domain.search.results import Match
from assetmap.domain.text import fold
from assetmap.services.context import Context
from assetmap.storage.hit_counters import HitCounters
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SEARCH_COUNTS, SEARCH_KEYS
from assetmap.storage.unit_of_work import UnitOfWork

WORDS_LONGEST = 120  # characters: what is longer tells a story, and is asked by one person
_WAITING_MOST = 1_000  # questions that wait to be counted; what comes beyond is not counted
_NEW_A_MONTH = 50_000  # wordings: nobody fills the disk with made-up ones
_DAY_S = 24 * 60 * 60


@dataclass(frozen=True)
class CountedSearch:
    """A question to be counted: its words as typed without the place, a coarse place, the result,
    the channel; and what tells its browser from another, which is never kept.
    """

    words: str
    place: str
    match: Match
    channel: SearchChannel
    browser: str


class SearchCounter:
    """Takes questions and counts them when it is told to; safe to share among threads."""

    def __init__(self, context: Context, hits: HitCounters) -> None:
        self._context, self._hits = context, hits
        self._waiting: deque[CountedSearch] = deque(maxlen=_WAITING_MOST)
        self._counting = threading.Lock()

    def take(self, search: CountedSearch) -> None:
        """Have a question counted at the next `count`."""
        self._waiting.append(search)

    def count(self) -> int:
        """Count what waits, all in one transaction; gives how many questions that were new.

        Raises StoreError; what waited is then not counted, as counts are no records.
        """
        with self._counting:
            waiting = [self._waiting.popleft() for _ in range(len(self._waiting))]
            return count_searches(self._context, self._hits, waiting) if waiting else 0


def count_searches(context: Context, hits: HitCounters, searches: Sequence[CountedSearch]) -> int:
    """Count some questions; gives how many were new to their browser today."""
    today = context.clock.today()
    key = _key(context, quarter_of(today))
    # Before the transaction: each look writes to another file, and whoever writes would wait.
    new = [asked for each in searches if (asked := _asked(hits, key, each, today.year))]
    if new:
        with context.unit_of_work() as uow:
            for asked in new:
                _add(context, uow, month_of(today), asked)
    return len(new)


@dataclass(frozen=True)
class _Asked:
    """A question that counts: its cleaned words, their hash, and what else is kept of it."""

    words: str
    digest: str
    place: str
    match: Match
    channel: SearchChannel


def _asked(hits: HitCounters, key: bytes, search: CountedSearch, year: int) -> _Asked | None:
    """The question as it counts; None when it says too much, or its browser asked it today."""
    words = fold(without_personal(search.words, year))
    if not words or len(words) > WORDS_LONGEST:
        return None
    digest = _digest(key, words)
    browser = _digest(key, f"{search.browser} {digest}")
    if hits.add(f"asked {browser}", _DAY_S) > 1:
        return None
    return _Asked(words, digest, search.place, search.match, search.channel)


def forget_past_quarters(context: Context, uow: UnitOfWork) -> int:
    """Throw away the keys of past quarters, and the wordings that were never read in clear."""
    now = quarter_of(context.clock.today())
    for key in context.store.find(SEARCH_KEYS):
        if key.id != now:
            uow.delete(SEARCH_KEYS, id=key.id)
    old = [
        each.id
        for each in context.store.find(SEARCH_COUNTS, words="")
        if _quarter_of_month(each.month) != now
    ]
    return sum(uow.delete(SEARCH_COUNTS, id=id_) for id_ in old)


def _add(context: Context, uow: UnitOfWork, month: str, asked: _Asked) -> None:
    id_ = f"{month}:{asked.digest}:{asked.place}:{asked.match}:{asked.channel}"
    try:
        before = context.store.get(SEARCH_COUNTS, id_)
    except NotFound:
        if context.store.count(SEARCH_COUNTS, month=month) >= _NEW_A_MONTH:
            return
        place, match, channel = asked.place, asked.match, asked.channel
        before = SearchCount(id_, month, asked.digest, place, match, channel, 0)
    after = replace(before, count=before.count + 1)
    uow.save(SEARCH_COUNTS, after)
    every = context.store.find(SEARCH_COUNTS, digest=asked.digest)
    if not after.words and sum(each.count for each in every) >= SHOWN_FROM:
        for each in every:
            uow.save(SEARCH_COUNTS, replace(each, words=asked.words))


def _key(context: Context, quarter: str) -> bytes:
    """The quarter's key, made when it is first needed."""
    try:
        return bytes.fromhex(context.store.get(SEARCH_KEYS, quarter).key)
    except NotFound:
        with context.unit_of_work() as uow:
            if not context.store.count(SEARCH_KEYS, id=quarter):  # else another was quicker
                uow.save(SEARCH_KEYS, SearchKey(quarter, token_hex(32)))
    return bytes.fromhex(context.store.get(SEARCH_KEYS, quarter).key)


def _digest(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), "sha256").hexdigest()[:32]


def _quarter_of_month(month: str) -> str:
    year, number = month.split("-")
    return f"{year}-{(int(number) + 2) // 3}"
