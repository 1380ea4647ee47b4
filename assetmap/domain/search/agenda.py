"""What is on, by day: the answer to a question as a diary has it."""

from dataclasses import dataclass
from datetime import date

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.results import Answer, Hit
from assetmap.domain.times.days_asked import DaysAsked
from assetmap.domain.times.occurrences import DAY, Occurrence


@dataclass(frozen=True)
class AgendaEntry:
    """One thing on one day: its listing as a hit, what the session is called if not as the listing,
    and each time that it is on that day, cancelled and moved ones among them.
    """

    hit: Hit
    name: str
    times: tuple[Occurrence, ...]

    @property
    def listing(self) -> PublicListing:
        """The listing that it is of."""
        return self.hit.listing

    @property
    def on(self) -> date:
        """The day on which the first of its times begins."""
        return date.fromordinal(self.times[0].start // DAY)


@dataclass(frozen=True)
class AgendaDay:
    """One day: what is on and to come, and what is over already, in the order of their starts.

    `holiday` names the bank holiday that it is; `left_out` is how many more there are. `is_known`:
    whether it lies within the days of which dates are worked out. `closed_for` says why the venue
    that was asked for is closed all of it, such as `Good Friday`.
    """

    on: date
    holiday: str
    entries: tuple[AgendaEntry, ...]
    over: tuple[AgendaEntry, ...] = ()
    left_out: int = 0
    is_known: bool = True
    closed_for: str = ""


@dataclass(frozen=True)
class DailyEntry:
    """A thing that is on every day of a week, once: `by_day` has its times of each day."""

    hit: Hit
    name: str
    by_day: tuple[AgendaEntry, ...]


@dataclass(frozen=True)
class Agenda:
    """What is on in the days that were asked for.

    `answer` is the question's, with counts of what is on then and without hits. `total` counts the
    entries of all days and pages; a single day has `pages`. `fits_it_all`: whether everything fits
    all that was asked, and not only some of it.
    """

    answer: Answer
    asked: DaysAsked
    days: tuple[AgendaDay, ...]
    every_day: tuple[DailyEntry, ...]
    total: int
    fits_it_all: bool = True
    page: int = 1
    pages: int = 1
    venue: PublicListing | None = None  # where all of it is, if only that was asked for
