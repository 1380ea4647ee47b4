"""`scripts/torture`: kills and harms a directory, compares, prints."""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import psycopg

from scripts.benchmark.processes import Failed
from scripts.benchmark.table import Printer
from scripts.postgres_cluster.server import PostgresServer
from scripts.torture_run.faults.all_faults import EVERY_FAULT, faults_of
from scripts.torture_run.faults.trial import Trial
from scripts.torture_run.homes import Home, copied, new_home, on_postgres
from scripts.torture_run.kills import Meddle, Torture, untouched
from scripts.torture_run.postgres import serving_postgres
from scripts.torture_run.report import FaultOutcome, faults_are_survived, kills_are_survived

_KILLS = 200
_BROKEN_OFF = (Failed, OSError, ValueError, subprocess.TimeoutExpired)


def main(
    arguments: Sequence[str] | None = None, meddle: Meddle = untouched, base: Home | None = None
) -> int:
    """Run it. Exit status 0 when nothing was lost, all agree, and every fault was survived.

    `meddle` is called with the directory after each kill, to see whether harm would be noticed.
    `base` is what directories are copied from, made when there is none.
    """
    options = _options(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(130))  # so that everything is cleaned up
    printer = Printer(markdown=options.markdown)
    printer.note(f"seed {options.seed}: the same kinds of writes, kills and moments again")
    try:
        with tempfile.TemporaryDirectory(prefix="assetmap-torture-") as folder:
            is_well = _run(base, Path(folder), options, printer, meddle)
    except (Failed, OSError) as error:
        print(f"torture: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("torture: stopped", file=sys.stderr)
        return 130
    return 0 if is_well else 1


def _run(
    base: Home | None,
    folder: Path,
    options: argparse.Namespace,
    printer: Printer,
    meddle: Meddle,
) -> bool:
    if base is None:
        _say("making a directory of the sample listings")
        base = new_home(folder / "base")
    with ExitStack() as stack:
        database = None
        if options.store == "postgres":
            _say("starting PostgreSQL, and taking the records there")
            database = stack.enter_context(serving_postgres())
            base = on_postgres(base, folder / "moved", database.create_database("base"))
        return _harm(base, database, folder, options, printer, meddle)


def _harm(
    base: Home,
    database: PostgresServer | None,
    folder: Path,
    options: argparse.Namespace,
    printer: Printer,
    meddle: Meddle,
) -> bool:
    is_well = True
    if not options.faults_only:
        killed = folder / "killed"
        killed.mkdir()
        torture = Torture(copied(base, killed / "home"), killed, options.seed, meddle, database)
        totals = torture.run(options.kills, _say)
        is_well = kills_are_survived(totals, torture.ledger, printer)
    if not options.kills_only:
        names = options.faults or faults_of(options.store)
        outcomes = [_try(name, base, database, folder, options.seed) for name in names]
        is_well = faults_are_survived(outcomes, printer) and is_well
    return is_well


def _try(
    name: str, base: Home, database: PostgresServer | None, folder: Path, seed: int
) -> FaultOutcome:
    """One fault tried; what breaks off half-way was not survived."""
    _say(f"trying: {name}")
    own = folder / name.replace(" ", "-")
    own.mkdir()
    trial = Trial(base, own, random.Random(seed), database)
    try:
        EVERY_FAULT[name](trial)
    except (*_BROKEN_OFF, psycopg.Error) as error:
        trial.wrong.append(f"it broke off: {error!r}")
    return FaultOutcome(name, "; ".join(trial.says), trial.wrong)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/torture",
        description="Kills real servers and commands while they write, and injects faults. Takes "
        "some twenty minutes, and twice as long on PostgreSQL; writes only to a temporary folder; "
        "listens only on 127.0.0.1.",
    )
    parser.add_argument(
        "--kills", type=int, default=_KILLS, metavar="N", help=f"how many (default: {_KILLS})"
    )
    parser.add_argument(
        "--seed", type=int, default=int(time.time()) % 10_000, help="to repeat a run"
    )
    parser.add_argument(
        "--store",
        choices=("sqlite", "postgres"),
        default="sqlite",
        help="where the records lie: postgres starts a server of its own, which is killed as well",
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--kills-only", action="store_true", help="no faults")
    part.add_argument("--faults-only", action="store_true", help="no kills")
    parser.add_argument(
        "--fault", action="append", dest="faults", choices=[*EVERY_FAULT], help="this one alone"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown tables")
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    print(f"[{time.strftime('%H:%M:%S')}] {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
