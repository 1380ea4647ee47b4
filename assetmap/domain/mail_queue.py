"""E-mail on its way: a queue that keeps what could not be handed over yet, and signed links."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EmailState(StrEnum):
    """Where a letter is."""

    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class QueuedEmail:
    """An e-mail as queued. `about` names what it is for, so that it is written only once.

    One that holds a code is `is_secret_until` a time: later it is not sent any more, and it is
    kept no longer than until it is sent.
    """

    id: str
    to: str
    subject: str
    text: str
    html: str
    about: str
    queued_at: datetime
    next_try: datetime
    tries: int = 0
    state: EmailState = EmailState.WAITING
    sent_at: datetime | None = None
    trouble: str = ""
    is_secret_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrganiserLink:
    """A link that was given to an organiser: for which listings, as of which revisions.

    `revisions` stand in step with `listing_ids`; `done` are those that the organiser has answered
    for. The signed token carries only the id; it works until every listing is done, until it
    expires, or until a listing that is not done has moved on.
    """

    id: str
    listing_ids: tuple[str, ...]
    revisions: tuple[int, ...]
    made_at: datetime
    used_at: datetime | None = None
    why: str = ""
    done: tuple[str, ...] = ()
    undone_at: datetime | None = None  # when an answer was taken back last
