"""The tables of a large directory."""

from statistics import median

from scripts.benchmark.large import Large, Start
from scripts.benchmark.table import Cell, Printer

_FIND_P95_MS = 120.0
_RESTART_S = 5.0
_IMPORT_S = {200_000: 900.0}
_VISIBLE_MS = 1_000.0


def print_large(large: Large, printer: Printer) -> None:
    """Everything taken of one."""
    size = f"{large.imported.size:,} listings"
    printer.heading(f"{size}, in process (ms)")
    printer.table(
        ("question", "first p50", "first p95", "p50", "p95", "processor p95"),
        [(t.name, t.first_p50, t.first_p95, t.p50, t.p95, t.cpu_p95) for t in large.timings],
    )
    waking = large.waking
    printer.note(
        f"Import: {large.imported.seconds:,.0f} s. The first process after it made the arrays: "
        f"{large.prepared_s:,.1f} s. Opening: {waking.open_context:,.0f} ms; the first question of "
        f"all: {waking.first_question:,.0f} ms."
    )
    printer.heading(f"{size}, served, 4 clients (ms)")
    columns = (
        "processes",
        "ready s",
        "near p50",
        "p95",
        "find page p50",
        "p95",
        "RSS MB",
        "PSS MB",
    )
    printer.table(columns, [_served(start) for start in large.starts])
    printer.note("ready: from the command until a find page is answered, the middle of three.")
    printer.heading(f"{size}, targets")
    printer.table(("figure", "at most", "measured", ""), list(_targets(large)))


def _served(start: Start) -> list[Cell]:
    workers = start.memory[1:]
    return [
        *(str(start.workers), median(start.ready_s)),
        *(start.find.p50, start.find.p95, start.find_page.p50, start.find_page.p95),
        max((each.rss for each in workers), default=None),
        sum(each.pss for each in workers),
    ]


def _targets(large: Large) -> list[list[Cell]]:
    searches = [timing for timing in large.timings if timing.is_search]
    slowest = max(searches, key=lambda timing: timing.p95)
    visible = large.waking.take_in_change + large.waking.after_change
    rows = [
        (f"find.json p95, slowest: {slowest.name}, ms", slowest.p95, _FIND_P95_MS),
        ("restart, s", max(median(start.ready_s) for start in large.starts), _RESTART_S),
        ("a change kept, indexed and found, ms", visible, _VISIBLE_MS),
    ]
    if most := _IMPORT_S.get(large.imported.size):
        rows.append(("import, s", large.imported.seconds, most))
    return [
        [what, most, measured, "reached" if measured <= most else "missed"]
        for what, measured, most in rows
    ]
