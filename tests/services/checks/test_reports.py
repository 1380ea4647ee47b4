"""Reports: taken from anybody about what is public, settled once by staff."""

from datetime import date
from typing import Any

import pytest

from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import RESIDENT, NotAllowed, Person, organiser_of
from assetmap.services.checks.reports import (
    WORDS_LONGEST,
    AlreadySettled,
    new_reference,
    open_reports,
    reference_of,
    report_problem,
    settle,
)
from assetmap.services.context import Desk
from assetmap.services.listing_repository import revision_number, whole
from assetmap.storage.store import NotFound
from tests.conftest import DeskMaker
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


def report(desk: Desk, listing_id: str = "knit-club", **more: Any) -> str:
    return report_problem(desk, by(RESIDENT), listing_id, Trouble.NUMBER_DEAD, **more).id


def doubts(desk: Desk) -> tuple[date, ...]:
    return whole(desk, "knit-club").listing.checked.reported


def said(desk: Desk) -> list[tuple[str, str]]:
    entries = [audited.entry.happening for audited in desk.store.audited()]
    return [(entry.by, entry.what) for entry in entries]


def test_report_is_kept_with_a_reference_and_casts_a_doubt(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    kept = report_problem(
        desk, by(RESIDENT), "knit-club", Trouble.CLOSED, " It is shut. ", " me@example.org "
    )
    assert open_reports(desk) == open_reports(desk, "knit-club") == [kept]
    assert (kept.words, kept.contact, kept.by) == ("It is shut.", "me@example.org", "resident")
    assert (kept.state, kept.at) == (ReportState.OPEN, desk.clock.now())
    assert doubts(desk) == (TODAY,)
    assert whole(desk, "knit-club").listing.private == SECRET
    assert revision_number(desk, "knit-club") == 0
    assert said(desk) == [("resident", "reported a problem")]


def test_report_keeps_what_a_resident_wrote_out_of_the_audit(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    report(desk, words="Ring Maureen", contact="me@example.org")
    assert "Maureen" not in repr(list(desk.store.audited()))
    assert "me@example" not in repr(list(desk.store.audited()))


def test_report_of_endless_words_is_cut(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    report(desk, words="x" * 100_000)
    assert len(open_reports(desk)[0].words) == WORDS_LONGEST


@pytest.mark.parametrize("status", [status for status in Status if not status.is_public])
def test_report_of_what_is_not_public_finds_nothing(make_desk: DeskMaker, status: Status) -> None:
    desk = make_desk(a_whole_listing(status=status))
    with pytest.raises(NotFound):
        report(desk)
    with pytest.raises(NotFound):
        report(desk, "nobody")
    assert (open_reports(desk), doubts(desk), said(desk)) == ([], (), [])


@pytest.mark.parametrize("person", [RESIDENT, BROKER, MANAGER, VOLUNTEER, HUB_TEAM])
def test_anybody_may_report_but_who_left(make_desk: DeskMaker, person: Person) -> None:
    desk = make_desk(a_whole_listing())
    assert report_problem(desk, by(person), "knit-club", Trouble.FULL).by == person.id
    with pytest.raises(NotAllowed):
        report_problem(desk, by(LEAVER), "knit-club", Trouble.FULL)


def test_same_form_sent_twice_is_one_report(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    references = {report(desk, words="Shut.", once="form-1") for _ in range(3)}
    assert len(references) == len(open_reports(desk)) == len(doubts(desk)) == 1
    report(desk, words="Shut, really.", once="form-1")
    report(desk, words="Shut.", once="form-2")
    assert len(open_reports(desk)) == len(doubts(desk)) == 3


def test_right_report_is_settled_and_the_doubt_stays_until_a_check(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    settled = settle(desk, by(VOLUNTEER), report(desk), ReportState.RIGHT)
    assert (settled.state, settled.closed_by, settled.closed_at) == (
        *(ReportState.RIGHT, "vera", desk.clock.now()),
    )
    assert (open_reports(desk), doubts(desk)) == ([], (TODAY,))


def test_unfounded_report_takes_its_own_doubt_back_and_no_other(make_desk: DeskMaker) -> None:
    desk = make_desk(a_whole_listing())
    first, second = report(desk), report(desk)
    settle(desk, by(EDITOR), first, ReportState.UNFOUNDED)
    assert ([each.id for each in open_reports(desk)], doubts(desk)) == ([second], (TODAY,))
    settle(desk, by(EDITOR), second, ReportState.UNFOUNDED)
    assert whole(desk, "knit-club").listing == a_whole_listing()


@pytest.mark.parametrize("state", [ReportState.RIGHT, ReportState.UNFOUNDED])
def test_second_who_settles_is_told(make_desk: DeskMaker, state: ReportState) -> None:
    desk = make_desk(a_whole_listing())
    reference = report(desk)
    settle(desk, by(VOLUNTEER), reference, ReportState.RIGHT)
    entries = said(desk)
    with pytest.raises(AlreadySettled):
        settle(desk, by(COORDINATOR), reference, state)
    assert (said(desk), doubts(desk)) == (entries, (TODAY,))


@pytest.mark.parametrize(
    "person", [RESIDENT, BROKER, MANAGER, LEAVER, organiser_of(("choir",))], ids=lambda p: p.id
)
def test_settling_is_for_those_who_may_check(make_desk: DeskMaker, person: Person) -> None:
    desk = make_desk(a_whole_listing())
    reference = report(desk)
    with pytest.raises(NotAllowed):
        settle(desk, by(person), reference, ReportState.UNFOUNDED)
    assert len(open_reports(desk)) == 1
    with pytest.raises(NotFound):
        settle(desk, by(EDITOR), "R-NOTHING", ReportState.RIGHT)


def test_references_can_be_read_down_a_phone() -> None:
    references = {new_reference("R") for _ in range(500)}
    assert len(references) == 500
    for reference in references:
        assert reference.startswith("R-")
        assert len(reference) == 8
        assert not set(reference[2:]) & set("01OIL")
    assert reference_of("S", "a", "b") == reference_of("S", "a", "b") != reference_of("S", "ab")
