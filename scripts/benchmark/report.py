"""The tables of a run."""

from collections.abc import Iterable, Sequence

from scripts.benchmark.aged_measures import AgedMeasures
from scripts.benchmark.coverage_measures import CoverageTiming
from scripts.benchmark.feeds import FeedTiming
from scripts.benchmark.in_process import Timing, Waking
from scripts.benchmark.ledger_measures import LedgerTiming
from scripts.benchmark.served import Compared, Served
from scripts.benchmark.sharing import WORKERS
from scripts.benchmark.table import Cell, Printer
from scripts.benchmark.targets import Measured, targets


def print_all(measured: Measured, peer_built_s: float, printer: Printer) -> None:
    """Everything taken of one directory."""
    size = f"{measured.size:,} listings"
    printer.heading(f"{size}, in process (ms)")
    _in_process(measured.timings, printer)
    _waking(measured.waking, printer)
    _starting(measured, printer)
    _feeds(measured.feeds, printer)
    printer.heading(f"{size}, served, 4 clients (ms, and answers a second)")
    _side_by_side(measured.served.compared, printer)
    printer.heading(f"{size}, running")
    _running(measured, peer_built_s, printer)
    printer.heading(f"{size}, the find page over the wire (bytes)")
    _weight(measured.served, printer)
    printer.heading(f"{size}, after years of use")
    _lived(measured.lived, printer)
    _ledger(measured.ledger, printer)
    _coverage(measured.coverage, printer)
    printer.heading(f"{size}, targets")
    printer.table(
        ("figure", "to reach", "measured", ""),
        [
            (each.what, each.wanted, each.measured, "reached" if each.is_reached else "missed")
            for each in targets(measured)
        ],
    )


def _in_process(timings: Iterable[Timing], printer: Printer) -> None:
    printer.table(
        ("question", "first p50", "first p95", "p50", "p95", "processor p95"),
        [(t.name, t.first_p50, t.first_p95, t.p50, t.p95, t.cpu_p95) for t in timings],
    )
    printer.note(
        "first: the first time that a wording is asked; else: asked again, not cached. "
        "processor: time at work alone, which a busy machine does not lengthen."
    )


def _waking(waking: Waking, printer: Printer) -> None:
    printer.note(
        f"Opening: {waking.open_context:,.0f} ms; the first question of all: "
        f"{waking.first_question:,.0f} ms; taking one changed listing in: "
        f"{waking.take_in_change:,.0f} ms; the first question after that: "
        f"{waking.after_change:,.0f} ms."
    )


def _starting(measured: Measured, printer: Printer) -> None:
    cold, sharing = measured.cold, measured.sharing
    printer.note(
        f"A fresh process, in seconds of processor: opening {cold.opening:.2f}, its first question "
        f"{cold.first_question:.2f}. {WORKERS} processes together: "
        f"{sharing.together:,.0f} MB (PSS); one of them holds {sharing.one:,.0f} MB (RSS)."
    )


def _feeds(feeds: FeedTiming, printer: Printer) -> None:
    printer.note(
        f"Calendar of everything, {feeds.series:,} events, {feeds.bytes:,} bytes: "
        f"{feeds.cold:,.0f} ms written anew, {feeds.kept:,.0f} ms from memory, "
        f"{feeds.unchanged:,.0f} ms to say that nothing has changed."
    )


def _ledger(ledger: LedgerTiming, printer: Printer) -> None:
    printer.note(
        f"The time bank's ledger, {ledger.entries:,} entries of {ledger.accounts} accounts: "
        f"{ledger.check:,.0f} ms to prove it, {ledger.balances:.1f} ms for every balance, "
        f"{ledger.posting:.1f} ms to post one more."
    )


def _coverage(found: CoverageTiming, printer: Printer) -> None:
    printer.note(
        f"The grid of coverage, {found.lines} categories by {found.areas} wards with reach: "
        f"{found.cold:,.0f} ms worked out anew, {found.changed:,.0f} ms after one change, "
        f"{found.kept:.1f} ms from memory."
    )


def _side_by_side(compared: Iterable[Compared], printer: Printer) -> None:
    rows: list[list[Cell]] = []
    for each in compared:
        ours, theirs = each.ours, each.theirs
        hits = f"{each.hits[0]:,} / {each.hits[1]:,}" if each.hits else "-"
        other = [theirs.p50, theirs.p95, theirs.rate] if theirs else [None] * 3
        rows.append(
            [each.question.name, ours.p50, ours.p95, ours.rate, *other, each.ratio, hits,
             each.question.how_equal]
        )  # fmt: skip
    columns = ("question", "ours p50", "p95", "rps", "Datasette p50", "p95", "rps", "ratio",
               "hits, ours / theirs", "how equal")  # fmt: skip
    printer.table(columns, rows)
    printer.note(
        "Ours: 2 processes of 4 threads. Theirs: 1 process, as it comes. Clients share the cores. "
        "Ours always counts all filters and ranks; hits: of all wordings, those that surely match."
    )


def _running(measured: Measured, peer_built_s: float, printer: Printer) -> None:
    served, seconds = measured.served, measured.imported.seconds
    rows: list[Sequence[Cell]] = [
        ("ready, s", served.ours.ready_s, served.theirs.ready_s if served.theirs else None),
        ("import with index, s", seconds, peer_built_s if served.theirs else None),
        ("rows imported a second", round(measured.size / seconds), None),
    ]
    for name, ours, theirs in (
        ("RSS of each process, MB", served.memory, served.peer_memory),
        ("PSS of each process, MB", served.memory, served.peer_memory),
    ):
        attribute = name[:3].lower()
        texts = [", ".join(f"{getattr(m, attribute):.0f}" for m in each) for each in (ours, theirs)]
        rows.append((name, *texts))
    for name, load in (
        ("map.json, everything: p95 ms and rps", served.map_whole),
        ("map.json, unchanged: p95 ms and rps", served.map_unchanged),
    ):
        assert load is not None
        statuses = ", ".join(f"{count} x {status}" for status, count in load.statuses.items())
        rows.append((name, f"{load.p95:.1f}, {load.rate:.0f} ({statuses})", None))
    printer.table(("", "ours", "Datasette"), rows)
    printer.note("Datasette's import: bare inserts of finished rows, FTS5 and indexes.")


def _lived(lived: AgedMeasures, printer: Printer) -> None:
    _in_process(lived.pages, printer)
    years, load = lived.years, lived.published.load
    statuses = ", ".join(f"{count:,} x {status}" for status, count in load.statuses.items())
    printer.note(
        f"Each listing: {years.checks} checks, {years.revisions} revisions and {years.entries} "
        f"audit entries, written in {lived.written_s:,.0f} s. Waiting: {years.proposals} "
        f"proposals, {years.reports} reports, {years.drafts} drafts. A day of upkeep, with "
        f"{lived.letters:,} letters: {lived.upkeep_s:.1f} s."
    )
    printer.note(
        f"Read by 4 clients while an editor approved {lived.published.approved} changes: "
        f"{statuses}; p50 {load.p50:.0f} ms, p95 {load.p95:.0f} ms."
    )


def _weight(served: Served, printer: Printer) -> None:
    whole = served.weight
    rows = [(each.path.partition("?")[0], len(each.body), each.head_length) for each in whole]
    rows.sort(key=lambda row: -row[1])
    total = ("all together", sum(row[1] for row in rows), sum(row[2] for row in rows))
    printer.table(("answer", "body", "headers"), [*rows, total])
