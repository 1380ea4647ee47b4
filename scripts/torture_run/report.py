"""What a run came to: a table, a line for each fault, and what was wrong."""

from collections.abc import Sequence
from dataclasses import dataclass

from scripts.benchmark.table import Printer
from scripts.torture_run.kills import Totals
from scripts.torture_run.ledger import Ledger

_TOLD = 20  # of what was wrong


@dataclass(frozen=True)
class FaultOutcome:
    """One fault: what it says of itself, and what was wrong, if anything."""

    name: str
    says: str
    wrong: Sequence[str]


def kills_are_survived(totals: Totals, ledger: Ledger, printer: Printer) -> bool:
    """Print what the kills came to; whether nothing was lost and nothing disagrees."""
    printer.heading("Killed while writing")
    row = (
        totals.kills,
        ledger.acknowledged_number,
        len(totals.lost),
        len(totals.disagreeing),
    )
    printer.table(("kills", "acknowledged", "lost", "disagreeing"), [(str(row[0]), *row[1:])])
    killed = totals.by_victim.items()
    victims = ", ".join(f"{number} {what.value}" for what, number in killed if number)
    printer.note(f"killed: {victims}")
    for wrong in (*totals.lost[:_TOLD], *totals.disagreeing[:_TOLD]):
        printer.note(f"! {wrong}")
    return not totals.lost and not totals.disagreeing


def faults_are_survived(outcomes: Sequence[FaultOutcome], printer: Printer) -> bool:
    """Print a line for each fault; whether all of them were survived."""
    printer.heading("Faults")
    for each in outcomes:
        printer.note(f"{'NOT survived' if each.wrong else 'survived'}: {each.name}. {each.says}")
        for wrong in each.wrong[:_TOLD]:
            printer.note(f"! {wrong}")
    return not any(each.wrong for each in outcomes)
