"""Reports: taken from anybody about what is public, settled once by staff."""

from datetime import date
from typing import Any

import pytest

from assetmap.clock import parse_clock
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import RESIDENT, NotAllowed, Person, organiser_of
from assetmap.services.checks.reports import (
    WORDS_LONGEST,
    AlreadySettled,
    new_reference,
    reference_of,
    report_problem,
    settle,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revision_number
from assetmap.services.open_reports import open_reports
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.services.colleagues import (
    BROKER,
    COORDINATOR,
    EDITOR,
    HUB_TEAM,
    LEAVER,
    MANAGER,
    SECRET,
    VOLUNTEER,
    a_whole_listing,
    by,
)

TODAY = date(2026, 3, 16)


def report(context: Context, listing_id: str = "knit-club", **more: Any) -> str:
    return report_problem(context, by(RESIDENT), listing_id, Trouble.NUMBER_DEAD, **more).id


def doubts(context: Context) -> tuple[date, ...]:
    return load_for_update(context, "knit-club").listing.checked.reported


def said(context: Context) -> list[tuple[str, str]]:
    entries = [audited.entry.happening for audited in context.store.audited()]
    return [(entry.by, entry.what) for entry in entries]


def test_report_is_kept_with_a_reference_and_casts_a_doubt(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    kept = report_problem(
        context, by(RESIDENT), "knit-club", Trouble.CLOSED, " It is shut. ", " me@example.org "
    )
    assert open_reports(context) == open_reports(context, "knit-club") == [kept]
    assert (kept.words, kept.contact, kept.by) == ("It is shut.", "me@example.org", "resident")
    assert (kept.state, kept.at) == (ReportState.OPEN, context.clock.now())
    assert doubts(context) == (TODAY,)
    assert load_for_update(context, "knit-club").listing.private == SECRET
    assert revision_number(context, "knit-club") == 0
    assert said(context) == [("resident", "reported a problem")]


def test_report_keeps_what_a_resident_wrote_out_of_the_audit(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    report(context, words="Ring Maureen", contact="me@example.org")
    assert "Maureen" not in repr(list(context.store.audited()))
    assert "me@example" not in repr(list(context.store.audited()))


def test_report_of_endless_words_is_cut(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    report(context, words="x" * 100_000)
    assert len(open_reports(context)[0].words) == WORDS_LONGEST


@pytest.mark.parametrize("status", [status for status in Status if not status.is_public])
def test_report_of_what_is_not_public_finds_nothing(
    make_context: ContextMaker, status: Status
) -> None:
    context = make_context(a_whole_listing(status=status))
    with pytest.raises(NotFound):
        report(context)
    with pytest.raises(NotFound):
        report(context, "nobody")
    assert (open_reports(context), doubts(context), said(context)) == ([], (), [])


@pytest.mark.parametrize("person", [RESIDENT, BROKER, MANAGER, VOLUNTEER, HUB_TEAM])
def test_anybody_may_report_but_who_left(make_context: ContextMaker, person: Person) -> None:
    context = make_context(a_whole_listing())
    assert report_problem(context, by(person), "knit-club", Trouble.FULL).by == person.id
    with pytest.raises(NotAllowed):
        report_problem(context, by(LEAVER), "knit-club", Trouble.FULL)


def test_same_form_sent_twice_is_one_report(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    references = {report(context, words="Shut.", once="form-1") for _ in range(3)}
    assert len(references) == len(open_reports(context)) == len(doubts(context)) == 1
    report(context, words="Shut, really.", once="form-1")
    report(context, words="Shut.", once="form-2")
    assert len(open_reports(context)) == len(doubts(context)) == 3


def test_right_report_is_settled_and_the_doubt_stays_until_a_check(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_whole_listing())
    settled = settle(context, by(VOLUNTEER), report(context), ReportState.RIGHT)
    assert (settled.state, settled.closed_by, settled.closed_at) == (
        *(ReportState.RIGHT, "vera", context.clock.now()),
    )
    assert (open_reports(context), doubts(context)) == ([], (TODAY,))


def test_unfounded_report_takes_its_own_doubt_back_and_no_other(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    first, second = report(context), report(context)
    settle(context, by(EDITOR), first, ReportState.UNFOUNDED)
    assert ([each.id for each in open_reports(context)], doubts(context)) == ([second], (TODAY,))
    settle(context, by(EDITOR), second, ReportState.UNFOUNDED)
    assert load_for_update(context, "knit-club").listing == a_whole_listing()


@pytest.mark.parametrize("state", [ReportState.RIGHT, ReportState.UNFOUNDED])
def test_second_who_settles_is_told(make_context: ContextMaker, state: ReportState) -> None:
    context = make_context(a_whole_listing())
    reference = report(context)
    settle(context, by(VOLUNTEER), reference, ReportState.RIGHT)
    entries = said(context)
    with pytest.raises(AlreadySettled):
        settle(context, by(COORDINATOR), reference, state)
    assert (said(context), doubts(context)) == (entries, (TODAY,))


@pytest.mark.parametrize(
    "person", [RESIDENT, BROKER, MANAGER, LEAVER, organiser_of(("choir",))], ids=lambda p: p.id
)
def test_settling_is_for_those_who_may_check(make_context: ContextMaker, person: Person) -> None:
    context = make_context(a_whole_listing())
    reference = report(context)
    with pytest.raises(NotAllowed):
        settle(context, by(person), reference, ReportState.UNFOUNDED)
    assert len(open_reports(context)) == 1
    with pytest.raises(NotFound):
        settle(context, by(EDITOR), "R-NOTHING", ReportState.RIGHT)


def test_references_can_be_read_down_a_phone() -> None:
    references = {new_reference("R") for _ in range(500)}
    assert len(references) == 500
    for reference in references:
        assert reference.startswith("R-")
        assert len(reference) == 8
        assert not set(reference[2:]) & set("01OIL")
    assert reference_of("S", "a", "b") == reference_of("S", "a", "b") != reference_of("S", "ab")


def test_reports_of_one_visitor_on_one_day_cast_one_doubt(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    first, second = (report(context, visitor="from 192.0.2.7", words=str(n)) for n in range(2))
    assert doubts(context) == (TODAY,)
    marks = {each.visitor for each in open_reports(context)}
    assert len(marks) == 1
    assert "192.0.2.7" not in repr(open_reports(context))
    report(context, visitor="from 192.0.2.8")
    assert doubts(context) == (TODAY, TODAY)
    settle(context, by(VOLUNTEER), first, ReportState.UNFOUNDED)
    assert doubts(context) == (TODAY, TODAY)  # the visitor's other report still stands
    settle(context, by(VOLUNTEER), second, ReportState.UNFOUNDED)
    assert doubts(context) == (TODAY,)


def test_one_visitor_on_two_days_casts_two_doubts(make_context: ContextMaker) -> None:
    context = make_context(a_whole_listing())
    report(context, visitor="from 192.0.2.7")
    context.clock = parse_clock("2026-03-17")
    report(context, visitor="from 192.0.2.7")
    assert doubts(context) == (TODAY, date(2026, 3, 17))
    assert len({each.visitor for each in open_reports(context)}) == 2
