"""A listing's life: the moves from one status to another, and who may make them."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Action


class Transition(StrEnum):
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
    FINISHED = "finished"

    @property
    def words(self) -> str:
        """A sentence for the page of the listing that is gone."""
        return {
            ArchiveReason.CLOSED: "It has closed.",
            ArchiveReason.FINISHED: "It has finished: its last date has passed.",
            ArchiveReason.MERGED: "It was listed twice.",
            ArchiveReason.MOVED: "It has moved out of the area.",
            ArchiveReason.OWNER_ASKED: "The people who run it asked us not to list it.",
            ArchiveReason.NOT_CONFIRMED: "We could not find anyone to tell us that it still runs.",
        }.get(self, "It does not fit what this directory lists.")


class NotPossible(Exception):
    """A listing cannot make this move from where it is; the message is plain words."""


@dataclass(frozen=True)
class TransitionRule:
    """From where a move starts, where it ends, and what a person must be allowed to make it."""

    starts: tuple[Status, ...]
    ends: Status
    action: Action


_LIVE = (Status.PUBLISHED, Status.PLANNED, Status.PAUSED)

# Source: the product's states of a listing.
TRANSITIONS = {
    Transition.ACCEPT: TransitionRule((Status.SUGGESTED,), Status.DRAFT, Action.REVIEW),
    Transition.REJECT: TransitionRule((Status.SUGGESTED,), Status.CLOSED, Action.REVIEW),
    Transition.SUBMIT: TransitionRule((Status.DRAFT,), Status.IN_REVIEW, Action.CREATE),
    Transition.SEND_BACK: TransitionRule((Status.IN_REVIEW,), Status.DRAFT, Action.PUBLISH),
    Transition.PUBLISH: TransitionRule((Status.IN_REVIEW,), Status.PUBLISHED, Action.PUBLISH),
    # Not what is only planned: the end of its pause would open it without anybody's word.
    Transition.PAUSE: TransitionRule((Status.PUBLISHED,), Status.PAUSED, Action.CHANGE_LIVE),
    Transition.RESUME: TransitionRule(
        (Status.PAUSED, Status.PLANNED), Status.PUBLISHED, Action.CHANGE_LIVE
    ),
    Transition.ARCHIVE: TransitionRule(
        (*_LIVE, Status.DRAFT, Status.IN_REVIEW), Status.ARCHIVED, Action.ARCHIVE
    ),
    Transition.RESTORE: TransitionRule(
        (Status.ARCHIVED, Status.CLOSED), Status.DRAFT, Action.ARCHIVE
    ),
}


def next_status(status: Status, move: Transition) -> Status:
    """The status after a move. Raises NotPossible when it cannot be made from here."""
    step = TRANSITIONS[move]
    if status not in step.starts:
        raise NotPossible(f"You cannot {move} a listing that is {status.label.lower()}.")
    return step.ends


def published_status(listing: Listing, today: date) -> Status:
    """The status of a listing once an editor publishes it: planned where its day is to come.

    Raises NotPossible when it cannot be published from where it is.
    """
    status = next_status(listing.status, Transition.PUBLISH)
    is_planned = listing.opens_on is not None and listing.opens_on > today
    return Status.PLANNED if is_planned else status


def with_published_on(after: Listing, before: Listing | None, today: date) -> Listing:
    """The listing with the day on which it became public: today, or the day on record.

    `before` is the listing on record, None for a new one.
    """
    was_public = before is not None and before.status.is_public
    if after.status.is_public and not was_public:
        return replace(after, published_on=today)
    published_on = before.published_on if before else None
    return (
        after if after.published_on == published_on else replace(after, published_on=published_on)
    )


def possible_transitions(status: Status) -> tuple[Transition, ...]:
    """The moves that can be made from a status."""
    return tuple(move for move, step in TRANSITIONS.items() if status in step.starts)
