"""Takes a file's rows in, all of them or none, without keeping how to undo it: the sample's way."""

from collections.abc import Callable

from assetmap.domain.people.people import PROGRAM
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.exchange.incoming import IncomingFile
from assetmap.services.context import Context
from assetmap.services.imports.differences import keep_difference
from assetmap.services.imports.evaluation import Evaluation
from assetmap.services.imports.report import ImportReport
from assetmap.services.imports.row_changes import IMPORTED
from assetmap.services.imports.row_results import ImportOptions, RowResult
from assetmap.services.listing_repository import Actor, save_change
from assetmap.storage.tables import IMPORT_SOURCES, SOURCE_ROWS
from assetmap.storage.unit_of_work import UnitOfWork

BY_IMPORT = Actor(PROGRAM, "import")


def import_file(
    context: Context,
    file: IncomingFile,
    terms: ImportOptions,
    done: Callable[[], None] = lambda: None,
) -> ImportReport:
    """Take a file in; calls `done` after each row. A dry run writes nothing.

    The same source again changes what came before, by the source's own ids, or by name, place and
    session where the file has none; and only what it says anew and nobody here has changed or
    confirmed since. Raises what the store raises; then nothing was kept.
    """
    evaluation = Evaluation(context, file, terms)
    evaluation.run(done)
    source = evaluation.new_source
    if terms.dry_run or not (evaluation.changes or source):
        return evaluation.report
    with context.unit_of_work() as uow:
        for each in evaluation.changes:
            keep_row(context, uow, each, terms.source)
        if source:
            uow.save(IMPORT_SOURCES, source)
        uow.audit(imported(context, evaluation.report, terms.source))
    return evaluation.report


def keep_row(context: Context, uow: UnitOfWork, result: RowResult, source: str) -> None:
    """Write what a row does, inside the caller's transaction."""
    change = result.change
    if change is None:
        return
    if change.before is None:
        uow.add_listing(change.after)  # its history begins with the first change
    elif change.is_change:
        save_change(context, uow, BY_IMPORT, change.before, change.after, IMPORTED)
    if change.before and (change.kept or change.asks_to_archive):
        keep_difference(context, uow, BY_IMPORT, change, source)
    uow.save(SOURCE_ROWS, change.row)


def imported(context: Context, report: ImportReport, source: str) -> AuditEvent:
    """One line for the file as a whole: a line for each new listing would bury all others."""
    says = f"{report.new} new, {report.changed} changed, {len(report.refused)} refused"
    now, subject = context.clock.now(), f"source:{source}"
    return AuditEvent(now, PROGRAM.id, "imported a file", subject, BY_IMPORT.origin, says)
