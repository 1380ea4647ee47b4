"""`scripts/bench --authorities`: an installation of several is made, indexed, asked, and reported.

With a folder to keep it in, what was made once is there the next time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assetmap.config import read_config
from assetmap.installation import opened_installation
from scripts.benchmark import installation_report
from scripts.benchmark.installation_index import index_all
from scripts.benchmark.installation_opening import measure_opening
from scripts.benchmark.installation_questions import QuestionMaker
from scripts.benchmark.installation_seeding import Seeded, seed_installation
from scripts.benchmark.installation_served import measure_served
from scripts.benchmark.processes import environment
from scripts.benchmark.stores import kept_or_temporary, records_in
from scripts.benchmark.table import Printer

OWN_HOST = "localhost"  # of the installation's own site, below which are those of authorities
_LEAST_ASKED = 600
_PROCESSES = 2
STEPS = ("seed", "index", "measure")


@dataclass(frozen=True)
class InstallationOptions:
    """What is made and measured; `until` is the last of STEPS that is done."""

    authorities: int
    listings: int
    seed: int = 1
    folder: Path | None = None  # where it is kept; none for a temporary one
    until: str = STEPS[-1]
    text_engine: str = ""
    open_authorities: tuple[int, ...] = (10, 1_000)  # how many a process may keep open


def run_installation(
    options: InstallationOptions, printer: Printer, say: Callable[[str], None]
) -> None:
    """Make, measure and print. Raises Failed."""
    with (
        kept_or_temporary(options.folder) as folder,
        records_in("postgres", folder, options.text_engine) as url,
    ):
        say(f"{options.listings:,} listings of {options.authorities} authorities")
        seeded = seed_installation(
            *(folder, url, options.authorities, options.listings),
            seed=options.seed,
            processes=_PROCESSES,
            say=say,
        )
        installation_report.print_seeded(seeded, printer)
        if options.until == "seed":
            return
        say("indexes and arrays")
        codes = [council.code for council in seeded.councils]
        indexed_s = index_all(seeded.home, codes, _PROCESSES, say)
        installation_report.print_indexed(indexed_s, _PROCESSES, printer)
        if options.until == "measure":
            _measure(seeded, options, printer, say)


def _measure(
    seeded: Seeded,
    options: InstallationOptions,
    printer: Printer,
    say: Callable[[str], None],
) -> None:
    with opened_installation(read_config(environment(seeded.home))) as installation:
        maker = QuestionMaker(installation, seeded.councils, OWN_HOST, options.seed)
        pages, asked = maker.first_pages(), maker.draw(max(_LEAST_ASKED, 2 * options.authorities))
        for most_open in options.open_authorities:
            say(f"in one process, {most_open} authorities open at most")
            opening = measure_opening(seeded.home, pages, asked.with_place, most_open)
            installation_report.print_opening(opening, most_open, printer)
        for workers in (1, 2):
            say(f"served, {workers} processes")
            served = measure_served(seeded.home, installation, pages, asked, OWN_HOST, workers)
            installation_report.print_served(served, printer)
