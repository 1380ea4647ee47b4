"""Short stories of what a group or a service meant to somebody, told with their consent."""

from dataclasses import dataclass
from datetime import date

STORY_LONGEST = 600  # characters


@dataclass(frozen=True, slots=True)
class Story:
    """A story, about a listing or a ward (its code). It is shown until `until`, a year at most.

    `consent_on` is when the person it is about said yes to it, and `by` the id of the member of
    staff who heard that. No name stands in it.
    """

    id: str
    title: str
    text: str
    consent_on: date
    until: date
    by: str
    listing_id: str = ""
    ward: str = ""

    def is_shown(self, today: date) -> bool:
        """Whether it may be shown on a day."""
        return self.consent_on <= today <= self.until
