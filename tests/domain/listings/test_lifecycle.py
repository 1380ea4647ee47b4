"""The moves of a listing's life, each start and end written out."""

from datetime import date

import pytest

from assetmap.domain.listings.lifecycle import (
    TRANSITIONS,
    ArchiveReason,
    NotPossible,
    Transition,
    next_status,
    possible_transitions,
    published_status,
    with_published_on,
)
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Action
from tests.factories import a_listing

ENDS = {
    (Status.SUGGESTED, Transition.ACCEPT): Status.DRAFT,
    (Status.SUGGESTED, Transition.REJECT): Status.CLOSED,
    (Status.DRAFT, Transition.SUBMIT): Status.IN_REVIEW,
    (Status.DRAFT, Transition.ARCHIVE): Status.ARCHIVED,
    (Status.IN_REVIEW, Transition.SEND_BACK): Status.DRAFT,
    (Status.IN_REVIEW, Transition.PUBLISH): Status.PUBLISHED,
    (Status.IN_REVIEW, Transition.ARCHIVE): Status.ARCHIVED,
    (Status.PUBLISHED, Transition.PAUSE): Status.PAUSED,
    (Status.PUBLISHED, Transition.ARCHIVE): Status.ARCHIVED,
    (Status.PLANNED, Transition.RESUME): Status.PUBLISHED,
    (Status.PLANNED, Transition.ARCHIVE): Status.ARCHIVED,
    (Status.PAUSED, Transition.RESUME): Status.PUBLISHED,
    (Status.PAUSED, Transition.ARCHIVE): Status.ARCHIVED,
    (Status.ARCHIVED, Transition.RESTORE): Status.DRAFT,
    (Status.CLOSED, Transition.RESTORE): Status.DRAFT,
}
PAIRS = [(status, move) for status in Status for move in Transition]


@pytest.mark.parametrize(("status", "move"), PAIRS)
def test_move_ends_where_the_states_say_or_is_refused(status: Status, move: Transition) -> None:
    if (status, move) in ENDS:
        assert next_status(status, move) is ENDS[status, move]
        return
    with pytest.raises(NotPossible) as refusal:
        next_status(status, move)
    assert str(refusal.value) == f"You cannot {move} a listing that is {status.label.lower()}."


@pytest.mark.parametrize("status", Status)
def test_possible_moves_are_those_that_are_not_refused(status: Status) -> None:
    assert possible_transitions(status) == tuple(
        move for move in Transition if (status, move) in ENDS
    )


def test_nothing_becomes_public_but_by_publishing_or_resuming_what_was_public() -> None:
    into_public = {
        (start, move)
        for (start, move), end in ENDS.items()
        if end.is_public and not start.is_public
    }
    assert into_public == {(Status.IN_REVIEW, Transition.PUBLISH)}


def test_moves_are_made_by_those_who_may() -> None:
    assert {move: step.action for move, step in TRANSITIONS.items()} == {
        Transition.ACCEPT: Action.REVIEW,
        Transition.REJECT: Action.REVIEW,
        Transition.SUBMIT: Action.CREATE,
        Transition.SEND_BACK: Action.PUBLISH,
        Transition.PUBLISH: Action.PUBLISH,
        Transition.PAUSE: Action.CHANGE_LIVE,
        Transition.RESUME: Action.CHANGE_LIVE,
        Transition.ARCHIVE: Action.ARCHIVE,
        Transition.RESTORE: Action.ARCHIVE,
    }


@pytest.mark.parametrize("reason", ArchiveReason)
def test_archive_reason_has_a_sentence_that_blames_nobody(reason: ArchiveReason) -> None:
    assert reason.words.endswith(".")
    if reason in (ArchiveReason.POLICY, ArchiveReason.REJECTED):
        assert reason.words == "It does not fit what this directory lists."


@pytest.mark.parametrize("status", Status)
def test_day_of_publication_is_that_of_the_last_time(status: Status) -> None:
    then, today = date(2025, 1, 2), date(2026, 3, 16)
    after = a_listing(status=status, published_on=date(2020, 1, 1))  # as a file may say
    new = with_published_on(after, None, today).published_on
    assert new == (today if status.is_public else None)
    for was in Status:
        before = a_listing(status=was, published_on=then)
        is_new = status.is_public and not was.is_public
        kept = with_published_on(after, before, today)
        assert kept.published_on == (today if is_new else then), was


def test_what_opens_on_a_day_to_come_is_published_as_planned() -> None:
    """Otherwise its page would say that it is open, months before it is."""
    today = date(2026, 3, 16)
    days = (None, date(2026, 3, 15), today, date(2026, 3, 17))
    drafts = [a_listing(status=Status.IN_REVIEW, opens_on=day) for day in days]
    assert [published_status(each, today) for each in drafts] == [
        *[Status.PUBLISHED] * 3,
        Status.PLANNED,
    ]
    with pytest.raises(NotPossible):
        published_status(a_listing(status=Status.DRAFT), today)


def test_only_planned_and_paused_listings_are_off() -> None:
    assert [status for status in Status if status.is_off] == [Status.PLANNED, Status.PAUSED]
