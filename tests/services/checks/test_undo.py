"""Taking back "All correct": wholly, within the minute, and only while nothing came after it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.clock import Clock
from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import RESIDENT, NotAllowed
from assetmap.services.checks.checks import checks_of, record_check
from assetmap.services.checks.organiser_answers import confirm
from assetmap.services.checks.organiser_links import OutdatedLink, link_of, open_link
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.undo import undo_answers, undo_check
from assetmap.services.checks.work_queue import call_list
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings.edits import change_live
from assetmap.services.open_reports import open_reports
from assetmap.storage.tables import REPORTS
from tests.conftest import ContextMaker
from tests.services.colleagues import OTHER_VOLUNTEER, VOLUNTEER, by
from tests.services.organisers import LATE, a_link, checked_on, due_listing

BEFORE = checked_on(LATE, unanswered=(date(2026, 3, 14),))


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(due_listing(checked=BEFORE), due_listing("choir", LATE))


def all_correct(context: Context) -> Check:
    actor = by(VOLUNTEER)
    return record_check(context, actor, "knit-club", Method.PHONED, Outcome.ALL_CORRECT)


def later(context: Context, seconds: float) -> None:
    """Let so many seconds go by on this context's clock."""
    context.clock = Clock(context.clock.now() + timedelta(seconds=seconds))


def now(context: Context) -> Listing:
    return load_for_update(context, "knit-club").listing


def test_dates_calls_reports_and_the_check_itself_are_as_before(context: Context) -> None:
    report = report_problem(context, by(RESIDENT), "knit-club", Trouble.TIMES_WRONG)
    before, calls = now(context), call_list(context, VOLUNTEER)
    check = all_correct(context)
    assert (now(context).checked.on, open_reports(context)) == (date(2026, 3, 16), [])

    undo_check(context, by(VOLUNTEER), check.id)

    after = now(context)
    assert after.checked == before.checked
    assert replace(after, created_at=None, changed_at=None) == before
    assert open_reports(context, "knit-club") == [report]
    assert checks_of(context, "knit-club") == []
    found = call_list(context, VOLUNTEER)
    assert (found.made, found.tried) == (calls.made, calls.tried)
    assert [x.listing.id for x in found.left] == [x.listing.id for x in calls.left]
    assert context.indexer.compare().agrees


def test_audit_and_history_say_that_it_was_taken_back(context: Context) -> None:
    report_problem(context, by(RESIDENT), "knit-club", Trouble.TIMES_WRONG)
    check = all_correct(context)
    undo_check(context, by(VOLUNTEER), check.id)
    done = [x.entry.happening for x in context.store.audited(subject="listing:knit-club")]
    assert [(x.by, x.what, x.why) for x in done][1:] == [
        ("vera", "checked", "phoned: all-correct"),
        ("vera", "settled a report", "right"),
        ("vera", "took back a check", "phoned: all-correct"),
        ("vera", "opened a report again", ""),
    ]
    whats = [each.what for each in revisions_of(context, "knit-club")]
    assert whats == ["taken in", "checked", "took back a check"]


def test_second_check_of_a_day_that_changed_nothing_is_taken_back_too(context: Context) -> None:
    first = all_correct(context)
    second = all_correct(context)
    undo_check(context, by(VOLUNTEER), second.id)
    assert checks_of(context, "knit-club") == [first]
    assert now(context).checked.on == date(2026, 3, 16)
    done = [x.entry.happening.what for x in context.store.audited()]
    assert done == ["checked", "checked", "took back a check"]


@pytest.mark.parametrize(("seconds", "is_refused"), [(0, False), (60, False), (61, True)])
def test_it_is_taken_back_within_a_minute(context: Context, seconds: int, is_refused: bool) -> None:
    check = all_correct(context)
    later(context, seconds)
    if is_refused:
        with pytest.raises(NotPossible, match="for one minute, and that is over"):
            undo_check(context, by(VOLUNTEER), check.id)
        assert checks_of(context, "knit-club") == [check]
    else:
        undo_check(context, by(VOLUNTEER), check.id)
        assert now(context).checked == BEFORE


def test_it_stays_when_something_came_after_it(context: Context) -> None:
    check = all_correct(context)
    change_live(context, by(VOLUNTEER), "knit-club", {"notice": "No wool today."})
    with pytest.raises(NotPossible, match="Something else has been recorded"):
        undo_check(context, by(VOLUNTEER), check.id)
    assert now(context).checked.on == date(2026, 3, 16)


def test_it_stays_when_somebody_reported_or_checked_since(context: Context) -> None:
    check = all_correct(context)
    report_problem(context, by(RESIDENT), "knit-club", Trouble.CLOSED)
    with pytest.raises(NotPossible, match="Something else"):
        undo_check(context, by(VOLUNTEER), check.id)
    another = all_correct(context)
    record_check(context, by(OTHER_VOLUNTEER), "knit-club", Method.PHONED, Outcome.ALL_CORRECT)
    with pytest.raises(NotPossible, match="Something else"):
        undo_check(context, by(VOLUNTEER), another.id)
    (report,) = context.store.find(REPORTS)
    assert report.state is ReportState.RIGHT


def test_only_ones_own_and_only_all_correct_and_only_once(context: Context) -> None:
    check = all_correct(context)
    with pytest.raises(NotAllowed):
        undo_check(context, by(OTHER_VOLUNTEER), check.id)
    undo_check(context, by(VOLUNTEER), check.id)
    with pytest.raises(NotPossible, match="taken back already"):
        undo_check(context, by(VOLUNTEER), check.id)
    tried = record_check(context, by(VOLUNTEER), "knit-club", Method.PHONED, Outcome.NO_ANSWER)
    with pytest.raises(NotPossible):
        undo_check(context, by(VOLUNTEER), tried.id)


def test_organiser_takes_back_all_that_they_confirmed_and_their_link_works_again(
    context: Context,
) -> None:
    token = a_link(context, "knit-club", "choir")
    later(context, 100)
    confirm(context, open_link(context, token), ["knit-club", "choir"])
    later(context, 20)
    undo_answers(context, link_of(context, token))
    assert now(context).checked == BEFORE
    link = link_of(context, token)
    assert (link.done, link.used_at) == ((), None)
    assert [each.id for each in open_link(context, token).listings] == ["knit-club", "choir"]
    done = list(context.store.audited(what="took back a check"))
    assert [x.entry.happening.by for x in done] == ["organiser", "organiser"]
    confirm(context, open_link(context, token), ["choir"])  # and it counts again
    assert load_for_update(context, "choir").listing.checked.on == date(2026, 3, 16)
    later(context, 20)
    change_live(context, by(VOLUNTEER), "knit-club", {"notice": "No wool today."})
    with pytest.raises(OutdatedLink):
        open_link(context, token)


def test_organiser_is_refused_after_the_minute(context: Context) -> None:
    token = a_link(context, "knit-club")
    confirm(context, open_link(context, token), ["knit-club"])
    later(context, 61)
    with pytest.raises(NotPossible, match="for one minute"):
        undo_answers(context, link_of(context, token))
    assert now(context).checked.on == date(2026, 3, 16)
