"""How values are worded on pages: the one place for dates, counts and distances in words."""

from datetime import date, datetime

from assetmap.domain.phone import phone_parts
from assetmap.domain.place import miles
from assetmap.domain.time_bank.hours import in_words


def long_date(on: date) -> str:
    """`3 March 2026`."""
    return f"{on.day} {on:%B %Y}"


def day_words(on: date, today: date) -> str:
    """`3 May`, with the year when it is not this one's."""
    return f"{on.day} {on:%B}" if on.year == today.year else long_date(on)


def distance_words(metres: float | None) -> str:
    """`0.4 miles away`; empty when it cannot be measured."""
    if metres is None:
        return ""
    far = miles(metres)
    if far < 0.1:
        return "Less than 0.1 miles away"
    if far >= 9.95:
        return f"{far:,.0f} miles away"
    return "1 mile away" if f"{far:.1f}" == "1.0" else f"{far:.1f} miles away"


def within_words(miles_away: float) -> str:
    """`1 mile`, `2 miles`, `0.5 miles`."""
    return f"{miles_away:g} mile" + ("" if miles_away == 1 else "s")


def moment_words(at: datetime) -> str:
    """`3 March 2026, 10:05`."""
    return f"{long_date(at.date())}, {at:%H:%M}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 report`, `1,115 reports`, `No reports`."""
    many = many or f"{one}s"
    return f"{f'{count:,}' if count else 'No'} {one if count == 1 else many}"


def and_words(names: tuple[str, ...]) -> str:
    """`Tilbury, Grays and Purfleet`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


# What templates may use of them, under the same names.
FILTERS = {
    each.__name__: each
    for each in (
        *(long_date, day_words, moment_words, distance_words, within_words),
        *(counted, and_words, phone_parts, in_words),
    )
}
