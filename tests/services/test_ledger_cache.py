"""The ledger's entries in memory: those of now, whatever happened to the ledger."""

from datetime import UTC, date, datetime
from pathlib import Path

from assetmap.domain.time_bank.figures import LedgerEntries
from assetmap.domain.time_bank.ledger import Line, Transfer, TransferKind
from assetmap.domain.time_bank.periods import PeriodKind, period_of
from assetmap.services.context import Context
from assetmap.services.ledger_cache import LedgerCache
from tests.conftest import ContextMaker
from tests.time_bank import join

MARCH = period_of(PeriodKind.MONTH, date(2026, 3, 16))


def post(context: Context, number: int, minutes: int = 60) -> None:
    """An exchange between the first two members."""
    lines = (Line("101", minutes), Line("102", -minutes))
    at = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)  # the first of April by the clock on the wall
    kind, day = TransferKind.EXCHANGE, date(2026, 3, number)
    with context.unit_of_work() as uow:
        uow.post(Transfer(f"t{number}", f"k{number}", kind, day, at, "p", lines))


def minutes(entries: LedgerEntries) -> list[int]:
    return [each.minutes for each in entries.standing]


def test_it_gives_what_was_posted_so_far_by_the_day_it_was_done(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    one, two = join(context), join(context)
    cache = LedgerCache(context.store)
    assert cache.current() == LedgerEntries([], [], [], {}, frozenset({"101", "102"}), frozenset())
    post(context, 9, 90)
    post(context, 3, 30)
    assert minutes(cache.current()) == [30, 90]
    assert cache.current() is cache.current()
    assert cache.current().balances == {one.id: 120, two.id: -120}
    assert {each.entered for each in cache.current().standing} == {date(2026, 4, 1)}
    post(context, 5, 45)
    assert minutes(cache.current()) == minutes(LedgerCache(context.store).current()) == [30, 45, 90]
    assert cache.current().exchanged == cache.current().standing


def test_another_ledger_in_its_place_is_read_anew(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    """One that was begun anew, though it has as many entries or more by the time."""
    first, second = make_context(), make_context(home=tmp_path / "other")
    for context in (first, second):
        join(context)
        join(context)
    post(first, 1, 15)
    post(second, 2, 30)
    post(second, 3, 45)
    cache = LedgerCache(first.store)
    assert minutes(cache.current()) == [15]
    cache._store = second.store
    cache._known.instance = second.store.instance_id()
    assert minutes(cache.current()) == [30, 45]


def test_figures_are_worked_out_once_until_something_is_posted(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    join(context)
    join(context)
    post(context, 2)
    cache = LedgerCache(context.store)
    first = cache.figures((), MARCH, 5)
    assert cache.figures((), MARCH, 5) is first
    post(context, 3)
    assert cache.figures((), MARCH, 5).exchanged == 120
    assert cache.figures((), MARCH.moved(-1), 5).exchanged == 0
