"""What waits for an editor: everything that does, nothing that does not, the urgent first."""

from datetime import date, datetime

import pytest

from assetmap.clock import LONDON
from assetmap.domain.checks.report import ReportState, Trouble
from assetmap.domain.listings.evidence import Evidence, Proof
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import RESIDENT, NotAllowed
from assetmap.services.checks.reports import report_problem, settle
from assetmap.services.checks.review_queue import QueueKind, asked_by, review_queue
from assetmap.services.context import Context
from assetmap.services.listings.proposals import propose, propose_archive, send_back
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import EDITOR, MANAGER, VOLUNTEER, a_draft, a_draft_in_review, by

SEEN = date(2025, 5, 4)


def waiting(context: Context) -> list[tuple[QueueKind, str]]:
    return [(line.sort, line.listing_id) for line in review_queue(context, by(EDITOR)).lines]


def at(day: int) -> datetime:
    return datetime(2026, 3, day, 12, tzinfo=LONDON)


def test_queue_puts_reports_first_and_then_the_oldest(make_context: ContextMaker) -> None:
    ran_out = Evidence(Proof.INSURANCE, SEEN, date(2026, 3, 1))
    context = make_context(
        a_listing("proof", evidence=(ran_out,)),
        a_listing("draft", status=Status.IN_REVIEW, changed_at=at(3)),
        a_listing("told", status=Status.SUGGESTED, changed_at=at(2)),
        a_listing("knit"),
        a_listing("purl"),
    )
    propose(context, by(VOLUNTEER), "knit", {"cost": "£3"})
    report_problem(context, by(RESIDENT), "purl", Trouble.TIMES_WRONG)
    report_problem(context, by(RESIDENT), "knit", Trouble.REMOVE)

    assert waiting(context) == [
        (QueueKind.URGENT, "knit"),
        (QueueKind.REPORT, "purl"),
        (QueueKind.EVIDENCE, "proof"),
        (QueueKind.SUGGESTION, "told"),
        (QueueKind.DRAFT, "draft"),
        (QueueKind.CHANGE, "knit"),
    ]


def test_queue_counts_each_sort_and_shows_one_alone(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"), a_listing("purl"))
    propose(context, by(VOLUNTEER), "knit", {"cost": "£3"})
    propose(context, by(VOLUNTEER), "knit", {"cost": "£4"})
    propose_archive(context, by(VOLUNTEER), "purl", "closed")

    queue = review_queue(context, by(EDITOR))

    assert queue.counts == {
        **dict.fromkeys(QueueKind, 0),
        QueueKind.CHANGE: 2,
        QueueKind.ARCHIVE: 1,
    }
    assert [line.says for line in queue.only(QueueKind.ARCHIVE)] == ["Archive: closed"]
    assert len(queue.only(None)) == 3


def test_queue_leaves_out_what_is_decided_or_not_sent_yet(make_context: ContextMaker) -> None:
    held = Evidence(Proof.INSURANCE, SEEN, date(2026, 3, 16))
    renewed = (Evidence(Proof.DBS, SEEN, date(2026, 1, 1)), Evidence(Proof.DBS, SEEN))
    context = make_context(
        a_listing("knit", evidence=(held,)),
        a_listing("purl", evidence=renewed),
        a_listing("closed", status=Status.CLOSED),
    )
    a_draft(context)
    proposal = propose(context, by(VOLUNTEER), "knit", {"cost": "£3"})
    send_back(context, by(EDITOR), proposal.id, "No.")
    report = report_problem(context, by(RESIDENT), "knit", Trouble.PRIVATE)
    settle(context, by(EDITOR), report.id, ReportState.UNFOUNDED)

    assert waiting(context) == []


def test_what_follows_is_the_next_and_after_the_last_the_first(make_context: ContextMaker) -> None:
    context = make_context(
        *(a_listing(f"d{n}", status=Status.IN_REVIEW, changed_at=at(n)) for n in (1, 2, 3))
    )
    queue = review_queue(context, by(EDITOR))
    following = {each: queue.after(each) for each in ("d1", "d2", "d3", "unknown")}
    assert {each: line and line.id for each, line in following.items()} == {
        "d1": "d2",
        "d2": "d3",
        "d3": "d1",
        "unknown": "d1",
    }


def test_nothing_follows_the_only_one(make_context: ContextMaker) -> None:
    context = make_context(a_listing("only", status=Status.IN_REVIEW))
    assert review_queue(context, by(EDITOR)).after("only") is None


def test_draft_was_asked_for_by_whoever_sent_it(make_context: ContextMaker) -> None:
    context = make_context()
    a_draft_in_review(context, VOLUNTEER)
    (line,) = review_queue(context, by(EDITOR)).lines
    assert asked_by(context, line) == VOLUNTEER.id


@pytest.mark.parametrize("person", [VOLUNTEER, MANAGER])
def test_only_editors_and_admins_see_the_queue(make_context: ContextMaker, person: object) -> None:
    with pytest.raises(NotAllowed):
        review_queue(make_context(), by(person))  # type: ignore[arg-type]


def test_organiser_who_wants_to_be_taken_off_comes_first(make_context: ContextMaker) -> None:
    context = make_context(a_listing("knit"), a_listing("purl"))
    report_problem(context, by(RESIDENT), "knit", Trouble.TIMES_WRONG)
    propose_archive(context, by(VOLUNTEER), "purl", "owner asked")
    assert waiting(context) == [(QueueKind.URGENT, "purl"), (QueueKind.REPORT, "knit")]
