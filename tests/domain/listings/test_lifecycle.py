"""The moves of a listing's life, each start and end written out."""

import pytest

from assetmap.domain.listings.lifecycle import (
    STEPS,
    ArchiveReason,
    Move,
    NotPossible,
    moved,
    possible_moves,
)
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Action

ENDS = {
    (Status.SUGGESTED, Move.ACCEPT): Status.DRAFT,
    (Status.SUGGESTED, Move.REJECT): Status.CLOSED,
    (Status.DRAFT, Move.SUBMIT): Status.IN_REVIEW,
    (Status.DRAFT, Move.ARCHIVE): Status.ARCHIVED,
    (Status.IN_REVIEW, Move.SEND_BACK): Status.DRAFT,
    (Status.IN_REVIEW, Move.PUBLISH): Status.PUBLISHED,
    (Status.IN_REVIEW, Move.ARCHIVE): Status.ARCHIVED,
    (Status.PUBLISHED, Move.PAUSE): Status.PAUSED,
    (Status.PUBLISHED, Move.ARCHIVE): Status.ARCHIVED,
    (Status.PLANNED, Move.PAUSE): Status.PAUSED,
    (Status.PLANNED, Move.RESUME): Status.PUBLISHED,
    (Status.PLANNED, Move.ARCHIVE): Status.ARCHIVED,
    (Status.PAUSED, Move.RESUME): Status.PUBLISHED,
    (Status.PAUSED, Move.ARCHIVE): Status.ARCHIVED,
    (Status.ARCHIVED, Move.RESTORE): Status.DRAFT,
    (Status.CLOSED, Move.RESTORE): Status.DRAFT,
}
PAIRS = [(status, move) for status in Status for move in Move]


@pytest.mark.parametrize(("status", "move"), PAIRS)
def test_move_ends_where_the_states_say_or_is_refused(status: Status, move: Move) -> None:
    if (status, move) in ENDS:
        assert moved(status, move) is ENDS[status, move]
        return
    with pytest.raises(NotPossible) as refusal:
        moved(status, move)
    assert str(refusal.value) == f"You cannot {move} a listing that is {status.label.lower()}."


@pytest.mark.parametrize("status", Status)
def test_possible_moves_are_those_that_are_not_refused(status: Status) -> None:
    assert possible_moves(status) == tuple(move for move in Move if (status, move) in ENDS)


def test_nothing_becomes_public_but_by_publishing_or_resuming_what_was_public() -> None:
    into_public = {
        (start, move)
        for (start, move), end in ENDS.items()
        if end.is_public and not start.is_public
    }
    assert into_public == {(Status.IN_REVIEW, Move.PUBLISH)}


def test_moves_are_made_by_those_who_may() -> None:
    assert {move: step.action for move, step in STEPS.items()} == {
        Move.ACCEPT: Action.REVIEW,
        Move.REJECT: Action.REVIEW,
        Move.SUBMIT: Action.CREATE,
        Move.SEND_BACK: Action.PUBLISH,
        Move.PUBLISH: Action.PUBLISH,
        Move.PAUSE: Action.CHANGE_LIVE,
        Move.RESUME: Action.CHANGE_LIVE,
        Move.ARCHIVE: Action.ARCHIVE,
        Move.RESTORE: Action.ARCHIVE,
    }


@pytest.mark.parametrize("reason", ArchiveReason)
def test_archive_reason_has_a_sentence_that_blames_nobody(reason: ArchiveReason) -> None:
    assert reason.words.endswith(".")
    if reason in (ArchiveReason.POLICY, ArchiveReason.REJECTED):
        assert reason.words == "It does not fit what this directory lists."
