"""What a resident tells us is wrong with a listing."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assetmap.domain.times.schedule import LONDON


class Trouble(StrEnum):
    """What is wrong."""

    NUMBER_DEAD = "number-dead"
    TIMES_WRONG = "times-wrong"
    PLACE_WRONG = "place-wrong"
    CLOSED = "closed"
    FULL = "full"
    COST_WRONG = "cost-wrong"
    DANGER = "danger"  # somebody may come to harm there
    PRIVATE = "private"  # it shows something private
    REMOVE = "remove"  # the organiser asks to be taken off
    OTHER = "other"

    @property
    def label(self) -> str:
        """The trouble as the form names it."""
        return _LABELS[self]

    @property
    def is_urgent(self) -> bool:
        """Whether somebody may be hurt while it waits."""
        return self in (Trouble.DANGER, Trouble.PRIVATE, Trouble.REMOVE)

    @property
    def is_told_at_once(self) -> bool:
        """Whether editors are written to the moment it is reported: somebody is on their way."""
        return self in (Trouble.DANGER, Trouble.PRIVATE, Trouble.PLACE_WRONG)


_LABELS = {
    Trouble.NUMBER_DEAD: "The number doesn't answer or is wrong",
    Trouble.TIMES_WRONG: "The day or time is wrong",
    Trouble.PLACE_WRONG: "The place is wrong",
    Trouble.CLOSED: "It has closed",
    Trouble.FULL: "It is full",
    Trouble.COST_WRONG: "The cost is wrong",
    Trouble.DANGER: "It is dangerous",
    Trouble.PRIVATE: "It shows something private",
    Trouble.REMOVE: "I run this and want it taken off",
    Trouble.OTHER: "Something else",
}


class ReportState(StrEnum):
    """Where a report is: open until somebody of the staff has dealt with it."""

    OPEN = "open"
    RIGHT = "right"  # it was so; the listing was corrected or checked
    UNFOUNDED = "unfounded"


@dataclass(frozen=True, slots=True)
class Report:
    """One report. `id` is the reference the resident is given; `by` a person's id or `resident`."""

    id: str
    listing_id: str
    trouble: Trouble
    at: datetime
    words: str = ""
    by: str = "resident"
    contact: str = ""  # how to answer, if they wanted an answer
    state: ReportState = ReportState.OPEN
    closed_by: str = ""
    closed_at: datetime | None = None
    visitor: str = ""  # a keyed hash of where it came from, good for its day alone

    @property
    def on(self) -> date:
        """The day of the report, as people here count days."""
        return self.at.astimezone(LONDON).date()
