"""The reports that wait for somebody, and closing them: below checks and changes, which both do."""

from dataclasses import replace
from datetime import date

from assetmap.domain.checks.report import Report, ReportState
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import REPORTS
from assetmap.storage.unit_of_work import UnitOfWork


def close_all(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    listing_id: str,
    state: ReportState,
    *,
    until: date,
) -> tuple[str, ...]:
    """Close a listing's open reports up to a day, in the caller's transaction; gives their ids."""
    due = [report for report in open_reports(context, listing_id) if report.on <= until]
    for report in due:
        close_report(context, uow, actor, report, state)
    return tuple(report.id for report in due)


def reopen_report(context: Context, uow: UnitOfWork, actor: Actor, report_id: str) -> None:
    """Have a report wait again that was settled by mistake, inside the caller's transaction."""
    report = context.store.get(REPORTS, report_id)
    again = replace(report, state=ReportState.OPEN, closed_by="", closed_at=None)
    uow.save(REPORTS, again)
    now, subject = context.clock.now(), f"listing:{report.listing_id}"
    uow.audit(AuditEvent(now, actor.person.id, "opened a report again", subject, actor.origin))


def open_reports(context: Context, listing_id: str = "") -> list[Report]:
    """The reports that nobody has settled, of one listing or of all, oldest first."""
    if listing_id:
        return context.store.find(REPORTS, state=ReportState.OPEN, listing_id=listing_id)
    return context.store.find(REPORTS, state=ReportState.OPEN)


def close_report(
    context: Context, uow: UnitOfWork, actor: Actor, report: Report, state: ReportState
) -> Report:
    """Close one report, inside the caller's transaction; gives it as it is kept."""
    now = context.clock.now()
    settled = replace(report, state=state, closed_by=actor.person.id, closed_at=now)
    uow.save(REPORTS, settled)
    subject = f"listing:{report.listing_id}"
    uow.audit(
        AuditEvent(now, actor.person.id, "settled a report", subject, actor.origin, str(state))
    )
    return settled
