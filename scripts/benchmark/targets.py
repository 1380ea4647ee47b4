"""The figures that are to be reached, and whether this run reached them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.benchmark.aged_measures import AgedMeasures
from scripts.benchmark.cold import ColdStart
from scripts.benchmark.coverage_measures import CoverageTiming
from scripts.benchmark.feeds import FeedTiming
from scripts.benchmark.home import Imported
from scripts.benchmark.in_process import Timing, Waking
from scripts.benchmark.ledger_measures import LedgerTiming
from scripts.benchmark.served import Compared, Served
from scripts.benchmark.sharing import WORKERS, Sharing

_SMALL, _LARGE = 2_000, 20_000
_FIND_P95_MS = {_SMALL: 25.0, _LARGE: 60.0}
_FIND_WITH_MEANING_P95_MS = {_SMALL: 60.0, _LARGE: 80.0}
_SUGGEST_P95_MS = 10.0
_PAGE_P95_MS = 60.0
_WEEK_P95_MS = 50.0  # of 2,000 listings with some 3,000 series
_TIMES_THE_PEER = 3.0
_MUCH_QUICKER = ("keyword + counts", "box")
_READY_S = 2.0
_IMPORT_S = {_SMALL: 15.0, _LARGE: 40.0}
_COLD_S = 0.8  # of processor
_CHANGE_VISIBLE_MS = {_SMALL: 100.0, _LARGE: 100.0, 60_000: 300.0}
_TIMES_ONE_WORKER = 2.0
_WORKER_MB = 300.0
_WORKER_WITH_MEANING_MB = 450.0
_PAGE_KB = 120.0
_PACK_KB = 400.0
_STAFF_PAGE_P95_MS = 80.0
_FEED_MS = 1_000.0
_UPKEEP_S = 60.0
_LEDGER_CHECK_MS = 1_000.0
_GRID_COLD_MS, _GRID_KEPT_MS = 300.0, 20.0  # of 2,000 listings


@dataclass(frozen=True)
class Measured:
    """Everything taken of one directory."""

    imported: Imported
    timings: Sequence[Timing]
    waking: Waking
    served: Served
    lived: AgedMeasures
    with_meaning: bool
    feeds: FeedTiming
    ledger: LedgerTiming
    coverage: CoverageTiming
    cold: ColdStart
    sharing: Sharing

    @property
    def size(self) -> int:
        """How many listings it has."""
        return self.imported.size

    def timing(self, name: str) -> Timing:
        """One question's times in process."""
        return next(timing for timing in self.timings if timing.name == name)

    def compared(self, name: str) -> Compared:
        """One question's comparison."""
        return next(each for each in self.served.compared if each.question.name == name)


@dataclass(frozen=True)
class Target:
    """One figure to reach."""

    what: str
    wanted: str
    measured: str
    is_reached: bool


def targets(measured: Measured) -> Iterator[Target]:
    """The targets that a directory of this size is held to."""
    yield from _in_process(measured)
    yield from _map_data(measured)
    if measured.size <= _SMALL:
        yield _at_most("calendar of everything, written anew", measured.feeds.cold, _FEED_MS, "ms")
    yield from _in_use(measured.lived)
    what = f"time bank: check of {measured.ledger.entries:,} entries"
    yield _at_most(what, measured.ledger.check, _LEDGER_CHECK_MS, "ms")
    most = _WORKER_WITH_MEANING_MB if measured.with_meaning else _WORKER_MB
    worker = max((memory.rss for memory in measured.served.memory[1:]), default=0.0)
    yield _at_most("memory of a worker (RSS)", worker, most, "MB")
    yield from _starting(measured)
    yield from _beside_the_peer(measured)
    if measured.size <= _SMALL:
        yield from _small(measured)


def _starting(measured: Measured) -> Iterator[Target]:
    """What a process costs that has just begun, and what a change costs all of them."""
    cold = measured.cold.first_question
    yield _at_most("first question of a fresh process, processor", cold, _COLD_S, "s")
    waking, size = measured.waking, measured.size
    most = _CHANGE_VISIBLE_MS.get(size)
    if most is not None:
        visible = waking.take_in_change + waking.after_change
        yield _at_most("a change kept, indexed and found", visible, most, "ms")
    times = measured.sharing.together / (measured.sharing.one or 1.0)
    what = f"{WORKERS} workers together (PSS): times what one holds (RSS)"
    yield _at_most(what, times, _TIMES_ONE_WORKER, "")
    if size in _IMPORT_S:
        seconds = measured.imported.seconds
        yield _at_most(f"{size:,} rows imported and indexed", seconds, _IMPORT_S[size], "s")


