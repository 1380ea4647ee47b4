"""Requests leave the queue once what they ask for is done, or cannot be done any more."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.proposal import Proposal, ProposalState
from assetmap.services.checks.review_queue import QueueKind, review_queue
from assetmap.services.checks.sent_back import sent_back_to
from assetmap.services.checks.upkeep_run import run_day
from assetmap.services.context import Context
from assetmap.services.listings import archiving
from assetmap.services.listings.proposals import approve, propose, propose_archive, waiting
from assetmap.storage.tables import DO_NOT_LIST, PROPOSALS
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, OTHER_VOLUNTEER, VOLUNTEER, a_whole_listing, by

Deed = Callable[[Context], None]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("one", name="One Club"),
        a_whole_listing("two", name="Two Club"),
        a_whole_listing("three", name="Three Club"),
    )


def merge_request(context: Context, gone: str = "one", kept: str = "two") -> Proposal:
    return propose_archive(context, by(VOLUNTEER), gone, "merged", into=kept)


def words_of(context: Context, proposal: Proposal) -> tuple[str, str]:
    found = context.store.get(PROPOSALS, proposal.id)
    return found.state, found.words


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        (
            lambda context: archiving.merge(context, by(EDITOR), "one", "two"),
            "The two are one listing now: “One Club” was merged into “Two Club”.",
        ),
        (
            lambda context: archiving.merge(context, by(EDITOR), "two", "one"),
            "The two are one listing now: “Two Club” was merged into “One Club”.",
        ),
        (
            lambda context: archiving.archive(context, by(EDITOR), "one", "closed"),
            "“One Club” was archived, so there is nothing left to decide.",
        ),
        (
            lambda context: archiving.archive(context, by(EDITOR), "two", "closed"),
            "“Two Club” was archived, so nothing can be merged into it.",
        ),
        (
            lambda context: archiving.merge(context, by(EDITOR), "one", "three"),
            "“One Club” was merged into “Three Club”, so there is nothing left to decide.",
        ),
        (
            lambda context: archiving.merge(context, by(EDITOR), "two", "three"),
            "“Two Club” was merged into “Three Club”, so nothing can be merged into it.",
        ),
    ],
)
def test_merge_request_is_closed_with_words_however_it_ended(
    context: Context, deed: Deed, words: str
) -> None:
    request = merge_request(context)
    deed(context)
    assert words_of(context, request) == (ProposalState.CLOSED, words)
    assert review_queue(context, by(EDITOR)).counts[QueueKind.ARCHIVE] == 0
    (told,) = sent_back_to(context, VOLUNTEER)
    assert (told.is_closed, told.words, told.by, told.listing.id) == (True, words, "edna", "one")


def test_another_request_for_the_same_is_closed_when_one_is_approved(context: Context) -> None:
    mine = merge_request(context)
    theirs = propose_archive(context, by(OTHER_VOLUNTEER), "two", "merged", into="one")
    elsewhere = merge_request(context, "three", "two")
    approve(context, by(EDITOR), mine.id)
    assert [each.id for each in waiting(context)] == [elsewhere.id]
    assert words_of(context, theirs)[0] is ProposalState.CLOSED
    assert words_of(context, mine)[0] is ProposalState.APPROVED
    assert sent_back_to(context, VOLUNTEER) == ()


def test_change_of_what_is_archived_is_closed_too(context: Context) -> None:
    change = propose(context, by(VOLUNTEER), "one", {"cost": "Free"})
    archiving.archive(context, by(EDITOR), "one", "moved")
    assert words_of(context, change)[0] is ProposalState.CLOSED
    done = [each.entry.happening for each in context.store.audited(subject="listing:one")]
    assert [(each.what, each.by) for each in done][-1] == ("closed a request", "edna")


def test_whoever_archives_it_themselves_is_told_nothing(context: Context) -> None:
    propose_archive(context, by(EDITOR), "one", "moved")
    archiving.archive(context, by(EDITOR), "one", "moved")
    assert sent_back_to(context, EDITOR) == ()


def test_what_is_archived_or_not_public_cannot_be_asked_for(context: Context) -> None:
    archiving.archive(context, by(EDITOR), "one", "closed")
    for gone, kept in (("one", "two"), ("two", "one"), ("two", "two")):
        with pytest.raises(NotPossible):
            merge_request(context, gone, kept)


def test_day_s_work_closes_what_was_left_from_before(context: Context) -> None:
    request = merge_request(context)
    archiving.merge(context, by(EDITOR), "one", "two")
    with context.unit_of_work() as uow:  # as an earlier release left it
        uow.save(PROPOSALS, request)
    run_day(context)
    assert words_of(context, request)[1].startswith("The two are one listing now")
    (told,) = sent_back_to(context, VOLUNTEER)
    assert told.by == "program"


def test_wish_to_be_taken_off_goes_on_with_the_listing_that_stays(context: Context) -> None:
    wish = propose_archive(context, by(VOLUNTEER), "one", "owner asked")
    archiving.merge(context, by(EDITOR), "one", "two")
    assert waiting(context) == [replace(wish, listing_id="two")]


def test_wish_to_be_taken_off_is_kept_when_it_is_archived_for_another_reason(
    context: Context,
) -> None:
    propose_archive(context, by(VOLUNTEER), "one", "owner asked")
    archiving.archive(context, by(EDITOR), "one", "closed")
    assert [entry.name for entry in context.store.find(DO_NOT_LIST)] == ["one club"]
    assert waiting(context) == []
