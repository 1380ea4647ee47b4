"""Reports of what is wrong with a listing: taken from anyone, settled by staff."""

import secrets
from dataclasses import replace

from assetmap.domain.audit import Happening
from assetmap.domain.check import after_report, without_report
from assetmap.domain.people import Action, require
from assetmap.domain.report import Report, ReportState, Trouble
from assetmap.services.desk import Desk
from assetmap.services.indexing import drain
from assetmap.services.recording import By, record_change, whole
from assetmap.storage.store import Writer
from assetmap.storage.tables import REPORTS

WORDS_LONGEST = 1000
_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without those that look alike


class AlreadySettled(Exception):
    """Somebody else has settled the report in the meantime."""


def report_problem(
    desk: Desk, by: By, listing_id: str, trouble: Trouble, words: str = "", contact: str = ""
) -> Report:
    """Keep a report; the listing is due for a check at once. Raises NotFound, NotAllowed."""
    require(by.person, Action.SUGGEST)
    now = desk.clock.now()
    report = Report(
        id=new_reference("R"),
        listing_id=listing_id,
        trouble=trouble,
        at=now,
        words=words.strip()[:WORDS_LONGEST],
        by=by.person.id,
        contact=contact.strip(),
    )
    with desk.store.transaction() as writer:
        before = whole(desk, listing_id)
        writer.keep(REPORTS, report)
        after = after_report(before.listing, now.date())
        record_change(desk, writer, by, before, after, "reported a problem", str(trouble))
    drain(desk)
    return report


def settle(desk: Desk, by: By, report_id: str, state: ReportState) -> Report:
    """Close a report as right or unfounded; an unfounded one casts no doubt any more.

    Raises NotAllowed, NotFound, AlreadySettled.
    """
    with desk.store.transaction() as writer:
        report = desk.store.one(REPORTS, report_id)
        require(by.person, Action.CONFIRM, report.listing_id)
        if report.state is not ReportState.OPEN:
            raise AlreadySettled("Somebody else has settled this report already.")
        settled = _close(desk, writer, by, report, state)
        if state is ReportState.UNFOUNDED:
            before = whole(desk, report.listing_id)
            after = without_report(before.listing, report.at.date())
            record_change(desk, writer, by, before, after, "withdrew a doubt")
    drain(desk)
    return settled


def close_all(desk: Desk, writer: Writer, by: By, listing_id: str, state: ReportState) -> None:
    """Close every open report of a listing, inside the caller's transaction."""
    for report in open_reports(desk, listing_id):
        _close(desk, writer, by, report, state)


def open_reports(desk: Desk, listing_id: str = "") -> list[Report]:
    """The reports that nobody has settled, of one listing or of all, oldest first."""
    if listing_id:
        return desk.store.find(REPORTS, state=ReportState.OPEN, listing_id=listing_id)
    return desk.store.find(REPORTS, state=ReportState.OPEN)


def new_reference(letter: str) -> str:
    """A reference that can be read down a phone: `R-7K2M9Q`."""
    return f"{letter}-{''.join(secrets.choice(_SIGNS) for _ in range(6))}"


def _close(desk: Desk, writer: Writer, by: By, report: Report, state: ReportState) -> Report:
    now = desk.clock.now()
    settled = replace(report, state=state, closed_by=by.person.id, closed_at=now)
    writer.keep(REPORTS, settled)
    subject = f"listing:{report.listing_id}"
    writer.audit(Happening(now, by.person.id, "settled a report", subject, by.origin, str(state)))
    return settled
