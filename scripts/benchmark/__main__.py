"""`scripts/bench`: generates listings, measures, compares, prints."""

import argparse
import signal
import sys
import time
from pathlib import Path

from scripts.benchmark import peer, report, servers
from scripts.benchmark.aged_measures import measure_lived
from scripts.benchmark.cold import measure_cold
from scripts.benchmark.coverage_measures import measure_coverage
from scripts.benchmark.feeds import measure_feeds
from scripts.benchmark.home import Imported, fill
from scripts.benchmark.in_process import InProcess
from scripts.benchmark.installation_run import run_installation
from scripts.benchmark.large import measure_large
from scripts.benchmark.large_report import print_large
from scripts.benchmark.ledger_measures import measure_ledger
from scripts.benchmark.loading import Clients
from scripts.benchmark.options import installation_options, read_options
from scripts.benchmark.processes import Failed
from scripts.benchmark.questions import Questions
from scripts.benchmark.served import both, measure
from scripts.benchmark.sharing import measure_sharing
from scripts.benchmark.stores import kept_or_temporary, records_in
from scripts.benchmark.table import Printer
from scripts.benchmark.targets import Measured
from scripts.benchmark.vectors import give_meaning
from scripts.benchmark.word_samples import terms_in


def main() -> int:
    """Run the benchmark. Exit status 0 however slow things are; 1 when it could not be run."""
    options = read_options()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))  # so that everything is cleaned up
    printer = Printer(markdown=options.markdown)
    try:
        if options.authorities:
            run_installation(installation_options(options), printer, _say)
            return 0
        for size in options.sizes:
            with (
                kept_or_temporary(options.folder and options.folder / str(size)) as folder,
                records_in(options.store, folder, options.text_engine),
            ):
                _run(folder, size, options, printer)
    except Failed as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bench: stopped", file=sys.stderr)
        return 130
    return 0


def _run(folder: Path, size: int, options: argparse.Namespace, printer: Printer) -> None:
    _say(f"{size:,} listings: making them and importing them")
    imported = fill(folder, size, options.seed)
    if options.brief:
        _say(f"imported in {imported.seconds:,.0f} s; asking")
        print_large(measure_large(imported, options.seed, options.requests), printer)
    else:
        _measure_all(folder, imported, options, printer)


def _measure_all(
    folder: Path, imported: Imported, options: argparse.Namespace, printer: Printer
) -> None:
    if options.meaning:
        _say("working out what the everyday phrases mean")
        give_meaning(imported.home, options.meaning, options.seed)
    app = InProcess(imported.home)
    try:
        _say("asking the app in process")
        terms = terms_in(app.context, app.context.store.all(), options.seed)
        waking = app.wake(terms.common[0])
        questions = Questions(app.context, terms)
        if options.servers:
            _compare_servers(imported.home, questions, options, printer)
            return
        timings = app.measure(questions.in_process(), options.requests)
        feeds = measure_feeds(app)
        with_peer = peer.is_installed()
        built = peer.build(app.context, folder) if with_peer else 0.0
        _say("asking both servers" if with_peer else "Datasette is not installed: ours alone")
        with both(imported.home, with_peer=with_peer) as served:
            asked = questions.side_by_side()
            measure(served, asked, questions.weeks(), app, folder, options.requests)
        _say("fresh processes, and four of them together")
        cold = measure_cold(imported.home, terms.common[0])
        sharing = measure_sharing(imported.home, questions.public_pages())
        _say("five years of use, then staff's pages, publishing and a day of upkeep")
        lived = measure_lived(imported, app, questions, options.requests)
        _say("a ledger of the time bank")
        ledger = measure_ledger(folder, options.seed)
        _say("the grid of coverage")
        coverage = measure_coverage(app.context)
        has_meaning = bool(options.meaning)
        taken = (imported, timings, waking, served, lived, has_meaning, feeds, ledger, coverage)
        measured = Measured(*taken, cold, sharing)
        report.print_all(measured, built, printer)
    finally:
        app.context.close()


def _compare_servers(
    home: Path, questions: Questions, options: argparse.Namespace, printer: Printer
) -> None:
    _say("asking the app under each server")
    find = questions.side_by_side()[0].ours
    with Clients() as clients:
        rows = servers.compare(home, find, clients, options.requests)
    printer.heading("Servers, 4 clients (ms, and answers a second)")
    printer.table(servers.COLUMNS, rows)


def _say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
