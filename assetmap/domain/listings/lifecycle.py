"""A listing's life: the moves from one status to another, and who may make them."""

from dataclasses import dataclass
from enum import StrEnum

from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Action


class Move(StrEnum):
    """A step in a listing's life."""

    ACCEPT = "accept"  # a suggestion becomes a draft
    REJECT = "reject"  # a suggestion is spam, or listed already
    SUBMIT = "submit"
    SEND_BACK = "send back"
    PUBLISH = "publish"
    PAUSE = "pause"
    RESUME = "resume"
    ARCHIVE = "archive"
    RESTORE = "restore"


class ArchiveReason(StrEnum):
    """Why a listing is no longer listed."""

    CLOSED = "closed"
    MERGED = "merged"
    MOVED = "moved"
    OWNER_ASKED = "owner asked"
    NOT_CONFIRMED = "not confirmed"
    POLICY = "policy"
    REJECTED = "rejected"

    @property
    def words(self) -> str:
        """A sentence for the page of the listing that is gone."""
        return {
            ArchiveReason.CLOSED: "It has closed.",
            ArchiveReason.MERGED: "It was listed twice.",
            ArchiveReason.MOVED: "It has moved out of the area.",
            ArchiveReason.OWNER_ASKED: "The people who run it asked us not to list it.",
            ArchiveReason.NOT_CONFIRMED: "We could not find anyone to tell us that it still runs.",
        }.get(self, "It does not fit what this directory lists.")


class NotPossible(Exception):
    """A listing cannot make this move from where it is; the message is plain words."""


@dataclass(frozen=True)
class Step:
    """From where a move starts, where it ends, and what a person must be allowed to make it."""

    starts: tuple[Status, ...]
    ends: Status
    action: Action


_LIVE = (Status.PUBLISHED, Status.PLANNED, Status.PAUSED)

# Source: the product's states of a listing.
STEPS = {
    Move.ACCEPT: Step((Status.SUGGESTED,), Status.DRAFT, Action.REVIEW),
    Move.REJECT: Step((Status.SUGGESTED,), Status.CLOSED, Action.REVIEW),
    Move.SUBMIT: Step((Status.DRAFT,), Status.IN_REVIEW, Action.CREATE),
    Move.SEND_BACK: Step((Status.IN_REVIEW,), Status.DRAFT, Action.PUBLISH),
    Move.PUBLISH: Step((Status.IN_REVIEW,), Status.PUBLISHED, Action.PUBLISH),
    Move.PAUSE: Step((Status.PUBLISHED, Status.PLANNED), Status.PAUSED, Action.CHANGE_LIVE),
    Move.RESUME: Step((Status.PAUSED, Status.PLANNED), Status.PUBLISHED, Action.CHANGE_LIVE),
    Move.ARCHIVE: Step((*_LIVE, Status.DRAFT, Status.IN_REVIEW), Status.ARCHIVED, Action.ARCHIVE),
    Move.RESTORE: Step((Status.ARCHIVED, Status.CLOSED), Status.DRAFT, Action.ARCHIVE),
}


def moved(status: Status, move: Move) -> Status:
    """The status after a move. Raises NotPossible when it cannot be made from here."""
    step = STEPS[move]
    if status not in step.starts:
        raise NotPossible(f"You cannot {move} a listing that is {status.label.lower()}.")
    return step.ends


def possible_moves(status: Status) -> tuple[Move, ...]:
    """The moves that can be made from a status."""
    return tuple(move for move, step in STEPS.items() if status in step.starts)