def _beside_the_peer(measured: Measured) -> Iterator[Target]:
    """At least Datasette's rate for every question; more for what a county asks most."""
    for each in measured.served.compared:
        if each.ratio is not None:
            is_large = measured.size >= _LARGE and each.question.name in _MUCH_QUICKER
            least = _TIMES_THE_PEER if is_large else 1.0
            yield _at_least(f"{each.question.name}: times Datasette's rate", each.ratio, least)


def _in_process(measured: Measured) -> Iterator[Target]:
    limits = _FIND_WITH_MEANING_P95_MS if measured.with_meaning else _FIND_P95_MS
    most = limits[_LARGE if measured.size > _SMALL else _SMALL]
    searches = [timing for timing in measured.timings if timing.is_search]
    slowest = max(searches, key=lambda timing: timing.p95)
    yield _at_most(f"find.json p95, slowest: {slowest.name}", slowest.p95, most, "ms")
    slowest = max(searches, key=lambda timing: timing.first_p95)
    yield _at_most(f"  a wording's first asking: {slowest.name}", slowest.first_p95, most, "ms")
    yield _at_most("suggestions p95", measured.timing("suggestions").p95, _SUGGEST_P95_MS, "ms")


def _map_data(measured: Measured) -> Iterator[Target]:
    load = measured.served.map_unchanged
    assert load is not None
    share = 100 * load.statuses[304] / sum(load.statuses.values())
    yield Target("map data unchanged", "304", f"{share:.0f} % 304", share == 100)


def _in_use(lived: AgedMeasures) -> Iterator[Target]:
    for page in lived.pages:
        yield _at_most(f"{page.name} p95, after years of use", page.p95, _STAFF_PAGE_P95_MS, "ms")
    yield _at_most("a day of upkeep", lived.upkeep_s, _UPKEEP_S, "s")
    published = lived.published
    failed = sum(count for status, count in published.statuses.items() if status != 200)
    read = sum(published.statuses.values())
    reading = f"{failed} of {read:,}"
    yield Target("readings that fail while publishing", "none", reading, not failed)
    writing = f"{published.lost} of {published.approved}"
    is_whole = not published.lost and published.index_agrees and published.approved > 0
    yield Target("changes lost while publishing", "none", writing, is_whole)


def _small(measured: Measured) -> Iterator[Target]:
    served, found = measured.served, measured.coverage
    yield _at_most("grid of coverage, worked out anew", found.cold, _GRID_COLD_MS, "ms")
    yield _at_most("  the same, from memory", found.kept, _GRID_KEPT_MS, "ms")
    assert served.find_alone is not None
    page = measured.compared("find page").ours
    yield _at_most("find page p95, served, 4 clients", page.p95, _PAGE_P95_MS, "ms")
    yield _at_most("  the same, 1 client", served.find_alone.p95, _PAGE_P95_MS, "ms")
    assert served.whats_on_alone is not None
    assert served.whats_on is not None
    alone = served.whats_on_alone
    yield _at_most("what is on in a week p95, served, 1 client", alone.p95, _WEEK_P95_MS, "ms")
    yield _at_most("  the same, 4 clients", served.whats_on.p95, _PAGE_P95_MS, "ms")
    yield _at_most("ready to serve", served.ours.ready_s, _READY_S, "s")
    for name, whole in (
        ("find page over the wire, with map", served.weight),
        ("  the same, of one keyword", served.weight_of_question),
    ):
        kilobytes = sum(len(each.body) + each.head_length for each in whole) / 1000
        yield _at_most(name, kilobytes, _PAGE_KB, "kB")
    assert served.pack is not None
    saved = (len(served.pack.body) + served.pack.head_length) / 1000
    yield _at_most("directory saved to a phone, over the wire", saved, _PACK_KB, "kB")


def _at_most(what: str, value: float, most: float, unit: str) -> Target:
    return Target(what, f"at most {most:g} {unit}", f"{value:.1f} {unit}", value <= most)


def _at_least(what: str, value: float, least: float) -> Target:
    return Target(what, f"at least {least:g}", f"{value:.1f}", value >= least)
