"""A process follows the directory by itself, so that nobody who asks waits for it."""

from datetime import date

import pytest

from assetmap.services import directory_loading
from assetmap.services.context import Context
from assetmap.services.directory_cache import DirectoryCache
from assetmap.services.directory_watch import DirectoryWatch
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.test_indexing import put


def public_ids(context: Context) -> list[str]:
    return list(context.directory_cache.current().snapshot.ids)


def test_what_another_process_wrote_is_there_before_anybody_asks(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, importing = make_context(), make_context()
    watch = DirectoryWatch(here.directory_cache)
    with importing.unit_of_work() as uow:
        uow.save_listing(a_listing("a"))
    watch.look()  # it may still be written
    watch.look()

    def asked(*_: object) -> None:
        pytest.fail("who asks has to wait")

    with monkeypatch.context() as changed:
        changed.setattr(DirectoryCache, "_recall", asked)
        assert public_ids(here) == ["a"]


def test_nothing_is_taken_in_while_somebody_still_writes(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, importing = make_context(), make_context()
    watch = DirectoryWatch(here.directory_cache)
    followed: list[int] = []
    monkeypatch.setattr(here.directory_cache, "follow", lambda: followed.append(1))
    for number in range(3):
        put(importing, a_listing(f"n{number}"))
        watch.look()
    assert followed == []
    watch.look()
    assert followed == [1]


def test_a_timetable_is_made_again_before_its_days_run_out_though_nobody_wrote(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_loading, "MOST_FRESH", 3)
    context = make_context(*(a_listing(f"n{n}", when=["Mon 10:00-12:00"]) for n in range(5)))
    cache = context.directory_cache
    woken: list[date] = []
    cache.write_later = lambda: woken.append(cache._today())
    on = Days(cache)
    watch = DirectoryWatch(cache)
    watch.look()
    for day in (16, 26, 27, 28, 28):  # the timetable of the 16th serves until the 30th
        on.is_now(date(2026, 3, day))
        watch.look()
    assert woken == [date(2026, 3, 28)]
    assert not cache.current().snapshot.kept_times.serves(date(2026, 4, 1))
    cache.write_files()
    assert cache.current().snapshot.kept_times.serves(date(2026, 4, 1))
    on.is_now(date(2026, 3, 29))
    watch.look()
    assert woken == [date(2026, 3, 28)]
    assert public_ids(make_context(today="2026-04-01T09:00")) == [f"n{n}" for n in range(5)]


class Days:
    """Has a directory in memory meet other days."""

    def __init__(self, cache: DirectoryCache) -> None:
        self._day = date(2026, 3, 16)
        cache._today = cache._loader._today = lambda: self._day

    def is_now(self, day: date) -> None:
        """It is another day."""
        self._day = day
