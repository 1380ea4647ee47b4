"""What changed in the directory for the public: an event for each listing, and nothing of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EventType(StrEnum):
    """What happened to a listing, as the public could see it. The values are kept for good."""

    label: str

    PUBLISHED = ("listing.published", "A listing was added")
    CHANGED = ("listing.changed", "A listing was changed")
    CONFIRMED = ("listing.confirmed", "A listing was checked and is still right")
    CLOSED = ("listing.closed", "A listing was taken off")

    def __new__(cls, value: str, label: str = "") -> "EventType":
        """A member with its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @property
    def change(self) -> str:
        """The event in one word: `published`."""
        return self.value.removeprefix("listing.")


@dataclass(frozen=True, slots=True)
class PublicMark:
    """What a public listing was when it was looked at last, as digests: of what it says, and of
    when it was checked.
    """

    listing_id: str
    content: str
    checked: str


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One event. Its listing's name is read where it is told, so nothing here has to be erased."""

    id: str
    listing_id: str
    type: EventType
    at: datetime


@dataclass(frozen=True, slots=True)
class ChangesSeen:
    """Up to which generation of which store changes were noted. There is one."""

    instance: str
    generation: int
    id: str = "seen"


def event_of(before: PublicMark | None, after: PublicMark | None) -> EventType | None:
    """What happened between two looks at a listing, None for nothing; a mark is of a public one."""
    if before is None or after is None:
        if before is after:
            return None
        return EventType.PUBLISHED if before is None else EventType.CLOSED
    if before.content != after.content:
        return EventType.CHANGED
    return EventType.CONFIRMED if before.checked != after.checked else None
