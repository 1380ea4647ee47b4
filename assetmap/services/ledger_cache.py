"""The ledger's entries in memory, as figures need them: read once, and then what was added."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter, itemgetter

from assetmap.domain.time_bank.figures import (
    Entry,
    Figures,
    LedgerEntries,
    Membership,
    moved_by,
)
from assetmap.domain.time_bank.figuring import figures_of
from assetmap.domain.time_bank.ledger import AccountKind, TransferKind
from assetmap.domain.time_bank.periods import Period
from assetmap.domain.times.schedule import LONDON
from assetmap.storage.ledger import PostedLine
from assetmap.storage.store import Store

_REMEMBERED = 50  # periods
_Asked = tuple[tuple[Membership, ...], Period, int]


@dataclass
class _Known:
    """What was read: of which store, up to which transfer, and how many there were."""

    instance: str = ""
    number: int = 0  # of the newest
    mark: tuple[int, str] = (0, "")
    entries: dict[str, Entry] = field(default_factory=dict)
    corrected: set[str] = field(default_factory=set)


class LedgerCache:
    """Gives the entries of now. The ledger is only added to, so what was read stays true; another
    store, or one from which a sample was taken out, is read anew. Safe to share among threads.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._known = _Known()
        self._given: LedgerEntries | None = None
        self._figures: dict[_Asked, tuple[LedgerEntries, Figures]] = {}

    def current(self) -> LedgerEntries:
        """Every entry that was posted so far."""
        with self._lock:
            ledger, instance = self._store.ledger, self._store.instance_id()
            accounts = ledger.accounts()
            members, groups = (
                frozenset(each.id for each in accounts if each.kind is kind)
                for kind in (AccountKind.MEMBER, AccountKind.GROUP)
            )
            known = self._known
            if (known.instance, known.mark) != (instance, ledger.mark()):
                self._known = self._read(instance)
                self._given = None
            given = self._given
            if given is None or (given.members, given.groups) != (members, groups):
                given = self._made(members, groups)
                self._figures.clear()
            self._given = given
            return given

    def figures(self, memberships: tuple[Membership, ...], period: Period, least: int) -> Figures:
        """The figures of a period, worked out once for as long as nothing is posted."""
        entries, asked = self.current(), (memberships, period, least)
        known = self._figures.get(asked)
        if known is None or known[0] is not entries:
            if len(self._figures) >= _REMEMBERED:
                self._figures.clear()
            known = entries, figures_of(entries, memberships, period, least)
            self._figures[asked] = known
        return known[1]

    def _read(self, instance: str) -> _Known:
        """What is known and what was posted since; all of it, where the ledger is another."""
        ledger, known = self._store.ledger, self._known
        count, newest = known.mark
        if known.instance == instance and count:
            lines = ledger.posted_lines(known.number - 1)
            older = [line for line in lines if line[0] == known.number]
            if older and older[0][1] == newest:
                _take(known, lines[len(older) :])
                return known
        known = _Known(instance)
        _take(known, ledger.posted_lines())
        return known

    def _made(self, members: frozenset[str], groups: frozenset[str]) -> LedgerEntries:
        known = self._known
        by_day = attrgetter("done_on")
        standing = [each for id_, each in known.entries.items() if id_ not in known.corrected]
        taken_back = [known.entries[each] for each in known.corrected]
        standing.sort(key=by_day)
        return LedgerEntries(
            standing,
            [each for each in standing if each.kind.is_exchanged],
            sorted(taken_back, key=by_day),
            moved_by(standing),
            members,
            groups,
        )


def _take(known: _Known, lines: Iterable[PostedLine]) -> None:
    for number, id_, corrects, entry in _entries(lines):
        known.number, known.mark = number, (known.mark[0] + 1, id_)
        if corrects:
            known.corrected.add(corrects)
        else:
            known.entries[id_] = entry


def _entries(lines: Iterable[PostedLine]) -> Iterator[tuple[int, str, str, Entry]]:
    kinds = {str(kind): kind for kind in TransferKind}
    for number, group in groupby(lines, key=itemgetter(0)):
        every = list(group)
        _, id_, kind, done_on, posted_at, corrects, category, ward, place, *_ = every[0]
        moved = tuple((line[9], line[10]) for line in every)
        minutes = sum(each for _, each in moved if each > 0)
        done = date.fromisoformat(done_on)
        accounts = tuple(account for account, _ in moved)
        given = (accounts, category, ward, place, _entered(posted_at))
        yield number, id_, corrects, Entry(done, kinds[kind], minutes, moved, *given)


def _entered(posted_at: str) -> date:
    """The day on which something was posted, as people here count days."""
    return datetime.fromisoformat(posted_at).astimezone(LONDON).date()
