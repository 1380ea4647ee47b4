"""Checked in time, and reports dealt with within two working days."""

from datetime import UTC, date, datetime

import pytest

from assetmap.domain.checks.report import Report, ReportState, Trouble
from assetmap.domain.listings.listing import Checked
from assetmap.services.reports.trust import trust, working_days_after
from assetmap.storage.tables import REPORTS
from tests.conftest import ContextMaker
from tests.factories import a_listing


@pytest.mark.parametrize(
    ("day", "after"),
    [
        ("2026-03-16", "2026-03-18"),  # Monday
        ("2026-03-13", "2026-03-17"),  # Friday
        ("2026-03-14", "2026-03-17"),  # Saturday
        ("2026-04-02", "2026-04-08"),  # Maundy Thursday: Good Friday and Easter Monday come between
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(
    make_context: ContextMaker, day: str, after: str
) -> None:
    holidays = make_context().borough.bank_holidays
    assert working_days_after(date.fromisoformat(day), 2, holidays) == date.fromisoformat(after)


def a_report(number: int, at: datetime, closed: datetime | None) -> Report:
    state = ReportState.RIGHT if closed else ReportState.OPEN
    return Report(f"R{number}", "new", Trouble.FULL, at, state=state, closed_at=closed)


def test_what_is_in_time_and_what_is_not(make_context: ContextMaker) -> None:
    checked = {"new": date(2026, 3, 6), "old": date(2025, 6, 1), "due": date(2025, 9, 14)}
    context = make_context(
        *(
            a_listing(id_, checked=Checked(on=on, by="CVS", how="phone"), steward="Thurrock CVS")
            for id_, on in checked.items()
        ),
        a_listing("never", checked=Checked()),
    )
    friday = datetime(2026, 3, 6, 12, tzinfo=UTC)
    with context.unit_of_work() as uow:
        uow.save(REPORTS, a_report(1, friday, datetime(2026, 3, 10, 12, tzinfo=UTC)))
        uow.save(REPORTS, a_report(2, friday, datetime(2026, 3, 11, 12, tzinfo=UTC)))
        uow.save(REPORTS, a_report(3, friday, None))
        longer = datetime(2024, 3, 6, tzinfo=UTC)
        uow.save(REPORTS, a_report(4, longer, longer))
    found = trust(context)
    assert found.in_time == ("new",)
    assert sorted(found.not_in_time) == ["due", "never"]  # "old" is not shown unless asked for
    assert (found.median_age, found.closed, found.closed_in_time, found.waiting) == (96, 2, 1, 1)
    assert (found.share_closed, found.overdue_by) == (0.5, ())
