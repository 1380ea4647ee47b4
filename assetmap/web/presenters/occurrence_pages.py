"""What templates may use of what is on by day: a page's own and a part of a hub's."""

from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Category

PAPER_SIZES = ("A4", "A3")


@dataclass(frozen=True)
class CardTime:
    """One time of an occurrence: `10am to 12 noon`. `is_off`: it is struck, nobody can go.

    `said` is what to know of it: that it is cancelled, where it moved, that it is on now or over.
    `start` is for machines, such as `2026-03-17T10:00`.
    """

    words: str
    start: str
    said: str = ""
    is_off: bool = False
    is_over: bool = False
    is_now: bool = False


@dataclass(frozen=True)
class OccurrenceCard:
    """One thing on one day, or one that is on every day. Empty texts are left out."""

    id: str
    url: str
    name: str  # of the session if it has one of its own, else of the listing
    by: str  # the listing's name where the session has one of its own
    times: tuple[CardTime, ...]
    where: str
    distance: str
    cost: str
    category: Category
    category_label: str
    notes: tuple[str, ...]  # what to know before going: not confirmed, does not say what was asked
    outside: str
    is_sample: bool

    @property
    def is_off(self) -> bool:
        """Whether none of its times is on."""
        return all(each.is_off for each in self.times)

    @property
    def facts(self) -> tuple[str, ...]:
        """What is said of it in one line: whose it is, where, how far and what it costs."""
        return tuple(filter(None, (self.by, self.where, self.distance, self.cost)))


@dataclass(frozen=True)
class OccurrenceDay:
    """One day of the page. `words` stands where there is nothing to come: that nothing is listed,
    or that the day is over; `more` and `more_url` lead to the rest of a long day.
    """

    id: str  # `day-2026-03-17`, to lead to within the page
    heading: str  # `Friday 3 April: Good Friday`
    short: tuple[str, str]  # `Fri` and `3`
    is_today: bool
    occurrences: tuple[OccurrenceCard, ...]
    over: tuple[OccurrenceCard, ...]
    over_words: str
    words: str
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True)
class VenueWeek:
    """What is on this week at a hub, on its own page, and the way to more of it."""

    days: tuple[OccurrenceDay, ...]
    every_day: tuple[OccurrenceCard, ...]
    url: str  # the week on a page of its own, from which other weeks are reached
    papers: tuple[tuple[str, str], ...]  # of the week on one page of paper: size and address
