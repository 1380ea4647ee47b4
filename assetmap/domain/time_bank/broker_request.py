"""What a coordinator asks the broker: could somebody do this? (TB20)"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RequestState(StrEnum):
    """Whether a broker has taken it up."""

    WAITING = "waiting"
    TAKEN = "taken"  # it is a want now, or was arranged
    NOT_POSSIBLE = "not-possible"

    @property
    def label(self) -> str:
        """The state as people say it."""
        return _STATE_LABELS[self]


_STATE_LABELS = {
    RequestState.WAITING: "Waiting",
    RequestState.TAKEN: "Taken up",
    RequestState.NOT_POSSIBLE: "Not possible",
}


@dataclass(frozen=True, slots=True)
class BrokerRequest:
    """Help that somebody could use: what, where, on which days. Nothing in it says who.

    `by` is the id of the member of staff who asked. `ward` is an area's code. `item_id` is the want
    that a broker made of it.
    """

    id: str
    by: str
    at: datetime
    what: str
    category: str = ""
    ward: str = ""
    days: tuple[str, ...] = ()
    state: RequestState = RequestState.WAITING
    item_id: str = ""
    answered_at: datetime | None = None
    answered_by: str = ""
