"""What waits for an editor: everything that does, nothing that does not, the urgent first."""

from datetime import date, datetime

import pytest

from assetmap.clock import LONDON
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import RESIDENT, NotAllowed
from assetmap.services.checks.reports import report_problem, settle
from assetmap.services.checks.review_queue import Sort, asked_by, review_queue
from assetmap.services.context import Desk
from assetmap.services.listings.proposals import propose, propose_archive, send_back
from tests.conftest import DeskMaker
from tests.factories import a_listing
from tests.services.colleagues import EDITOR, MANAGER, VOLUNTEER, a_draft, a_draft_in_review, by

SEEN = date(2025, 5, 4)


def waiting(desk: Desk) -> list[tuple[Sort, str]]:
    return [(line.sort, line.listing_id) for line in review_queue(desk, by(EDITOR)).lines]


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=LONDON)


def test_queue_puts_reports_first_and_then_the_oldest(make_desk: DeskMaker) -> None:
    ran_out = Evidence(Proof.INSURANCE, SEEN, date(2026, 3, 1))
    desk = make_desk(
        a_listing("proof", evidence=(ran_out,)),
        a_listing("draft", status=Status.IN_REVIEW, changed_at=at(3)),
        a_listing("told", status=Status.SUGGESTED, changed_at=at(2)),
        a_listing("knit"),
        a_listing("purl"),
    )
    propose(desk, by(VOLUNTEER), "knit", {"cost": "£3"})
    report_problem(desk, by(RESIDENT), "purl", Trouble.TIMES_WRONG)
    report_problem(desk, by(RESIDENT), "knit", Trouble.REMOVE)

    assert waiting(desk) == [
        (Sort.URGENT, "knit"),
        (Sort.REPORT, "purl"),
        (Sort.EVIDENCE, "proof"),
        (Sort.SUGGESTION, "told"),
        (Sort.DRAFT, "draft"),
        (Sort.CHANGE, "knit"),
    ]


def test_queue_counts_each_sort_and_shows_one_alone(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("knit"), a_listing("purl"))
    propose(desk, by(VOLUNTEER), "knit", {"cost": "£3"})
    propose(desk, by(VOLUNTEER), "knit", {"cost": "£4"})
    propose_archive(desk, by(VOLUNTEER), "purl", "closed")

    queue = review_queue(desk, by(EDITOR))

    assert queue.counts == {**dict.fromkeys(Sort, 0), Sort.CHANGE: 2, Sort.ARCHIVE: 1}
    assert [line.says for line in queue.only(Sort.ARCHIVE)] == ["Archive: closed"]
    assert len(queue.only(None)) == 3


def test_queue_leaves_out_what_is_decided_or_not_sent_yet(make_desk: DeskMaker) -> None:
    held = Evidence(Proof.INSURANCE, SEEN, date(2026, 3, 16))
    renewed = (Evidence(Proof.DBS, SEEN, date(2026, 1, 1)), Evidence(Proof.DBS, SEEN))
    desk = make_desk(
        a_listing("knit", evidence=(held,)),
        a_listing("purl", evidence=renewed),
        a_listing("closed", status=Status.CLOSED),
    )
    a_draft(desk)
    proposal = propose(desk, by(VOLUNTEER), "knit", {"cost": "£3"})
    send_back(desk, by(EDITOR), proposal.id, "No.")
    report = report_problem(desk, by(RESIDENT), "knit", Trouble.PRIVATE)
    settle(desk, by(EDITOR), report.id, ReportState.UNFOUNDED)

    assert waiting(desk) == []


def test_what_follows_is_the_next_and_after_the_last_the_first(make_desk: DeskMaker) -> None:
    desk = make_desk(
        *(a_listing(f"d{n}", status=Status.IN_REVIEW, changed_at=at(n)) for n in (1, 2, 3))
    )
    queue = review_queue(desk, by(EDITOR))
    following = {each: queue.after(each) for each in ("d1", "d2", "d3", "unknown")}
    assert {each: line and line.id for each, line in following.items()} == {
        "d1": "d2",
        "d2": "d3",
        "d3": "d1",
        "unknown": "d1",
    }


def test_nothing_follows_the_only_one(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("only", status=Status.IN_REVIEW))
    assert review_queue(desk, by(EDITOR)).after("only") is None


def test_draft_was_asked_for_by_whoever_sent_it(make_desk: DeskMaker) -> None:
    desk = make_desk()
    a_draft_in_review(desk, VOLUNTEER)
    (line,) = review_queue(desk, by(EDITOR)).lines
    assert asked_by(desk, line) == VOLUNTEER.id


@pytest.mark.parametrize("person", [VOLUNTEER, MANAGER])
def test_only_editors_and_admins_see_the_queue(make_desk: DeskMaker, person: object) -> None:
    with pytest.raises(NotAllowed):
        review_queue(make_desk(), by(person))  # type: ignore[arg-type]


def test_organiser_who_wants_to_be_taken_off_comes_first(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing("knit"), a_listing("purl"))
    report_problem(desk, by(RESIDENT), "knit", Trouble.TIMES_WRONG)
    propose_archive(desk, by(VOLUNTEER), "purl", "owner asked")
    assert waiting(desk) == [(Sort.URGENT, "purl"), (Sort.REPORT, "knit")]
