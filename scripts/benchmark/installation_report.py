"""The tables of an installation with several authorities, each printed once it is known."""

from statistics import median

from scripts.benchmark.installation_opening import Opening
from scripts.benchmark.installation_seeding import Seeded
from scripts.benchmark.installation_served import InstallationServed, Visible
from scripts.benchmark.loading import Load
from scripts.benchmark.table import Cell, Printer

_WITH_PLACE_MS, _WITHOUT_PLACE_MS = 200.0, 500.0  # 95th percentiles
_WORKER_MB = 1_000.0
_VISIBLE_S = 1.0


def print_seeded(seeded: Seeded, printer: Printer) -> None:
    """What there is, and what making it took."""
    authorities = len(seeded.councils)
    printer.heading(f"{seeded.listings:,} listings of {authorities} authorities")
    printer.note(
        f"Written in {seeded.seconds:,.0f} s by {seeded.processes} processes; of the middle "
        f"authority: its tables {seeded.schema_s:.2f} s, its listings {seeded.making_s:.2f} s, "
        f"copying them {seeded.copying_s:.2f} s."
    )


def print_indexed(seconds: float, processes: int, printer: Printer) -> None:
    """What the indexes and arrays of all took."""
    printer.note(f"Indexes and arrays of all: {seconds:,.0f} s, {processes} processes.")


def print_opening(opening: Opening, most_open: int, printer: Printer) -> None:
    """One process without a server between."""
    printer.heading(f"In one process, {most_open} authorities open at most (ms)")
    asked = {
        "find page, an authority's first": opening.cold,
        "find near a place, all authorities in turn": opening.again,
        "find near a place, of those that are open": opening.warm,
    }
    rows = [(name, each.p50, each.p95, each.cpu) for name, each in asked.items()]
    rows += [(f"  opening: {n}", t.p50, t.p95, t.cpu) for n, t in opening.steps.items()]
    printer.table(("question", "p50", "p95", "processor p50"), rows)
    printer.note(
        f"Reading the authorities: {opening.reading_authorities_s:.2f} s. In the end "
        f"{opening.open_authorities} were open, and the process held {opening.rss:,.0f} MB (RSS); "
        f"with one open {opening.rss_first:,.0f} MB."
    )


def print_served(served: InstallationServed, printer: Printer) -> None:
    """One server."""
    plural = "process" if served.workers == 1 else "processes"
    printer.heading(f"Served by {served.workers} {plural} (ms, and answers a second)")
    loads: dict[str, Load | None] = {
        "near a place, 1 client, all authorities in turn": served.spread,
        "  the same again": served.spread_again,
        "  the same, 4 clients": served.together,
        "without a place, at the installation's own site": served.without_place,
    }
    printer.table(("question", "p50", "p95", "rps"), [_row(n, x) for n, x in loads.items()])
    memory = ", ".join(f"{each.rss:.0f} / {each.pss:.0f}" for each in served.memory)
    printer.note(
        f"Ready, a find page answered: {served.ready_s:.1f} s. RSS / PSS of each process, the one "
        f"that watches over them first, MB: {memory}."
    )
    _targets(served, printer)


def _row(name: str, load: Load | None) -> list[Cell]:
    figures: list[Cell] = [load.p50, load.p95, load.rate] if load else [None] * 3
    return [name, *figures]


def _targets(served: InstallationServed, printer: Printer) -> None:
    without = served.without_place.p95 if served.without_place else None
    visible = served.visible
    rows = [
        _target("find near a place, p95, ms", served.spread_again.p95, _WITH_PLACE_MS),
        _target("find without a place, p95, ms", without, _WITHOUT_PLACE_MS),
        _target("memory of a process (RSS), MB", _largest(served), _WORKER_MB),
        _target("change found at its authority, s", _seen(visible, "at_authority"), _VISIBLE_S),
        _target(
            "change found at the installation, s", _seen(visible, "at_installation"), _VISIBLE_S
        ),
    ]
    printer.table(("figure", "at most", "measured", ""), rows)


def _target(what: str, measured: float | None, most: float) -> list[Cell]:
    if measured is None:
        return [what, most, None, "not measured"]
    return [what, most, measured, "reached" if measured <= most else "missed"]


def _largest(served: InstallationServed) -> float | None:
    return max((each.rss for each in served.memory[1:]), default=None)


def _seen(visible: tuple[Visible, ...], where: str) -> float | None:
    """The middle of the changes; one that was never found counts as endless."""
    found = [getattr(each, where) for each in visible]
    if all(each is None for each in found) and where == "at_installation":
        return None
    return median(float("inf") if each is None else each for each in found)
